import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { SCRATCH_ROOT } from '../scratch.ts';
import { drawCrops } from './crops.ts';
import { goodParts } from './good.ts';
import { goodImages, lookImages } from './images.ts';
import { methods } from './methods.ts';
import { missingTool } from './metrics.ts';
import { measurePoints } from './points.ts';
import { lookParts } from './report.ts';
import { drawCurves } from './svg.ts';
import { QUALITIES } from './tables.ts';

const USAGE = `npm run bench:look -- [options] [images or folders]

Compares file size and visual quality (SSIMULACRA2 and Butteraugli) of kcolors and other quantizers. Without images
it uses those in the folder that KCOLORS_CORPUS names, or those of the project.

  --good    only the files of --quality good: their score and size; --write rewrites docs/benchmarks-good.md
  --quick   three images and three numbers of colors
  --write   rewrite docs/benchmarks-look.md and its pictures; otherwise they go to KCOLORS_SCRATCH

  KCOLORS_SSIMULACRA2, KCOLORS_BUTTERAUGLI  command lines that take two PNG files (ssimulacra2, butteraugli_main)
  KCOLORS_SCRATCH  folder for PNG files and measurements: an interrupted run continues from there;
                   delete its kcolors-look.jsonl after a change of the PNG encoder`;

const title = (quick: boolean) => `# Benchmarks of visual quality

Made by \`npm run bench:look -- ${quick ? '--quick ' : ''}--write\`. \`npm run bench:look -- path/to/images\` measures on your images.`;

const DOCS = fileURLToPath(new URL('../../../docs', import.meta.url));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    good: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const missing = missingTool();
  if (missing) {
    console.log(missing);
    return;
  }
  const log = (line: string) => console.error(line);
  if (flags.good) return good(log);
  const images = await lookImages(positionals, flags.quick);
  const measured = methods();
  const points = await measurePoints(images, measured, flags.quick, log);
  const parts = lookParts(points, Object.values(measured), images);
  console.log(parts.join('\n\n'));
  const folder = flags.write ? DOCS : join(SCRATCH_ROOT, 'kcolors-look');
  mkdirSync(folder, { recursive: true });
  const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
  write('benchmarks-look.md', `${[title(flags.quick), ...parts].join('\n\n')}\n`);
  write('look-ssimulacra2.svg', drawCurves(points, QUALITIES.ssimulacra2));
  write('look-butteraugli.svg', drawCurves(points, QUALITIES.butteraugli));
  write('look-crops.png', await drawCrops(images, measured));
  log(`The page and its pictures are in ${folder}`);
}

async function good(log: (line: string) => void): Promise<void> {
  const parts = await goodParts(await goodImages(positionals), log);
  console.log(parts.join('\n\n'));
  if (!flags.write) return;
  const heading = `# Benchmarks of \`--quality good\`

Made by \`npm run bench:look -- --good --write\`. \`npm run bench:look -- --good path/to/images\` measures on your images.`;
  writeFileSync(join(DOCS, 'benchmarks-good.md'), `${[heading, ...parts].join('\n\n')}\n`);
}

if (flags.help) console.log(USAGE);
else await main();
