// Colors of the rate-aware remap: those of the palette, and those of the rows above.
//
// A color is a record of 16 bytes: its point, a 64-bit word, then its opacity class and its index, a u32 each.

import { MATCH_ROWS } from '../src/constants';

const COLORS = memory.data(256 * 16, 16);
/** Whether all palette colors have the same opacity class. */
export let hasOneClass = false;
/** Opacity class of pixels outside the image. No color has it. */
export const OUTSIDE: u64 = 3;
/** Pixels on each side of a row of the history: the maximum distance of a match to the side. */
const REACH: usize = 64;

/** Colors of the last rows, with `REACH` more pixels at each end. */
let history: usize = 0;
let width: usize = 0;

/** Sets the palette's points, a 64-bit word each, and its opacity classes, a u8 each. */
export function setColors(points: usize, opacityClasses: usize, count: u32): void {
  hasOneClass = true;
  for (let c: usize = 0; c < <usize>count; c++) {
    const opacityClass = <u64>load<u8>(opacityClasses + c);
    if (opacityClass !== <u64>load<u8>(opacityClasses)) hasOneClass = false;
    store<u64>(COLORS + (c << 4), load<u64>(points + (c << 3)));
    store<u64>(COLORS + (c << 4), opacityClass | ((<u64>c) << 32), 8);
  }
}

/** The color of a palette index. */
// @inline
export function colorAt(index: usize): v128 {
  return v128.load(COLORS + (index << 4));
}

/** The palette index of a color at an address. */
// @inline
export function indexAt(color: usize): u8 {
  return <u8>load<u32>(color, 12);
}

/** The points of two colors. */
// @inline
export function pointsOf(one: v128, other: v128): v128 {
  return v128.shuffle<i64>(one, other, 0, 2);
}

/** The opacity classes of two colors, twice each. */
// @inline
export function opacityClassesOf(one: v128, other: v128): v128 {
  return v128.shuffle<i32>(one, other, 2, 2, 6, 6);
}

/** Returns the bytes of memory for the history of rows of this width. */
export function historyBytes(rowWidth: u32): usize {
  return MATCH_ROWS * rowBytes(rowWidth);
}

function rowBytes(rowWidth: usize): usize {
  return 16 * (rowWidth + 2 * REACH);
}

/** Starts an image with no rows. `room`: `historyBytes` bytes. */
export function startHistory(rowWidth: u32, room: usize): void {
  width = rowWidth;
  history = room;
  const end = room + historyBytes(rowWidth);
  for (let at = room; at < end; at += 16) store<u64>(at, OUTSIDE, 8);
}

/** Where the history holds the first pixel of the row that is `up` rows above row y, at least one. */
export function rowAbove(y: u32, up: u32): usize {
  return rowOf(y + MATCH_ROWS - up);
}

/** Stores the labels of row y. */
export function remember(y: u32, labels: usize): void {
  const row = rowOf(y);
  for (let x: usize = 0; x < width; x++) v128.store(row + (x << 4), colorAt(load<u8>(labels + x)));
}

function rowOf(y: u32): usize {
  return history + (y % MATCH_ROWS) * rowBytes(width) + 16 * REACH;
}
