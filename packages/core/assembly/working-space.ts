// Points of colors in the working space, with the numbers of src/color/working-space.ts.
//
// A point is a 64-bit word of four signed 16-bit coordinates, x in the lowest: x, y, z in −LIMIT … LIMIT and t in 0 …
// LIMIT.

import { LIMIT } from '../src/constants';

/** Cone responses to each value of red, green and blue, four f32 each; JavaScript fills them in. */
export const CONES = memory.data(3 * 256 * 16, 16);

let isOklab = false;

export function setSpace(oklab: bool): void {
  isOklab = oklab;
}

export function inOklab(): bool {
  return isOklab;
}

/** Point of an RGBA color, red in the lowest byte. */
export function pointOf(rgba: u32): u64 {
  return isOklab ? oklabPoint(rgba) : srgbPoint(rgba);
}

/** Point of a color with premultiplied alpha. */
export function premultipliedPoint(rgba: u32): u64 {
  const alpha = rgba >>> 24;
  if (!isOklab)
    return pack(8 * (rgba & 255), 8 * ((rgba >>> 8) & 255), 8 * ((rgba >>> 16) & 255), alpha << 2);
  if (alpha === 0 || alpha === 255) return oklabPoint(rgba);
  const red = divided(rgba & 255, alpha);
  const green = divided((rgba >>> 8) & 255, alpha);
  const blue = divided((rgba >>> 16) & 255, alpha);
  return oklabPoint(red | (green << 8) | (blue << 16) | (alpha << 24));
}

export function srgbPoint(rgba: u32): u64 {
  const alpha = rgba >>> 24;
  if (alpha === 255) {
    // 8 · value − 1020 in all four lanes, which is also the coordinate of alpha.
    const values = i16x8.extend_low_i8x16_u(i32x4.splat(rgba));
    return i64x2.extract_lane(i16x8.sub(i16x8.shl(values, 3), i16x8.splat(<i16>LIMIT)), 0);
  }
  if (alpha === 0) return 0;
  return pack(
    timesAlpha(rgba & 255, alpha),
    timesAlpha((rgba >>> 8) & 255, alpha),
    timesAlpha((rgba >>> 16) & 255, alpha),
    alpha << 2,
  );
}

/** Eight times value · alpha / 255, rounded. */
function timesAlpha(value: u32, alpha: u32): u32 {
  return (16 * value * alpha + 255) / 510;
}

/** value · 255 / alpha, rounded. */
function divided(value: u32, alpha: u32): u32 {
  return (510 * value + alpha) / (2 * alpha);
}

/** Shifts the coordinates along x, y and z by t, to −t … t. */
function pack(x: u32, y: u32, z: u32, t: u32): u64 {
  return word(<i32>(x - t), <i32>(y - t), <i32>(z - t), <i32>t);
}

function word(x: i32, y: i32, z: i32, t: i32): u64 {
  const xy = <u32>((x & 0xffff) | (y << 16));
  const zt = <u32>((z & 0xffff) | (t << 16));
  return <u64>xy | ((<u64>zt) << 32);
}

/** See src/color/oklab.ts. Computes all four coordinates together. */
function oklabPoint(rgba: u32): u64 {
  const red = v128.load(CONES + ((<usize>(rgba & 255)) << 4));
  const green = v128.load(CONES + ((<usize>((rgba >>> 8) & 255)) << 4), 4096);
  const blue = v128.load(CONES + ((<usize>((rgba >>> 16) & 255)) << 4), 8192);
  const roots = darkRoots(f32x4.add(f32x4.add(red, green), blue));
  const l = f32x4.mul(
    f32x4(0.2104542553, 1.9779984951, 0.0259040371, 0),
    v128.shuffle<i32>(roots, roots, 0, 0, 0, 0),
  );
  const m = f32x4.mul(
    f32x4(0.793617785, -2.428592205, 0.7827717662, 0),
    v128.shuffle<i32>(roots, roots, 1, 1, 1, 1),
  );
  const s = f32x4.mul(
    f32x4(-0.0040720468, 0.4505937099, -0.808675766, 0),
    v128.shuffle<i32>(roots, roots, 2, 2, 2, 2),
  );
  const lab = f32x4.sub(f32x4.add(f32x4.add(l, m), s), f32x4(0.5, 0, 0, -ALPHA_SHARE));
  const scaled = f32x4.mul(lab, f32x4.splat(<f32>((rgba >>> 24) << 3)));
  const whole = i32x4.sub(f32x4.add(scaled, f32x4.splat(ROUNDING)), i32x4.splat(reinterpret<i32>(ROUNDING)));
  return i64x2.extract_lane(i16x8.narrow_i32x4_s(whole, whole), 0);
}

const ALPHA_SHARE: f32 = 0.28867513459481287; // √(1/12)
const ROUNDING: f32 = 12582912; // 1.5 · 2²³

export function round(value: f64): i32 {
  return <i32>Math.floor(value + 0.5);
}

/** See src/color/dark-oklab.ts. */
function darkRoots(x: v128): v128 {
  const dark = f32x4.splat(DARK);
  const below = f32x4.min(f32x4.sub(x, dark), f32x4.splat(0));
  return f32x4.add(cubeRoots(f32x4.max(x, dark)), f32x4.mul(below, f32x4.splat(SLOPE)));
}

const DARK: f32 = 0.006995;
const SLOPE: f32 = 9.1135364;

/** See src/math/roots.ts. */
function cubeRoots(x: v128): v128 {
  const quarter = i32x4.add(i32x4.shr_s(x, 2), i32x4.shr_s(x, 4));
  const almost = i32x4.add(quarter, i32x4.shr_s(quarter, 4));
  const y = i32x4.sub(i32x4.sub(i32x4.splat(0x54a1c000), almost), i32x4.shr_s(almost, 8));
  const near = f32x4.mul(f32x4.mul(x, y), y);
  const r = f32x4.sub(f32x4.splat(1), f32x4.mul(near, y));
  const rr = f32x4.mul(r, r);
  const ends = line(<f32>(<f64>308 / 729), <f32>(<f64>2618 / 6561), r);
  const middle = f32x4.add(line(<f32>(<f64>40 / 81), <f32>(<f64>110 / 243), r), f32x4.mul(rr, ends));
  const series = f32x4.add(line(<f32>(<f64>2 / 3), <f32>(<f64>5 / 9), r), f32x4.mul(rr, middle));
  return f32x4.add(near, f32x4.mul(f32x4.mul(near, r), series));
}

function line(constant: f32, slope: f32, r: v128): v128 {
  return f32x4.add(f32x4.splat(constant), f32x4.mul(f32x4.splat(slope), r));
}
