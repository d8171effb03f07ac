import type { Pixels } from '../image/pixels.ts';

/** What is carried from row to row to tell what is around pixels. */
export interface Surroundings {
  /** The row before, all 0 before the first: no opaque pixel is like that. */
  readonly above: Uint32Array;
  /** Rows since the last small step down each column. */
  readonly ages: Uint8Array;
}

/** What a pixel is like, as bits: the one to its left, the one above, and a pixel of a slope. */
const LIKE_LEFT = 1;
const LIKE_ABOVE = 2;
export const EVEN = 3;
export const SLOPE = 4;

/** The largest difference in a channel of a small step, and how far behind it pixels are still those of a slope. */
const SMALL = 3;
const REACH = 64;
const FAR = 255;

export const createSurroundings = (width: number): Surroundings => ({
  above: new Uint32Array(width),
  ages: new Uint8Array(width).fill(FAR),
});

/**
 * Marks the pixels of the next row. In a slow gradient many pixels are like those beside them, as in an even area; but not far
 * to their left or above there is a small step.
 */
export function markRow({ above, ages }: Surroundings, pixels: Pixels, marks: Uint8Array): void {
  let run = FAR;
  for (let x = 0; x < pixels.length; x++) {
    const color = pixels[x]!;
    const left = x > 0 ? pixels[x - 1]! : 0;
    const top = above[x]!;
    run = since(run, color, left);
    const age = since(ages[x]!, color, top);
    ages[x] = age;
    marks[x] =
      (color === left ? LIKE_LEFT : 0) |
      (color === top ? LIKE_ABOVE : 0) |
      (run <= REACH || age <= REACH ? SLOPE : 0);
  }
  above.set(pixels);
}

/** Pixels since the last small step, after one more. */
function since(before: number, color: number, last: number): number {
  if (color === last) return before < FAR ? before + 1 : FAR;
  return color >>> 24 === last >>> 24 &&
    Math.abs((color & 255) - (last & 255)) <= SMALL &&
    Math.abs(((color >>> 8) & 255) - ((last >>> 8) & 255)) <= SMALL &&
    Math.abs(((color >>> 16) & 255) - ((last >>> 16) & 255)) <= SMALL
    ? 0
    : FAR;
}
