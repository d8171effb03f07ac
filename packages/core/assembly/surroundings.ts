// Surroundings of pixels, as in src/kernels/surroundings.ts.

import { GRADIENT, GRADIENT_REACH, LIKE_ABOVE, LIKE_LEFT, SMALL_STEP } from '../src/constants';

const ONE: i32 = 128;
const TWO: i32 = 64;
const NONE: i32 = 255;
/** Bit of the mark of a pixel that differs by a small step from its left neighbor, until rows are followed. */
const SMALL_LEFT: i32 = 128;
/** Bits of a stage that count the pixels since its last step. */
const COUNT: i32 = 63;

/**
 * Bytes per pixel that are carried to the next row: its color, the color before the last step, and the stage of a
 * gradient.
 */
const BYTES: usize = 12;

/** Returns the bytes of memory for rows of this width. */
export function surroundingsBytes(width: u32): usize {
  return BYTES * roomWidth(width);
}

/** Clears `surroundingsBytes` bytes, as above the first row. */
export function clearSurroundings(room: usize, width: u32): void {
  const padded = roomWidth(width);
  memory.fill(room, 0, padded << 3);
  const stages = room + (padded << 3);
  for (let x: usize = 0; x < padded; x++) store<i32>(stages + (x << 2), NONE);
}

/** Pixels for which a row needs room: whole groups of four. */
function roomWidth(width: u32): usize {
  return (<usize>width + 3) & ~3;
}

/** Marks the pixels of the next row, a u8 per pixel, and stores it as the previous row. */
export function markRow(pixels: usize, room: usize, marks: usize, width: u32): void {
  const whole = <usize>width & ~3;
  const pasts = roomWidth(width) << 2;
  for (let x: usize = 0; x < whole; x += 4) {
    store<u32>(marks + x, markFour(pixels, room, pasts, x));
  }
  if (whole < <usize>width) {
    const rest = markFour(pixels, room, pasts, whole);
    for (let x = whole; x < <usize>width; x++) store<u8>(marks + x, <u8>(rest >>> ((<u32>(x & 3)) << 3)));
  }
  memory.copy(room, pixels, (<usize>width) << 2);

  let stage = NONE;
  let past: u32 = 0;
  let left: u32 = 0;
  for (let x: usize = 0; x < <usize>width; x++) {
    const color = load<u32>(pixels + (x << 2));
    let mark = <i32>load<u8>(marks + x);
    if (color === left) {
      stage = stage === NONE || (stage & COUNT) === GRADIENT_REACH ? NONE : stage + 1;
      mark |= LIKE_LEFT;
    } else {
      const next = select<i32>(ONE, select<i32>(TWO, 0, stage >= ONE), stage === NONE);
      stage = select<i32>(next, NONE, (mark >= SMALL_LEFT) & (color !== past));
      past = left;
    }
    mark |= select<i32>(GRADIENT, 0, stage <= GRADIENT_REACH);
    store<u8>(marks + x, <u8>(mark & ~SMALL_LEFT));
    left = color;
  }
}

/** Marks four pixels from x on by those above, and those with a small step from the left one. Returns a u8 of each. */
function markFour(pixels: usize, room: usize, toPasts: usize, x: usize): u32 {
  const at = x << 2;
  const colors = v128.load(pixels + at);
  const lefts = x === 0 ? v128.shuffle<i32>(i32x4.splat(0), colors, 0, 4, 5, 6) : v128.load(pixels + at - 4);
  const tops = v128.load(room + at);
  const pasts = room + toPasts + at;
  const past = v128.load(pasts);
  const stage = v128.load(pasts + toPasts);
  const none = i32x4.splat(NONE);
  const isNone = i32x4.eq(stage, none);
  const ends = v128.or(isNone, i32x4.eq(v128.and(stage, i32x4.splat(COUNT)), i32x4.splat(GRADIENT_REACH)));
  const onEqual = v128.or(v128.andnot(i32x4.add(stage, i32x4.splat(1)), ends), v128.and(none, ends));
  const later = v128.and(i32x4.splat(TWO), i32x4.ge_s(stage, i32x4.splat(ONE)));
  const onStep = v128.bitselect(i32x4.splat(ONE), later, isNone);
  const goesOn = v128.andnot(areSmall(colors, tops), i32x4.eq(colors, past));
  const areEqual = i32x4.eq(colors, tops);
  const next = v128.bitselect(onEqual, v128.bitselect(onStep, none, goesOn), areEqual);
  v128.store(pasts, v128.bitselect(past, tops, areEqual));
  v128.store(pasts + toPasts, next);
  const inGradient = i32x4.le_s(next, i32x4.splat(GRADIENT_REACH));
  const bits = v128.or(
    v128.and(areEqual, i32x4.splat(LIKE_ABOVE)),
    v128.or(
      v128.and(inGradient, i32x4.splat(GRADIENT)),
      v128.and(areSmall(colors, lefts), i32x4.splat(SMALL_LEFT)),
    ),
  );
  const words = i16x8.narrow_i32x4_u(bits, bits);
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0);
}

/** Where no channel differs by more than a small step, and alpha does not differ. */
// @inline
function areSmall(colors: v128, others: v128): v128 {
  const off = v128.or(i8x16.sub_sat_u(colors, others), i8x16.sub_sat_u(others, colors));
  const most = i32x4.splat(0x010101 * SMALL_STEP);
  return i32x4.eq(i8x16.sub_sat_u(off, most), i32x4.splat(0));
}
