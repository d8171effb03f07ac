// The errors of a rate-aware remap, as in src/kernels/trellis-errors.ts.
//
// Points are 64-bit words of four i16. Errors for the row below are i32 lanes of x, y, z and 0, in shares.

import {
  ALL_ERRORS,
  GRADIENT,
  LIMIT,
  MAX_ERROR,
  MAX_FLAT_ERROR,
  MORE_ERRORS,
  NO_ERROR,
  OWN_ERROR,
  UNIFORM,
} from '../src/constants';
import { nearest } from './nearest-search';
import { clearSurroundings, markRow, surroundingsBytes } from './surroundings';
import { pointOf } from './working-space';

let width: u32 = 0;
/** Points of the palette, a 64-bit word per color. */
let points: usize = 0;
/** Shares of an error: for the next pixel in 32,768ths, for the row below in 1,024ths of a ninth. */
let ahead: v128 = i16x8.splat(0);
let under: v128 = i32x4.splat(0);
let aheadOnGradients: v128 = i16x8.splat(0);
let underOnGradients: v128 = i32x4.splat(0);
/** Maximum error that a pixel receives, and its negative. */
let maxError: v128 = i16x8.splat(0);
let minError: v128 = i16x8.splat(0);
export let keepsUniform = false;

/** Errors of the row above and for the row below, 16 bytes per pixel, with one more pixel at each end. */
let above: usize = 0;
let below: usize = 0;
/** Surroundings of pixels. */
let surroundings: usize = 0;
/** Of each pixel of the row: its target, a 64-bit word, and its error mode, a u8. */
let targets: usize = 0;
let errorModes: usize = 0;

/** Returns the bytes of memory for rows of this width. */
export function errorBytes(rowWidth: u32): usize {
  return 32 * (<usize>rowWidth + 2) + 9 * <usize>rowWidth + surroundingsBytes(rowWidth);
}

/** `room`: `errorBytes` bytes, at a multiple of 16. */
export function startErrors(
  rowWidth: u32,
  aheadShare: i32,
  underShare: i32,
  aheadOnGradient: i32,
  underOnGradient: i32,
  keepUniform: bool,
  pointsAt: usize,
  room: usize,
): void {
  width = rowWidth;
  points = pointsAt;
  ahead = ofColor(<i16>aheadShare);
  under = i32x4.splat(underShare);
  aheadOnGradients = ofColor(<i16>aheadOnGradient);
  underOnGradients = i32x4.splat(underOnGradient);
  keepsUniform = keepUniform;
  maxError = i16x8.splat(<i16>(keepUniform ? MAX_FLAT_ERROR : MAX_ERROR));
  minError = i16x8.neg(maxError);
  above = room;
  below = above + 16 * (width + 2);
  targets = below + 16 * (width + 2);
  surroundings = targets + 8 * width;
  errorModes = surroundings + surroundingsBytes(width);
  memory.fill(above, 0, 32 * (width + 2));
  clearSurroundings(surroundings, width);
}

/** A number for x, y and z, and 0 for t. */
function ofColor(value: i16): v128 {
  return i16x8(value, value, value, 0, value, value, value, 0);
}

/** Finds the target points of a row, and how each pixel handles errors. */
export function findTargets(pixels: usize): void {
  markRow(pixels, surroundings, errorModes, width);
  let color: u32 = 0;
  let own = i64x2.splat(pointOf(color));
  for (let x: u32 = 0; x < width; x++) {
    const rgba = load<u32>(pixels + ((<usize>x) << 2));
    if (rgba !== color) {
      color = rgba;
      own = i64x2.splat(pointOf(color));
    }
    let point = own;
    const mode = modeOf(rgba, point, load<u8>(errorModes + x));
    if (mode >= ALL_ERRORS) {
      const error = v128.load(above + ((<usize>(x + 1)) << 4));
      const part = i32x4.shr_s(
        i32x4.add(i32x4.mul(error, mode === MORE_ERRORS ? underOnGradients : under), i32x4.splat(512)),
        10,
      );
      point = moved(point, i16x8.narrow_i32x4_s(part, part), minErrorAt(point), maxErrorAt(point));
    }
    store<u8>(errorModes + x, <u8>mode);
    v128.store64_lane(targets + ((<usize>x) << 3), point, 0);
  }
}

/** Returns the error mode of a pixel by its marks. */
// @inline
function modeOf(rgba: u32, point: v128, mark: i32): i32 {
  if (rgba >>> 24 === 0 || (keepsUniform && (mark & (UNIFORM | GRADIENT)) === UNIFORM)) return NO_ERROR;
  if ((mark & UNIFORM) !== 0 && (mark & GRADIENT) === 0 && nearest(point) < 256) return OWN_ERROR;
  return (mark & GRADIENT) !== 0 ? MORE_ERRORS : ALL_ERRORS;
}

/** Largest and smallest error that a point receives: it stays within the working space. */
// @inline
export function maxErrorAt(point: v128): v128 {
  return i16x8.min_s(maxError, i16x8.sub(i16x8.splat(<i16>LIMIT), point));
}

// @inline
export function minErrorAt(point: v128): v128 {
  return i16x8.max_s(minError, i16x8.sub(i16x8.splat(<i16>-LIMIT), point));
}

/** Moves a point by an error, clamped. */
// @inline
function moved(point: v128, error: v128, min: v128, max: v128): v128 {
  return i16x8.add(point, i16x8.max_s(i16x8.min_s(error, max), min));
}

/** Share of an error along the row, by error mode: of its x, y and z. */
// @inline
export function aheadOf(mode: u8): v128 {
  if (mode === MORE_ERRORS) return aheadOnGradients;
  return mode === ALL_ERRORS ? ahead : i16x8.splat(0);
}

/** A target point after an error along the row. */
// @inline
export function after(point: v128, error: v128, share: v128, min: v128, max: v128): v128 {
  return moved(point, i16x8.q15mulr_sat_s(error, share), min, max);
}

/** The error of a color. */
// @inline
function errorOf(point: v128, color: usize): v128 {
  return i16x8.sub(point, v128.load64_zero(points + (color << 3)));
}

/** The target of a pixel without errors along its row, in both words. */
// @inline
export function targetAt(x: u32): v128 {
  return v128.load64_splat(targets + ((<usize>x) << 3));
}

// @inline
export function modeAt(x: u32): u8 {
  return load<u8>(errorModes + x);
}

/** Passes the errors of the chosen path to the row below. */
export function spread(labels: usize): void {
  memory.fill(below, 0, 16 * (width + 2));
  let carry = i16x8.splat(0);
  for (let x: u32 = 0; x < width; x++) {
    const mode = load<u8>(errorModes + x);
    if (mode === NO_ERROR) {
      carry = i16x8.splat(0);
      continue;
    }
    const share = aheadOf(mode);
    const point = targetAt(x);
    const p = after(point, carry, share, minErrorAt(point), maxErrorAt(point));
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
