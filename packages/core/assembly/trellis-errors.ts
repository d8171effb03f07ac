// The errors of a rate-aware remap, as in src/kernels/trellis-errors.ts.
//
// Points are 64-bit words of four i16. Errors for the row below are i32 lanes of x, y, z and 0, in shares.

import {
  ALL_ERRORS,
  ERROR_REACH,
  EVEN,
  FLAT_ERROR_REACH,
  LIMIT,
  MORE_ERRORS,
  NO_ERROR,
  OWN_ERROR,
  SLOPE,
} from '../src/constants';
import { nearest } from './nearest-search';
import { clearSurroundings, markRow, SURROUNDINGS } from './surroundings';
import { pointOf } from './working-space';

let width: u32 = 0;
/** Points of the palette, a 64-bit word per color. */
let points: usize = 0;
/** Shares of an error: for the next pixel in 32,768ths, for the row below in 1,024ths of a ninth. */
let ahead: v128 = i16x8.splat(0);
let under: v128 = i32x4.splat(0);
let aheadOnSlopes: v128 = i16x8.splat(0);
let underOnSlopes: v128 = i32x4.splat(0);
/** Maximum error that a pixel receives, and its negative. */
let most: v128 = i16x8.splat(0);
let least: v128 = i16x8.splat(0);
export let keepsEven = false;

/** Errors of the row above and for the row below, 16 bytes per pixel, with one more pixel at each end. */
let above: usize = 0;
let below: usize = 0;
/** Surroundings of pixels. */
let surroundings: usize = 0;
/** Of each pixel of the row: its target, a 64-bit word, and its error mode, a u8. */
let wanted: usize = 0;
let passes: usize = 0;

/** Returns the bytes of memory for rows of this width. */
export function errorRoom(rowWidth: u32): usize {
  return 32 * (<usize>rowWidth + 2) + (9 + SURROUNDINGS) * <usize>rowWidth;
}

/** `room`: `errorBytes` bytes, at a multiple of 16. */
export function startErrors(
  rowWidth: u32,
  aheadShare: i32,
  underShare: i32,
  aheadOnSlope: i32,
  underOnSlope: i32,
  evens: bool,
  pointsAt: usize,
  room: usize,
): void {
  width = rowWidth;
  points = pointsAt;
  ahead = i16x8.splat(<i16>aheadShare);
  under = i32x4.splat(underShare);
  aheadOnSlopes = i16x8.splat(<i16>aheadOnSlope);
  underOnSlopes = i32x4.splat(underOnSlope);
  keepsEven = evens;
  most = i16x8.splat(<i16>(evens ? FLAT_ERROR_REACH : ERROR_REACH));
  least = i16x8.neg(most);
  above = room;
  below = above + 16 * (width + 2);
  wanted = below + 16 * (width + 2);
  surroundings = wanted + 8 * width;
  passes = surroundings + SURROUNDINGS * width;
  memory.fill(above, 0, 32 * (width + 2));
  clearSurroundings(surroundings, width);
}

/** Finds the target points of a row, and how each pixel handles errors. */
export function want(pixels: usize): void {
  markRow(pixels, surroundings, passes, width);
  for (let x: u32 = 0; x < width; x++) {
    const rgba = load<u32>(pixels + ((<usize>x) << 2));
    let point = i64x2.splat(pointOf(rgba));
    const passed = passing(rgba, point, load<u8>(passes + x));
    if (passed >= ALL_ERRORS) {
      const error = v128.load(above + ((<usize>(x + 1)) << 4));
      const part = i32x4.shr_s(
        i32x4.add(i32x4.mul(error, passed === MORE_ERRORS ? underOnSlopes : under), i32x4.splat(512)),
        10,
      );
      point = moved(point, i16x8.narrow_i32x4_s(part, part));
    }
    store<u8>(passes + x, <u8>passed);
    v128.store64_lane(wanted + ((<usize>x) << 3), point, 0);
  }
}

/** Returns the error mode of a pixel by its marks. */
// @inline
function passing(rgba: u32, point: v128, mark: i32): i32 {
  if (rgba >>> 24 === 0 || (keepsEven && (mark & (EVEN | SLOPE)) === EVEN)) return NO_ERROR;
  if ((mark & EVEN) !== 0 && (mark & SLOPE) === 0 && nearest(point) < 256) return OWN_ERROR;
  return (mark & SLOPE) !== 0 ? MORE_ERRORS : ALL_ERRORS;
}

/** Moves a point by an error, clamped to the maximum. */
// @inline
function moved(point: v128, error: v128): v128 {
  const got = i16x8.max_s(i16x8.min_s(error, most), least);
  const sum = i16x8.add(point, got);
  return i16x8.max_s(i16x8.min_s(sum, i16x8.splat(<i16>LIMIT)), i16x8.splat(<i16>-LIMIT));
}

/** Share of an error along the row, by error mode. */
// @inline
export function aheadOf(passed: u8): v128 {
  if (passed === MORE_ERRORS) return aheadOnSlopes;
  return passed === ALL_ERRORS ? ahead : i16x8.splat(0);
}

/** A target point after an error along the row. */
// @inline
export function after(point: v128, error: v128, share: v128): v128 {
  return moved(point, i16x8.q15mulr_sat_s(error, share));
}

/** The error of a color. */
// @inline
export function errorOf(point: v128, color: usize): v128 {
  return i16x8.sub(point, v128.load64_zero(points + (color << 3)));
}

/** The target of a pixel without errors along its row. */
// @inline
export function wantedAt(x: u32): v128 {
  return v128.load64_zero(wanted + ((<usize>x) << 3));
}

// @inline
export function passedAt(x: u32): u8 {
  return load<u8>(passes + x);
}

/** Passes the errors of the chosen path to the row below. */
export function spread(labels: usize): void {
  memory.fill(below, 0, 16 * (width + 2));
  let carry = i16x8.splat(0);
  for (let x: u32 = 0; x < width; x++) {
    const passed = load<u8>(passes + x);
    if (passed === NO_ERROR) {
      carry = i16x8.splat(0);
      continue;
    }
    const share = aheadOf(passed);
    const p = after(v128.load64_zero(wanted + ((<usize>x) << 3)), carry, share);
    carry = i16x8.replace_lane(errorOf(p, <usize>load<u8>(labels + x)), 3, 0);
    const error = i32x4.extend_low_i16x8_s(carry);
    const at = below + ((<usize>x) << 4);
    v128.store(at, i32x4.add(v128.load(at), i32x4.mul(error, i32x4.splat(3))));
    v128.store(at, i32x4.add(v128.load(at, 16), i32x4.mul(error, i32x4.splat(5))), 16);
    v128.store(at, i32x4.add(v128.load(at, 32), error), 32);
  }
  const swapped = above;
  above = below;
  below = swapped;
}
