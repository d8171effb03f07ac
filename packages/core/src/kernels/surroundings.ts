import { GRADIENT, GRADIENT_REACH, LIKE_ABOVE, LIKE_LEFT, SMALL_STEP } from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';

/** Surroundings of pixels, carried from row to row. */
export interface Surroundings {
  /** The previous row. 0 before the first, which no opaque pixel equals. */
  readonly above: Uint32Array;
  /** Of each column: the stage of a gradient with the rows since its last step, and the color before that step. */
  readonly stages: Uint8Array;
  readonly pasts: Uint32Array;
}

/**
 * Stages of a gradient: after one step, two, or three and more (0), plus the pixels since the last step. A line
 * slightly lighter than its area is no gradient, since its second step goes back.
 */
const ONE = 128;
const TWO = 64;
const NONE = 255;

export const createSurroundings = (width: number): Surroundings => ({
  above: new Uint32Array(width),
  stages: new Uint8Array(width).fill(NONE),
  pasts: new Uint32Array(width),
});

/**
 * Marks the pixels of the next row. In a slow gradient many pixels equal their neighbors, as in a uniform area. But a
 * short distance to the left or above, there are small steps.
 */
export function markRow({ above, pasts, stages }: Surroundings, pixels: Pixels, marks: Uint8Array): void {
  let stage = NONE;
  let past = 0;
  let left = 0;
  for (let x = 0; x < pixels.length; x++) {
    const color = pixels[x]!;
    const top = above[x]!;
    stage = nextStage(stage, color, left, past);
    if (color !== left) past = left;
    const down = nextStage(stages[x]!, color, top, pasts[x]!);
    stages[x] = down;
    if (color !== top) pasts[x] = top;
    marks[x] =
      (color === left ? LIKE_LEFT : 0) |
      (color === top ? LIKE_ABOVE : 0) |
      (stage <= GRADIENT_REACH || down <= GRADIENT_REACH ? GRADIENT : 0);
    left = color;
  }
  above.set(pixels);
}

/** The stage after one more pixel; `past` is the color before the last different one. */
function nextStage(stage: number, color: number, last: number, past: number): number {
  if (color === last) return stage === NONE || (stage & 63) === GRADIENT_REACH ? NONE : stage + 1;
  if (color === past || !isSmall(color, last)) return NONE;
  return stage === NONE ? ONE : stage >= ONE ? TWO : 0;
}

const isSmall = (color: number, other: number): boolean =>
  color >>> 24 === other >>> 24 &&
  Math.abs((color & 255) - (other & 255)) <= SMALL_STEP &&
  Math.abs(((color >>> 8) & 255) - ((other >>> 8) & 255)) <= SMALL_STEP &&
  Math.abs(((color >>> 16) & 255) - ((other >>> 16) & 255)) <= SMALL_STEP;
