import { writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FIDELITY_KS, fidelityOf } from './fidelity.ts';
import { type Floors, lowerFloor, readFloors, searchFloor } from './floors.ts';
import { fixtureSet, givenSet, type ImageSet } from './images.ts';
import { type Measurement, measure } from './measure.ts';
import { PEERS } from './peers/index.ts';
import { aboutPart, sectionOf } from './report.ts';

const USAGE = `npm run bench -- [options] [images or folders]

Sets kcolors beside other quantizers on the same pixels. Without images (or KCOLORS_BENCH_IMAGES, a list of
paths) it measures on those of the project.

  --floors file.json  best MSE known: { "image name": { "16": 295.208 } }
  --quick             two images, fewer repeats
  --write             rewrite docs/benchmarks.md; given images are added to those of the project`;

const TITLE = `# Benchmarks

Made by \`npm run bench -- --write\`; \`npm run bench\` prints the same for your machine, and
\`npm run bench -- path/to/images\` for your images. The losses of kcolors are marked with \`*\`.`;

const KS = [16, 256];
const DOCS = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
const REPEATS = { rounds: 5, budgetMs: 200 };
const QUICK_REPEATS = { rounds: 2, budgetMs: 100 };
/** Random restarts in the search of a floor. */
const RESTARTS = 6;
const QUICK_RESTARTS = 1;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    floors: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const floors: Floors = flags.floors ? readFloors(flags.floors) : new Map();
  const sections: string[] = [];
  for (const set of await chosenSets()) {
    const section = await runSet(set, floors);
    console.log(`${section}\n`);
    sections.push(section);
  }
  const about = aboutPart();
  console.log(about);
  if (flags.write) writeFileSync(DOCS, `${[TITLE, ...sections, about].join('\n\n')}\n`);
}

async function chosenSets(): Promise<ImageSet[]> {
  const listed = process.env.KCOLORS_BENCH_IMAGES?.split(delimiter).filter(Boolean) ?? [];
  const paths = positionals.length > 0 ? positionals : listed;
  const sets: ImageSet[] = [];
  if (paths.length === 0 || flags.write) sets.push(await fixtureSet());
  if (paths.length > 0) sets.push(await givenSet(paths));
  return flags.quick ? sets.map((set) => ({ ...set, images: firstAndLast(set.images) })) : sets;
}

const firstAndLast = <T>(items: readonly T[]): T[] =>
  items.filter((_, i) => i === 0 || i === items.length - 1);

async function runSet(set: ImageSet, floors: Floors): Promise<string> {
  const repeats = flags.quick ? QUICK_REPEATS : REPEATS;
  const measurements: Measurement[] = [];
  for (const [i, image] of set.images.entries()) {
    console.error(`${set.title}: ${image.name} (${i + 1} of ${set.images.length}) …`);
    for (const k of FIDELITY_KS) searchFloor(floors, image, k, flags.quick ? QUICK_RESTARTS : RESTARTS);
    for (const k of KS) {
      for (const dither of [false, true]) {
        for (const one of await measure(PEERS, image, k, dither, repeats)) {
          measurements.push(one);
          if (!dither && one.colors <= k) lowerFloor(floors, image, k, one.mse);
        }
      }
    }
  }
  const fidelity = fidelityOf(set.images, floors);
  return sectionOf(set, measurements, fidelity, floors);
}

if (flags.help) console.log(USAGE);
else await main();
