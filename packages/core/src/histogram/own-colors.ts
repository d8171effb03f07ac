import type { PixelSource } from '../image/pixels.ts';
import {
  addDistinct,
  countOf,
  createDistinct,
  type DistinctColors,
  distinctColors,
} from '../kernels/distinct.ts';
import type { Histogram } from '../kernels/histogram.ts';

/** Colors of an image with their pixel counts: candidates to be stored exactly. */
export interface OwnColors {
  /** Sorted by value, as words. */
  readonly colors: Uint32Array;
  readonly counts: Float64Array;
  /** Number of examined pixels, and of those that are not fully transparent. */
  readonly pixels: number;
  readonly visible: number;
}

/** Colors of flat areas with fewer than one in this many pixels are dropped: no palette has an entry for them. */
const ONE_IN = 8192;

/** Returns all colors of a histogram that is not binned. */
export function allColors({ distinct, pixels }: Histogram): OwnColors {
  return listOf(distinct, 1, pixels, pixels - countOf(distinct, 0));
}

/** Approximate number of samples that search for flat areas. These are large, so a few samples are enough. */
const SAMPLES = 2 ** 16;

/**
 * Returns the colors of flat areas: those of samples that equal the previous sample. Photographs have few, so the
 * search costs little more than reading the pixels.
 *
 * @param samples number of pixels that could be sampled, `spacing` pixels apart; only some of them are.
 */
export function flatColors(images: readonly PixelSource[], samples: number, spacing: number): OwnColors {
  const stride = spacing * Math.max(1, Math.ceil(samples / SAMPLES));
  const distinct = createDistinct();
  let pixels = 0;
  let transparent = 0;
  let next = 0; // next sample, relative to the start of the chunk
  let before = 0;
  for (const { length, view } of images) {
    for (let from = 0; from < length; from += CHUNK) {
      const chunk = view(from, Math.min(from + CHUNK, length));
      let i = next;
      for (; i < chunk.length; pixels++) {
        const color = chunk[i]!;
        i += stride;
        if (color >>> 24 === 0) {
          transparent++;
        } else if (color === before) {
          let run = 1;
          for (; i < chunk.length && chunk[i] === color; i += stride) run++;
          addDistinct(distinct, color, run);
          pixels += run - 1;
        }
        before = color;
      }
      next = i - chunk.length;
    }
  }
  return listOf(distinct, Math.max(2, pixels / ONE_IN), pixels, pixels - transparent);
}

const CHUNK = 2 ** 15;

/** Returns the colors that have at least `minCount` pixels. */
function listOf(distinct: DistinctColors, minCount: number, pixels: number, visible: number): OwnColors {
  const colors = distinctColors(distinct).filter((color) => countOf(distinct, color) >= minCount);
  return { colors, counts: Float64Array.from(colors, (color) => countOf(distinct, color)), pixels, visible };
}
