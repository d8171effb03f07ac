import type { Progress, QuantizeResult, RgbaImage } from '../index.ts';
import type { Slots } from './slots.ts';

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
  /** Counts the colors of a strip. */
  count(strip: Strip, onProgress: Listener): Promise<Counted>;
  /** Finds the palette from what was counted in all strips, from top to bottom. */
  cluster(counted: readonly Counted[], onProgress: Listener): Promise<Found>;
  /** Labels the pixels of a strip. */
  label(strip: Strip, found: Found, onProgress: Listener): Promise<Labeled>;
  /** Puts the labels of all strips together, from top to bottom. */
  join(found: Found, labeled: readonly Labeled[]): QuantizeResult;
}

/** Where in the whole job each stage ends, as in `quantizeSteps`. */
const COUNTED = 0.1;
const FOUND = 0.6;

/**
 * Quantizes a large image in strips, as many as there are threads without work: the job has a slot already, and takes
 * what else is free for a stage, but lets nobody wait.
 */
export async function quantizeInStrips<Counted, Found, Labeled>(
  image: RgbaImage,
  stages: StripStages<Counted, Found, Labeled>,
  slots: Slots,
  onProgress: Listener,
): Promise<QuantizeResult> {
  const counted = await inStrips(image, slots, stages.count, part(0, COUNTED, onProgress));
  const found = await stages.cluster(counted, part(COUNTED, FOUND, onProgress));
  const label = (strip: Strip, listener: Listener) => stages.label(strip, found, listener);
  const labeled = await inStrips(image, slots, label, part(FOUND, 1, onProgress));
  return stages.join(found, labeled);
}

/** Does a stage for all strips at once. Rejects with the first error when every strip has settled. */
async function inStrips<Result>(
  image: RgbaImage,
  slots: Slots,
  stage: (strip: Strip, onProgress: Listener) => Promise<Result>,
  onProgress: Listener,
): Promise<Result[]> {
  const helpers = slots.takeFree(image.height - 1);
  try {
    const strips = cut(image, 1 + helpers.length);
    const listeners = together(strips.length, onProgress);
    const settled = await Promise.allSettled(strips.map((strip, i) => stage(strip, listeners[i]!)));
    return settled.map((each) => {
      if (each.status === 'rejected') throw each.reason;
      return each.value;
    });
  } finally {
    for (const release of helpers) release();
  }
}

/** Cuts an image into strips of about the same height, views of its pixels. */
export function cut({ data, height, width }: RgbaImage, count: number): Strip[] {
  return Array.from({ length: count }, (_, i) => {
    const firstRow = Math.floor((i * height) / count);
    const end = Math.floor(((i + 1) * height) / count);
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
