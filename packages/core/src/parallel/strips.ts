import type { Progress, QuantizeResult, RgbaImage } from '../index.ts';
import type { Slots } from '../threads/index.ts';

/** Some of the rows of an image. */
export interface Strip extends RgbaImage {
  /** The row of the image that is the first of the strip. */
  readonly firstRow: number;
}

type Listener = (progress: Progress) => void;

/**
 * The stages of `quantize` for an image that is cut into strips: those over pixels can be done for each strip in a
 * thread of its own. A stage settles when its thread is free again or gone.
 */
export interface StripStages<Counted, Found, Labeled> {
  /** Counts the colors of a strip, on from what an earlier call has counted, which is then not used again. */
  count(strip: Strip, counted: Counted | undefined, onProgress: Listener): Promise<Counted>;
  /** Finds the palette from what was counted. */
  cluster(counted: readonly Counted[], onProgress: Listener): Promise<Found>;
  /** Labels the pixels of a strip. */
  label(strip: Strip, found: Found, onProgress: Listener): Promise<Labeled>;
  /** Puts the labels of all strips together, from top to bottom. */
  join(found: Found, labeled: readonly Labeled[]): Promise<QuantizeResult>;
}

/** Where in the whole job each stage ends, as in `quantizeSteps`. */
const COUNTED = 0.1;
const FOUND = 0.6;

/**
 * Quantizes a large image in so many strips, several at a time where threads are free: the job has a slot already, and
 * takes what else is free for one strip at a time, so that others wait for no more than that.
 */
export async function quantizeInStrips<Counted, Found, Labeled>(
  image: RgbaImage,
  count: number,
  stages: StripStages<Counted, Found, Labeled>,
  slots: Slots,
  onProgress: Listener,
): Promise<QuantizeResult> {
  const strips = cut(image, count);
  const counted: Counted[] = []; // no more of them than strips were under way at once
  const addTo = async (strip: Strip, listener: Listener) => {
    counted.push(await stages.count(strip, counted.pop(), listener));
  };
  await forEachStrip(strips, slots, addTo, part(0, COUNTED, onProgress));
  const found = await stages.cluster(counted, part(COUNTED, FOUND, onProgress));
  const label = (strip: Strip, listener: Listener) => stages.label(strip, found, listener);
  const labeled = await forEachStrip(strips, slots, label, part(FOUND, 1, onProgress));
  return stages.join(found, labeled);
}

/** Does a stage for all strips. Rejects with the first error when no thread is at work for it any more. */
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
      next = strips.length; // no other is begun
    }
  };
  const doNextElsewhere = async (release: () => void) => {
    await doNext();
    release(); // first to whoever waits for it
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

/** Cuts an image into strips of about the same height, views of its pixels. */
export function cut({ data, height, width }: RgbaImage, count: number): Strip[] {
  const strips = Math.min(count, height);
  return Array.from({ length: strips }, (_, i) => {
    const firstRow = Math.floor((i * height) / strips);
    const end = Math.floor(((i + 1) * height) / strips);
    const rows = data.subarray(4 * width * firstRow, 4 * width * end);
    return { data: rows, width, height: end - firstRow, firstRow };
  });
}

/** The progress of a stage as a part of that of the job. */
function part(from: number, to: number, onProgress: Listener): Listener {
  return ({ done, stage }) => onProgress({ stage, done: from + (to - from) * done });
}

/** One listener for each strip; what they hear is told as the mean. */
function together(count: number, onProgress: Listener): Listener[] {
  const shares = new Float64Array(count);
  return Array.from({ length: count }, (_, i) => ({ done, stage }: Progress) => {
    shares[i] = done;
    onProgress({ stage, done: shares.reduce((sum, share) => sum + share, 0) / count });
  });
}
