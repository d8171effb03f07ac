// Floyd–Steinberg error diffusion from left to right, as in src/kernels/diffuse.ts, four or two rows at a time. Each
// row is two pixels behind the one above, whose errors are complete there. So the processor has four chains of
// dependent steps to interleave.
//
// Colors and errors are vectors whose lower four i16 lanes count: premultiplied red, green and blue, and alpha. Errors
// are in sixteenths, at most 16 · 765 in size.

import { GRADIENT, MAX_UNIFORM_DIFFERENCE, UNIFORM } from '../src/constants';
import { lookUp, lookUpNear, NEAR, setNear } from './color-cache';
import { clearSurroundings, markRow } from './surroundings';

/** The palette: four i16 per color, premultiplied. */
export const PREMULTIPLIED = memory.data(256 * 8, 16);

/** Errors for the row below, 8 bytes per pixel; that of pixel x is at (x + 1) · 8. */
let errors: usize = 0;
let width: u32 = 0;
/** Share of the error that is received, times 2¹⁵ / 16, for the rounded division of `q15mulr_sat`. */
let share: v128 = i16x8.splat(0);
/** The same for translucent pixels. */
let translucentShare: v128 = i16x8.splat(0);
/** The same for gradients, where these are marked. */
let gradientShare: v128 = i16x8.splat(0);
let reach: v128 = i16x8.splat(0);
let opaqueReach: v128 = i16x8.splat(0);
let minOpaque: v128 = i16x8.splat(0); // the negative of it
/** Whether opaque pixels keep their alpha. */
let keepsOpaque = false;
/** Maximum alpha with which translucent pixels are looked up. */
let maxTranslucentAlpha: i32 = 255;
let skipsNear = false;
let keepsUniform = false;
let keepsExact = false;
/** Surroundings of pixels; only used with `keepsUniform` or `keepsExact`. */
let surroundings: usize = 0;

/**
 * Starts a diffusion with the parameters of `Diffusion` in src/kernels/diffuse.ts.
 *
 * @param strength in 256ths, as are `translucentStrength` and `gradientStrength`.
 * @param errorRow room for `rowWidth + 2` errors.
 * @param surroundingsRoom `surroundingsBytes` bytes.
 */
export function startDiffusion(
  rowWidth: u32,
  strength: i32,
  translucentStrength: i32,
  gradientStrength: i32,
  bound: i32,
  opaqueBound: i32,
  hasOpaque: bool,
  nearSq: f64,
  keepUniform: bool,
  keepExact: bool,
  errorRow: usize,
  surroundingsRoom: usize,
): void {
  width = rowWidth;
  errors = errorRow;
  share = i16x8.splat(<i16>(strength << 3));
  translucentShare = i16x8.splat(<i16>(translucentStrength << 3));
  gradientShare = i16x8.splat(<i16>(gradientStrength << 3));
  reach = i16x8.splat(<i16>bound);
  opaqueReach = i16x8.splat(<i16>opaqueBound);
  if (hasOpaque) opaqueReach = i16x8.replace_lane(opaqueReach, 3, 0);
  minOpaque = i16x8.neg(opaqueReach);
  keepsOpaque = hasOpaque;
  maxTranslucentAlpha = hasOpaque ? 254 : 255;
  skipsNear = nearSq > 0 && !keepExact;
  keepsUniform = keepUniform;
  keepsExact = keepExact;
  setNear(nearSq);
  surroundings = surroundingsRoom;
  clearSurroundings(surroundings, rowWidth);
  memory.fill(errors, 0, (<usize>width + 2) << 3);
}

/** Labels whole rows, a u8 per pixel. Only the last rows of an image may be odd in number. */
export function diffuse(pixels: usize, rows: u32, labels: usize): void {
  const row = (<usize>width) << 2;
  for (let y: usize = 0; y < rows && (keepsUniform || keepsExact); y++) {
    markRow(pixels + y * row, surroundings, labels + y * width, width);
  }
  for (; rows > 3; rows -= 4) {
    diffuseFour(pixels, labels);
    pixels += 4 * row;
    labels += 4 * width;
  }
  for (; rows > 1; rows -= 2) {
    diffusePair(pixels, labels);
    pixels += 2 * row;
    labels += 2 * width;
  }
  if (rows === 1) diffuseLast(pixels, labels);
}

function diffuseFour(pixels: usize, labels: usize): void {
  const zero = i16x8.splat(0);
  const row = (<usize>width) << 2;
  let a1 = zero;
  let a2 = zero;
  let b1 = zero;
  let b2 = zero;
  let c1 = zero;
  let c2 = zero;
  let d1 = zero;
  let d2 = zero;
  let fromA = zero;
  let fromB = zero;
  let fromC = zero;
  for (let x: u32 = 0; x < width + 6; x++) {
    if (x >= 6) {
      const at = x - 6;
      const e = dither(pixels + 3 * row + ((<usize>at) << 2), labels + 3 * width + at, ahead(fromC, d1));
      v128.store64_lane(errors + ((<usize>at) << 3), below(e, d1, d2), 0);
      d2 = d1;
      d1 = e;
    }
    if (x >= 4) {
      const at = x - 4;
      const e =
        at < width
          ? dither(pixels + 2 * row + ((<usize>at) << 2), labels + 2 * width + at, ahead(fromB, c1))
          : zero;
      fromC = below(e, c1, c2);
      c2 = c1;
      c1 = e;
    }
    if (x >= 2) {
      const at = x - 2;
      const e =
        at < width ? dither(pixels + row + ((<usize>at) << 2), labels + width + at, ahead(fromA, b1)) : zero;
      fromB = below(e, b1, b2);
      b2 = b1;
      b1 = e;
    }
    let e = zero;
    if (x < width) {
      const got = v128.load64_zero(errors + ((<usize>x) << 3), 8);
      e = dither(pixels + ((<usize>x) << 2), labels + x, ahead(got, a1));
    }
    fromA = below(e, a1, a2);
    a2 = a1;
    a1 = e;
  }
  v128.store64_lane(errors + ((<usize>width) << 3), below(zero, d1, d2), 0);
}

function diffusePair(pixels: usize, labels: usize): void {
  const zero = i16x8.splat(0);
  // Errors of the last two pixels of each row, and the error from the first row at the second row's pixel.
  let a1 = zero;
  let a2 = zero;
  let b1 = zero;
  let b2 = zero;
  let fromAbove = zero;
  for (let x: u32 = 0; x < width + 2; x++) {
    if (x >= 2) {
      const at = x - 2;
      const e = dither(pixels + ((<usize>(width + at)) << 2), labels + width + at, ahead(fromAbove, b1));
      v128.store64_lane(errors + ((<usize>at) << 3), below(e, b1, b2), 0);
      b2 = b1;
      b1 = e;
    }
    if (x < width) {
      const got = v128.load64_zero(errors + ((<usize>x) << 3), 8);
      const e = dither(pixels + ((<usize>x) << 2), labels + x, ahead(got, a1));
      fromAbove = below(e, a1, a2);
      a2 = a1;
      a1 = e;
    } else {
      fromAbove = below(zero, a1, a2);
      a2 = a1;
      a1 = zero;
    }
  }
  v128.store64_lane(errors + ((<usize>width) << 3), below(zero, b1, b2), 0);
}

function diffuseLast(pixels: usize, labels: usize): void {
  let e = i16x8.splat(0);
  for (let x: u32 = 0; x < width; x++) {
    const got = v128.load64_zero(errors + ((<usize>x) << 3), 8);
    e = dither(pixels + ((<usize>x) << 2), labels + x, ahead(got, e));
  }
}

/** Error that a pixel receives: from above, and 7/16 of the previous pixel's. */
function ahead(above: v128, before: v128): v128 {
  return i16x8.add(above, i16x8.mul(before, i16x8.splat(7)));
}

/** Error for the pixel below the previous one: 3, 5 and 1 sixteenths of the last three errors. */
function below(e: v128, e1: v128, e2: v128): v128 {
  return i16x8.add(i16x8.add(i16x8.mul(e, i16x8.splat(3)), i16x8.mul(e1, i16x8.splat(5))), e2);
}

/** Labels a pixel that receives an error. Returns its own error. */
// @inline
function dither(pixel: usize, label: usize, error: v128): v128 {
  const rgba = load<u32>(pixel);
  if (skipsNear || rgba < 0xff000000 || (keepsExact && (load<u8>(label) & (UNIFORM | GRADIENT)) === UNIFORM))
    return ditherOther(pixel, label, error);
  const own = i16x8.extend_low_i8x16_u(i32x4.splat(rgba));
  const scaled = i16x8.q15mulr_sat_s(error, share);
  const got = i16x8.max_s(i16x8.min_s(scaled, opaqueReach), minOpaque);
  return assignColor(i16x8.add(own, got), label, keepsOpaque);
}

/**
 * The same for translucent pixels and near colors. With `keepsUniform` or `keepsExact` the label holds the pixel's
 * marks.
 */
function ditherOther(pixel: usize, label: usize, error: v128): v128 {
  const rgba = load<u32>(pixel);
  const alpha = rgba >>> 24;
  if (alpha === 0) {
    store<u8>(label, <u8>lookUp(0));
    return i16x8.splat(0);
  }
  const own = alpha === 255 ? i16x8.extend_low_i8x16_u(i32x4.splat(rgba)) : premultiply(rgba);
  const mark = load<u8>(label);
  const marked = keepsUniform || keepsExact;
  const isGradient = marked && (mark & GRADIENT) !== 0;
  const isUniform = marked && (mark & (UNIFORM | GRADIENT)) === UNIFORM;
  if ((skipsNear && !isGradient) || (keepsExact && isUniform)) {
    const found = lookUpNear(alpha === 255 ? rgba : bytes(own));
    if ((found & NEAR) !== 0) {
      store<u8>(label, <u8>found);
      return i16x8.sub(own, v128.load64_zero(PREMULTIPLIED + ((<usize>(found & 255)) << 3)));
    }
    if (keepsUniform && isUniform) {
      const off = i16x8.sub(own, v128.load64_zero(PREMULTIPLIED + ((<usize>found) << 3)));
      if ((i16x8.bitmask(i16x8.gt_s(i16x8.abs(off), i16x8.splat(<i16>MAX_UNIFORM_DIFFERENCE))) & 15) !== 0) {
        store<u8>(label, <u8>found);
        return i16x8.splat(0);
      }
    }
  }
  const bound = alpha === 255 ? opaqueReach : reach;
  const scaled = i16x8.q15mulr_sat_s(
    error,
    isGradient && keepsUniform ? gradientShare : alpha === 255 ? share : translucentShare,
  );
  const got = i16x8.max_s(i16x8.min_s(scaled, bound), i16x8.neg(bound));
  return assignColor(i16x8.add(own, got), label, keepsOpaque && alpha === 255);
}

/** Labels a pixel with the color nearest to its target. Returns the error. `isOpaque`: its alpha is 255. */
// @inline
function assignColor(target: v128, label: usize, isOpaque: bool): v128 {
  const index = lookUp(isOpaque ? bytes(target) : inRange(target));
  store<u8>(label, <u8>index);
  return i16x8.sub(target, v128.load64_zero(PREMULTIPLIED + ((<usize>index) << 3)));
}

/** Clamps lanes to 0 … 255 and returns them as a word. */
function bytes(color: v128): u32 {
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(color, color), 0);
}

/** Clamps alpha to 0 … `maxTranslucentAlpha` and channels to 0 … alpha; returns a word. */
function inRange(color: v128): u32 {
  const alpha = i16x8.splat(<i16>min(max(<i32>i16x8.extract_lane_s(color, 3), 0), maxTranslucentAlpha));
  return bytes(i16x8.min_s(color, alpha));
}

function premultiply(rgba: u32): v128 {
  const alpha = rgba >>> 24;
  return i16x8(
    <i16>timesAlpha(rgba & 255, alpha),
    <i16>timesAlpha((rgba >>> 8) & 255, alpha),
    <i16>timesAlpha((rgba >>> 16) & 255, alpha),
    <i16>alpha,
    0,
    0,
    0,
    0,
  );
}

/** value · alpha / 255, rounded. */
function timesAlpha(value: u32, alpha: u32): u32 {
  return (2 * value * alpha + 255) / 510;
}
