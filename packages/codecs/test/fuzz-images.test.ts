import {
  CodecError,
  compressImage,
  decodeImage,
  readColorSpace,
  readHeader,
  stripMetadata,
} from '@kcolors/codecs';
import { expect, it } from 'vitest';
import { SEED } from '../../../test/setup/seed.ts';
import { mutateImage, seededRandom } from './helpers/mutate-image.ts';
import { SMALL_FILES } from './helpers/small-files.ts';

// Mutated images, the same ones for the same seed. KCOLORS_FUZZ_IMAGES=150000 is the run of a release (about a quarter of an hour).
const COUNT = Number(process.env.KCOLORS_FUZZ_IMAGES) || 1000;
const MILLISECONDS = 1000; // for each 100 kB that were begun
const COMPRESSED = 20; // one of so many is compressed as well

/** Words of JavaScript, libraries and unset values that have no place in a message. */
const FOREIGN_WORDS =
  /undefined|is not a function|[Cc]annot read|\bNaN\b|\[object|TypeError|RangeError|[Ww]asm|WASM|\n/;

const seeds = Object.entries(SMALL_FILES);

/** What is wrong with an error, if anything. */
function faultOf(error: unknown): string | undefined {
  if (!(error instanceof CodecError)) return `foreign: ${String(error)}`;
  if (error.code === 'internal' || error.code === 'codec-failed')
    return `${error.code}: ${String(error.cause)}`;
  return FOREIGN_WORDS.test(error.message) ? `message: ${error.message}` : undefined;
}

async function tryAll(bytes: Uint8Array, compresses: boolean): Promise<string | undefined> {
  for (const read of [readHeader, readColorSpace, stripMetadata]) {
    try {
      read(bytes);
    } catch (error) {
      const fault = faultOf(error);
      if (fault) return `${read.name}, ${fault}`;
    }
  }
  try {
    const { image, notes } = await decodeImage(bytes);
    if (image.data.length !== 4 * image.width * image.height) return 'pixels of another size';
    const note = notes.find((text) => FOREIGN_WORDS.test(text));
    if (note) return `note: ${note}`;
    if (!compresses || image.data.length > 4e5) return undefined;
    await compressImage(bytes, { effort: 'fast' });
  } catch (error) {
    return faultOf(error);
  }
  return undefined;
}

it(`${COUNT} mutated images: a picture or one of our errors, in time`, {
  timeout: 60_000 + 200 * COUNT,
}, async () => {
  const faults: string[] = [];
  let slowest = { per100kB: 0, file: '' };
  for (let i = 0; i < COUNT; i++) {
    const random = seededRandom(SEED * 1_000_003 + i);
    const [name, file] = seeds[i % seeds.length]!;
    const bytes = mutateImage(file, seeds[random(seeds.length)]![1], random);
    const measure = async () => {
      const [start, begin] = [process.cpuUsage(), performance.now()];
      const fault = await tryAll(bytes, i % COMPRESSED === 0);
      // Elapsed time counts other programs, and processor time the other threads of this one.
      return { fault, ms: Math.min(process.cpuUsage(start).user / 1000, performance.now() - begin) };
    };
    let { fault, ms } = await measure();
    if (ms > MILLISECONDS / 4) ms = Math.min(ms, (await measure()).ms); // a busy machine is no fault of the file
    const per100kB = ms / Math.ceil(bytes.length / 1e5 || 1);
    if (per100kB > slowest.per100kB) slowest = { per100kB, file: `${name}, number ${i}` };
    if (fault) faults.push(`${name}, number ${i}: ${fault}`);
  }
  console.log(
    `fuzz: ${COUNT} images of seed ${SEED}, ${faults.length} foreign errors, slowest ${Math.round(slowest.per100kB)} ms per 100 kB (${slowest.file})`,
  );
  expect(faults).toEqual([]);
  expect(slowest.per100kB).toBeLessThan(MILLISECONDS);
});
