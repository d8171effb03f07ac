import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CompressOptions, compressImage, decodeImage } from '@kcolors/codecs';
import sharp from 'sharp';
import type { BenchImage } from '../images.ts';
import { missingTool, score } from '../look/metrics.ts';
import { markdownTable } from '../table.ts';
import { budgetSection } from './budgets.ts';
import { type FloorCodec, floorOf, pixelsOf } from './floor.ts';
import { folderSection } from './folder.ts';
import { type Photograph, photographs } from './images.ts';
import { scoreSection } from './scores.ts';

const USAGE = `npm run bench:photos -- [options] [images]

Compares the files that a search for a quality score finds with the smallest ones that have it. It needs ssimulacra2 of
libjxl, and reads the images in the folder that KCOLORS_CORPUS names.

  --target n  quality score (default: 75)
  --only part photos, folder, budgets or scores
  --write     rewrite docs/benchmarks-photos.md, or its sections of that part`;

const DOCS = fileURLToPath(new URL('../../../docs/benchmarks-photos.md', import.meta.url));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    target: { type: 'string', default: '75' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const target = Number(flags.target);

/** A result beside the smallest file of its codec. */
interface Measured {
  readonly name: string;
  readonly format: string;
  readonly before: number;
  readonly bytes: number;
  readonly floor: number;
  readonly score: number;
  readonly ms: number;
  /** Milliseconds of encoding and decoding once. */
  readonly once: number;
}

async function main(): Promise<void> {
  const problem = missingTool();
  const photos = photographs(positionals);
  if (problem || photos.length === 0) {
    console.log(problem ?? 'KCOLORS_CORPUS names no folder of photographs.');
    return;
  }
  const sections: Readonly<Record<string, () => Promise<string>>> = {
    photos: () => photoSections(photos),
    folder: folderSection,
    budgets: budgetSection,
    scores: scoreSection,
  };
  const parts: string[] = [];
  for (const [name, section] of Object.entries(sections)) {
    const isWanted =
      flags.only === undefined ? positionals.length === 0 || name === 'photos' : flags.only === name;
    if (isWanted) parts.push(await section());
  }
  const text = [titleOf(), ...parts.filter(Boolean)].join('\n\n');
  console.log(text);
  if (!flags.write) return;
  const written = flags.only === undefined ? text : withSections(readFileSync(DOCS, 'utf8').trimEnd(), parts);
  writeFileSync(DOCS, `${written}\n`);
}

/** Replaces the sections of a document that have the same titles, and adds the others. */
function withSections(document: string, parts: readonly string[]): string {
  const split = (text: string) => text.split(/\n\n(?=## )/);
  const titleOfSection = (section: string) => section.slice(0, section.indexOf('\n'));
  const sections = split(document);
  for (const section of parts.flatMap(split)) {
    const at = sections.findIndex((old) => titleOfSection(old) === titleOfSection(section));
    if (at < 0) sections.push(section);
    else sections[at] = section;
  }
  return sections.join('\n\n');
}

/** Compares photographs with the floors of their codecs, and formats with each other. */
async function photoSections(photos: readonly Photograph[]): Promise<string> {
  const measured: Measured[] = [];
  const smallest: string[][] = [];
  for (const photo of photos) {
    console.error(photo.name);
    const { image } = await decodeImage(photo.bytes);
    const original: BenchImage = {
      ...image,
      data: Uint8Array.from(image.data),
      name: photo.name,
      translucent: false,
    };
    for (const codec of ['jpeg', 'webp'] as const) {
      const found = await measure(photo, original, codec);
      if (found) measured.push(found);
    }
    smallest.push(await compareFormats(photo, original));
  }
  return [
    ...(['jpeg', 'webp'] as const).map((codec) => sectionOf(codec, measured)),
    formatsOf(smallest),
  ].join('\n\n');
}

const titleOf = (): string => `# Benchmarks of photographs

Made by \`npm run bench:photos -- --write\`. Each photograph is compressed to a quality score of ${target}. The floor is the
smallest file of the same codec whose score by the real SSIMULACRA 2 is at least ${target}, found by trying qualities; it counts
the color profile of the result, too. Times are those of the search with its encodings, and of encoding and decoding the
floor once, with the native code of sharp, in this run.`;

/** Compresses a photograph to the target in one codec. */
async function measure(
  photo: Photograph,
  image: BenchImage,
  codec: FloorCodec,
): Promise<Measured | undefined> {
  const floor = await floorOf(image, codec, target);
  if (!floor) return undefined;
  const start = performance.now();
  const { bytes } = await compress(photo, codec);
  const ms = performance.now() - start;
  const { ssimulacra2 } = await score(image, await pixelsOf(bytes), false);
  const { name, bytes: original } = photo;
  const { icc } = await sharp(bytes).metadata();
  return {
    name,
    format: codec,
    before: original.length,
    bytes: bytes.length,
    floor: floor.bytes + (icc?.length ?? 0),
    score: ssimulacra2,
    ms,
    once: floor.ms,
  };
}

const compress = ({ bytes }: Photograph, format: NonNullable<CompressOptions['format']>) =>
  compressImage(bytes, { format, quality: target, metadata: 'omit', ifNotSmaller: 'result' });

function sectionOf(codec: FloorCodec, all: readonly Measured[]): string {
  const rows = all.filter(({ format }) => format === codec);
  const ratios = rows.map(({ bytes, floor }) => bytes / floor);
  const scores = rows.map(({ score: each }) => each);
  const good = scores.filter((each) => each >= target).length;
  const summary = `Mean size ${mean(ratios).toFixed(3)} × floor; ${good} of ${rows.length} at ${target} or above, worst ${Math.min(...scores).toFixed(1)}; search ${mean(rows.map(({ ms, once }) => ms / once)).toFixed(1)} × encoding and decoding once.`;
  const table = markdownTable(
    ['photograph', 'original', 'bytes', 'floor', '÷', 'score', 'ms', 'once'],
    rows.map((row) => [
      row.name,
      String(row.before),
      String(row.bytes),
      String(row.floor),
      (row.bytes / row.floor).toFixed(3),
      row.score.toFixed(1),
      row.ms.toFixed(0),
      row.once.toFixed(0),
    ]),
    ['photograph'],
  );
  return `## ${codec === 'jpeg' ? 'JPEG' : 'WebP'}\n\n${summary}\n\n${table}`;
}

/** Compresses a photograph with `keep` and `smallest`. */
async function compareFormats(photo: Photograph, image: BenchImage): Promise<string[]> {
  const cells = [photo.name, String(photo.bytes.length)];
  for (const format of ['keep', 'smallest'] as const) {
    const result = await compressImage(photo.bytes, { format, quality: target, metadata: 'omit' });
    const { ssimulacra2 } = await score(image, await pixelsOf(result.bytes), false);
    cells.push(
      result.outcome === 'kept' ? 'kept' : result.format,
      String(result.bytes.length),
      ssimulacra2.toFixed(1),
    );
  }
  return cells;
}

const formatsOf = (rows: readonly (readonly string[])[]): string => {
  const columns = ['photograph', 'original', 'keep', 'bytes', 'score', 'smallest', 'bytes', 'score'];
  return `## Formats\n\n${markdownTable(columns, rows, ['photograph', 'keep', 'smallest'])}`;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

if (flags.help) console.log(USAGE);
else await main();
