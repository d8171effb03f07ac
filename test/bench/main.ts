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
import { isSmall } from './speed/classes.ts';
import { contestants } from './speed/contestants.ts';
import { EXTENTS, speedSections } from './speed/speed.ts';

const USAGE = `npm run bench -- [options] [images or folders]

Compares kcolors with other quantizers on the same pixels. Without images (or KCOLORS_BENCH_IMAGES, a list of
paths) it uses the images of the project.

  --floors file.json  lowest MSE known: { "image name": { "16": 295.208 } }
  --quick             fewer repeats, and only a few small images
  --full              more repeats, slow tools on large images too, and memory at 100 Mpx
  --only speed        only goals and tables of speed; "fidelity": only tables of squared error and size
  --write             rewrite docs/benchmarks.md; your images are added to those of the project

Speed is measured on images of three sizes. Sizes that you do not provide are filled from the project. Tables of
squared error and size use only images below 1 Mpx.`;

const TITLE = `# Benchmarks

Made by \`npm run bench -- --write\`. \`npm run bench\` prints the same for your machine, \`npm run bench -- path/to/images\` for
your images. \`*\` marks numbers that are better than those of kcolors. File size at equal visual quality is in
[benchmarks-look.md](benchmarks-look.md), and what \`--quality good\` takes in [benchmarks-good.md](benchmarks-good.md).`;

const KS = [16, 256];
const DOCS = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
const REPEATS = { rounds: 5, budgetMs: 200 };
const QUICK_REPEATS = { rounds: 2, budgetMs: 100 };
/** Random restarts in the search for a floor. */
const RESTARTS = 6;
const QUICK_RESTARTS = 1;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    floors: { type: 'string' },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const floors: Floors = flags.floors ? readFloors(flags.floors) : new Map();
  const listed = process.env.KCOLORS_BENCH_IMAGES?.split(delimiter).filter(Boolean) ?? [];
  const paths = positionals.length > 0 ? positionals : listed;
  const sections: string[] = [];
  const print = (...more: string[]): void => {
    console.log(`${more.join('\n\n')}\n`);
    sections.push(...more);
  };
  if (flags.only !== 'fidelity') {
    const extent = EXTENTS[flags.quick ? 'quick' : flags.full ? 'full' : 'default'];
    print(...(await speedSections(paths, floors, extent)));
  }
  if (flags.only !== 'speed') {
    for (const set of await chosenSets(paths)) print(await runSet(set, floors));
  }
  print(aboutPart([...Object.values(PEERS), ...Object.values(contestants())]));
  if (flags.write) writeFileSync(DOCS, `${[TITLE, ...sections].join('\n\n')}\n`);
}

/** Returns the image sets for fidelity. It excludes large images, which would take hours with some peers. */
async function chosenSets(paths: readonly string[]): Promise<ImageSet[]> {
  const sets: ImageSet[] = [];
  if (paths.length === 0 || flags.write) sets.push(await fixtureSet());
  if (paths.length > 0) sets.push(await givenSet(paths));
  return sets
    .map((set) => ({ ...set, images: set.images.filter(isSmall) }))
    .filter(({ images }) => images.length > 0)
    .map((set) => (flags.quick ? { ...set, images: firstAndLast(set.images) } : set));
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

if (flags.only !== undefined && !['speed', 'fidelity'].includes(flags.only)) {
  console.error(`--only is "speed" or "fidelity", not "${flags.only}"`);
  process.exitCode = 2;
} else if (flags.help) console.log(USAGE);
else await main();
