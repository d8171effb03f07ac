// Surroundings of pixels, as in src/kernels/surroundings.ts.

import { GRADIENT, GRADIENT_REACH, LIKE_ABOVE, LIKE_LEFT, SMALL_STEP } from '../src/constants';

const ONE: u32 = 128;
const TWO: u32 = 64;
const NONE: u32 = 255;

/**
 * Bytes per pixel that are carried to the next row: its color, the color before the last step, and the stage of a
 * gradient.
 */
export const SURROUNDINGS: usize = 9;

/** Clears `SURROUNDINGS` bytes per pixel, as above the first row. */
export function clearSurroundings(room: usize, width: u32): void {
  memory.fill(room, 0, (<usize>width) << 3);
  memory.fill(room + ((<usize>width) << 3), <u8>NONE, width);
}

/** Marks the pixels of the next row, a u8 per pixel, and stores it as the previous row. */
export function markRow(pixels: usize, room: usize, marks: usize, width: u32): void {
  const pasts = room + ((<usize>width) << 2);
  const stages = pasts + ((<usize>width) << 2);
  let stage = NONE;
  let past: u32 = 0;
  let left: u32 = 0;
  for (let x: usize = 0; x < <usize>width; x++) {
    const at = x << 2;
    const color = load<u32>(pixels + at);
    const top = load<u32>(room + at);
    stage = nextStage(stage, color, left, past);
    if (color !== left) past = left;
    const down = nextStage(<u32>load<u8>(stages + x), color, top, load<u32>(pasts + at));
    store<u8>(stages + x, <u8>down);
    if (color !== top) store<u32>(pasts + at, top);
    let mark = color === left ? LIKE_LEFT : 0;
    if (color === top) mark |= LIKE_ABOVE;
    if (stage <= <u32>GRADIENT_REACH || down <= <u32>GRADIENT_REACH) mark |= GRADIENT;
    store<u8>(marks + x, <u8>mark);
    left = color;
  }
  memory.copy(room, pixels, (<usize>width) << 2);
}

function nextStage(stage: u32, color: u32, last: u32, past: u32): u32 {
  if (color === last) return stage === NONE || (stage & 63) === <u32>GRADIENT_REACH ? NONE : stage + 1;
  if (color === past || !isSmall(color, last)) return NONE;
  return stage === NONE ? ONE : stage >= ONE ? TWO : 0;
}

function isSmall(color: u32, other: u32): bool {
  if (color >>> 24 !== other >>> 24) return false;
  const one = i32x4.splat(color);
  const two = i32x4.splat(other);
  const off = v128.or(i8x16.sub_sat_u(one, two), i8x16.sub_sat_u(two, one));
  return !v128.any_true(i8x16.gt_u(off, i8x16.splat(<i8>SMALL_STEP)));
}
