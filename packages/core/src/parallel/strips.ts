import type { Progress, QuantizeResult, RgbaImage } from '../index.ts';
import type { Slots } from '../threads/index.ts';

/** A range of rows of an image. */
export interface Strip extends RgbaImage {
  /** Index of the strip's first row in the image. */
  readonly firstRow: number;
}

type Listener = (progress: Progress) => void;

/**
 * The stages of `quantize` for an image in strips. Stages over pixels can run for each strip in its own thread. A
 * stage settles when its thread is free again or has ended.
 */
export interface StripStages<Counted, Found, Labeled> {
  /** Adds the colors of a strip to an earlier count, or starts a new count. The earlier count is not used again. */
  count(strip: Strip, counted: Counted | undefined, onProgress: Listener): Promise<Counted>;
  /** Finds the palette from the counts. */
  cluster(counted: readonly Counted[], onProgress: Listener): Promise<Found>;
  /** Assigns a palette index to each pixel of a strip. */
  label(strip: Strip, found: Found, onProgress: Listener): Promise<Labeled>;
  /** Joins the indexes of all strips from top to bottom. */
  join(found: Found, labeled: readonly Labeled[]): Promise<QuantizeResult>;
}

/** Share of the whole job at which each stage ends, as in `quantizeSteps`. */
const COUNTED = 0.1;
const FOUND = 0.6;

/**
 * Quantizes a large image in `count` strips, several at a time where threads are free. The job already has a slot. It
 * takes each further slot for one strip at a time, so other jobs wait for one strip at most.
 */
export async function quantizeInStrips<Counted, Found, Labeled>(
  image: RgbaImage,
  count: number,
  stages: StripStages<Counted, Found, Labeled>,
  slots: Slots,
  onProgress: Listener,
): Promise<QuantizeResult> {
  const strips = cut(image, count);
  const counted: Counted[] = []; // at most as many counts as strips at the same time
  const addTo = async (strip: Strip, listener: Listener) => {
    counted.push(await stages.count(strip, counted.pop(), listener));
  };
  await forEachStrip(strips, slots, addTo, part(0, COUNTED, onProgress));
  const found = await stages.cluster(counted, part(COUNTED, FOUND, onProgress));
  const label = (strip: Strip, listener: Listener) => stages.label(strip, found, listener);
  const labeled = await forEachStrip(strips, slots, label, part(FOUND, 1, onProgress));
  return stages.join(found, labeled);
}

/** Runs a stage for all strips. Rejects with the first error once no thread works on the stage. */
async function forEachStrip<Result>(
  strips: readonly Strip[],
  slots: Slots,
  stage: (strip: Strip, onProgress: Listener) => Promise<Result>,
  onProgress: Listener,
): Promise<Result[]> {
  const listeners = together(strips.length, onProgress);
  const results: Result[] = [];
  let next = 0;
  let failure: { readonly error: unknown } | undefined;

  const doNext = async () => {
    const i = next++;
    try {
      results[i] = await stage(strips[i]!, listeners[i]!);
    } catch (error) {
      failure ??= { error };
      next = strips.length; // begin no other strip
    }
  };
  const doNextElsewhere = async (release: () => void) => {
    await doNext();
    release(); // jobs that wait for a slot get it first
    await useFree();
  };
  const useFree = (): Promise<unknown> =>
    Promise.all(slots.takeFree(strips.length - next).map(doNextElsewhere));

  const elsewhere: Promise<unknown>[] = [];
  while (next < strips.length) {
    const own = doNext();
    elsewhere.push(useFree());
    await own;
  }
  await Promise.all(elsewhere);
  if (failure) throw failure.error;
  return results;
}

/** Cuts an image into strips of about the same height. The strips are views of its pixels. */
export function cut({ data, height, width }: RgbaImage, count: number): Strip[] {
  const strips = Math.min(count, height);
  return Array.from({ length: strips }, (_, i) => {
    const firstRow = Math.floor((i * height) / strips);
    const end = Math.floor(((i + 1) * height) / strips);
    const rows = data.subarray(4 * width * firstRow, 4 * width * end);
    return { data: rows, width, height: end - firstRow, firstRow };
  });
}

/** Maps the progress of a stage to its part of the job's progress. */
function part(from: number, to: number, onProgress: Listener): Listener {
  return ({ done, stage }) => onProgress({ stage, done: from + (to - from) * done });
}

/** Returns one listener per strip. They report the mean of their progress. */
function together(count: number, onProgress: Listener): Listener[] {
  const shares = new Float64Array(count);
  return Array.from({ length: count }, (_, i) => ({ done, stage }: Progress) => {
    shares[i] = done;
    onProgress({ stage, done: shares.reduce((sum, share) => sum + share, 0) / count });
  });
}
