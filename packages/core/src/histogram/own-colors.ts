import type { PixelSource } from '../image/pixels.ts';
import {
  addDistinct,
  countOf,
  createDistinct,
  type DistinctColors,
  distinctColors,
} from '../kernels/distinct.ts';
import type { Histogram } from '../kernels/histogram.ts';

/** Colors of an image as they are, with their pixels: those that a palette may keep exact. */
export interface OwnColors {
  /** By value, as words. */
  readonly colors: Uint32Array;
  readonly counts: Float64Array;
  /** Pixels that were looked at, and those of them that are not fully transparent. */
  readonly pixels: number;
  readonly visible: number;
}

/** Of colors of flat areas, those of fewer pixels than one in so many are left out: no palette has an entry for them. */
const ONE_IN = 8192;

/** All colors of a histogram that counts each for itself. */
export function allColors({ distinct, pixels }: Histogram): OwnColors {
  return listOf(distinct, 1, pixels, pixels - countOf(distinct, 0));
}

/** Samples that are looked at for flat areas, about: these are large, so that fewer tell them than tell all colors. */
const SAMPLES = 2 ** 16;

/**
 * The colors of flat areas: of some of `samples` pixels, which are `apart` from each other, those that equal the one before.
 * In photographs these are few, so that it costs little more than to read the pixels.
 */
export function flatColors(images: readonly PixelSource[], samples: number, apart: number): OwnColors {
  const stride = apart * Math.max(1, Math.ceil(samples / SAMPLES));
  const distinct = createDistinct();
  let pixels = 0;
  let hidden = 0;
  let next = 0; // the next sample, counted from the start of the chunk
  let before = 0;
  for (const { length, view } of images) {
    for (let from = 0; from < length; from += CHUNK) {
      const chunk = view(from, Math.min(from + CHUNK, length));
      let i = next;
      for (; i < chunk.length; pixels++) {
        const color = chunk[i]!;
        i += stride;
        if (color >>> 24 === 0) {
          hidden++;
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
  return listOf(distinct, Math.max(2, pixels / ONE_IN), pixels, pixels - hidden);
}

const CHUNK = 2 ** 15;

/** The colors that have `least` pixels or more. */
function listOf(distinct: DistinctColors, least: number, pixels: number, visible: number): OwnColors {
  const colors = distinctColors(distinct).filter((color) => countOf(distinct, color) >= least);
  return { colors, counts: Float64Array.from(colors, (color) => countOf(distinct, color)), pixels, visible };
}
