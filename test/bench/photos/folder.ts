import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { BenchImage } from '../images.ts';
import { score } from '../look/metrics.ts';
import { clockedProcess } from '../processes.ts';
import { scratchPath } from '../scratch.ts';
import { hasPngquant } from '../speed/pngquant.ts';
import { markdownTable } from '../table.ts';
import { pixelsOf } from './floor.ts';

/** A folder as a website has it: 20 photographs, 12 pictures of interfaces, 4 icons, 2 WebP and 2 GIF. */
const FILES = [
  ...['exif_Landscape_1', 'exif_Portrait_8', 'exif_orientation_5_paris', 'picosdeeuropa_3264x2448'],
  ...['progressive_cat', 'unsplash_akihabara_1920x1280', 'unsplash_bryggen_480x320', 'weird_sampling_zune'],
  ...['unsplash_yosemite_3840x2560', 'gray_hopper'],
]
  .map((name) => `jpeg/${name}.jpg`)
  .concat(
    ['kodim01', 'kodim07', 'kodim11', 'kodim17'].map((name) => `kodak/${name}.png`),
    ['sand', 'sumac'].map((name) => `gb82/${name}.png`),
    ['carrots', 'mural', 'king_vulture', 'tablet'].map((name) => `cq100/${name}.png`),
    ['screenshot_imac_g3', 'screenshot_windows', 'screenshot_terminal', 'screenshot_gui', 'chart_3DPieChart'],
    ['window_elementary_code_light', 'screenshot_codec_wiki', 'gimp_dialog_fractalexplorer', 'clipart_tiger'],
    ['chart_Boxplot', 'clipart_wine_glass', 'sprite_wesnoth_portrait_ghost', 'emoji_noto_1333'],
    ['icon_oxygen_256x256_apps_konqueror', 'icon_oxygen_128x128_status_weather-clear'],
    ['icon_oxygen_32x32_apps_konqueror'],
  )
  .map((path) => (path.includes('/') ? path : `ui/${path}.png`))
  .concat(['webp/ici_artificial_lossy.webp', 'webp/pillow_flower.webp'])
  .concat(['gif/pillow_iss634.gif', 'gif/sharp_rotating-squares.gif']);

const COMMAND = fileURLToPath(new URL('../../../packages/cli/dist/kcolors.js', import.meta.url));

/** Compresses the files of a folder in place. */
interface Tool {
  readonly name: string;
  run(folder: string): Promise<void>;
}

const kcolors = (quality: string): Tool => ({
  name: `kcolors --quality ${quality} --in-place`,
  run: async (folder) => {
    execFileSync(process.execPath, [COMMAND, folder, '--quality', quality, '--in-place', '--quiet'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  },
});

/** Replaces a file by the result of a function if this is smaller, as scripts do. */
async function replace(path: string, encode: (path: string) => Promise<Buffer>): Promise<void> {
  const result = await encode(path);
  if (result.length < readFileSync(path).length) writeFileSync(path, result);
}

const TOOLS: readonly Tool[] = [
  kcolors('good'),
  kcolors('small'),
  kcolors('lossless-look'),
  {
    name: 'pngquant, and MozJPEG at 75',
    async run(folder) {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name);
        if (extname(name) === '.jpg') {
          await replace(path, (file) =>
            sharp(file).keepMetadata().jpeg({ mozjpeg: true, quality: 75 }).toBuffer(),
          );
        } else if (extname(name) === '.png') {
          const words = ['--skip-if-larger', '--force', '--output', path, '256', path];
          await clockedProcess('pngquant', words);
        }
      }
    },
  },
  {
    name: 'sharp at its defaults',
    async run(folder) {
      for (const name of readdirSync(folder)) {
        await replace(join(folder, name), (file) =>
          sharp(file, { animated: true }).keepMetadata().toBuffer(),
        );
      }
    },
  },
];

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const hashesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, hashOf(join(folder, name))]));

/** Compresses a folder with each tool; returns a section of the document, empty if there are no files. */
export async function folderSection(): Promise<string> {
  const corpus = process.env.KCOLORS_CORPUS ?? '';
  const files = FILES.map((path) => join(corpus, path)).filter(existsSync);
  if (files.length === 0 || !hasPngquant) return '';
  const originals = new Map<string, BenchImage>();
  for (const file of files) originals.set(basename(file), await loadUpright(file));
  const rows: string[][] = [];
  for (const tool of TOOLS) rows.push(await measure(tool, files, originals));
  const before = files.reduce((sum, file) => sum + readFileSync(file).length, 0);
  const columns = [
    'tool',
    'bytes',
    'of the originals',
    'mean score',
    'of PNG and JPEG',
    'larger files',
    'second run changes',
  ];
  return `## A folder of ${files.length} files

20 photographs as JPEG and PNG, 12 pictures of interfaces and other flat graphics, 4 icons, 2 WebP and 2 GIF, together ${before} bytes,
compressed in place. Files that a tool cannot read, or does not make smaller, stay as they are and count with a score of 100.

${markdownTable(columns, rows, ['tool'])}`;
}

async function measure(
  tool: Tool,
  files: readonly string[],
  originals: ReadonlyMap<string, BenchImage>,
): Promise<string[]> {
  const folder = scratchPath('folder');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, basename(file)), readFileSync(file)); // writable, unlike a copy
  await tool.run(folder);
  let [bytes, before, larger] = [0, 0, 0];
  const scores = new Map<string, number>();
  for (const file of files) {
    const path = join(folder, basename(file));
    const [original, result] = [readFileSync(file), readFileSync(path)];
    bytes += result.length;
    before += original.length;
    if (result.length > original.length) larger++;
    const image = originals.get(basename(file))!;
    const { ssimulacra2 } = original.equals(result)
      ? { ssimulacra2: 100 }
      : await score(image, await pixelsOf(result), false);
    console.error(
      `${tool.name}: ${basename(file)} ${original.length} → ${result.length}, ${ssimulacra2.toFixed(1)}`,
    );
    scores.set(basename(file), ssimulacra2);
  }
  const first = hashesOf(folder);
  await tool.run(folder);
  const changed = Object.entries(hashesOf(folder)).filter(([name, hash]) => hash !== first[name]);
  if (changed.length > 0) console.error(`${tool.name}: again ${changed.map(([name]) => name).join(', ')}`);
  return [
    tool.name,
    String(bytes),
    `${((100 * bytes) / before).toFixed(1)} %`,
    mean([...scores.values()]).toFixed(1),
    mean([...scores].filter(([name]) => /\.(png|jpg)$/.test(name)).map(([, each]) => each)).toFixed(1),
    String(larger),
    `${changed.length} files`,
  ];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function loadUpright(file: string): Promise<BenchImage> {
  const image = await pixelsOf(readFileSync(file));
  const data = image.data as Uint8Array;
  const translucent = data.some((value, i) => i % 4 === 3 && value < 255);
  return { ...image, data, name: basename(file), translucent };
}
