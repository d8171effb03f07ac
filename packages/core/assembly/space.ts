// The working space: points of colors. See src/color/working-space.ts, whose numbers these are.
//
// A point is one 64-bit word of four signed 16-bit coordinates, x in the lowest: x, y, z in −LIMIT … LIMIT and
// t in 0 … LIMIT.

export const LIMIT: i32 = 1020;

/** 8-bit sRGB value → linear light, 256 f64; JavaScript fills it in. */
export const LINEAR = memory.data(256 * 8, 16);

const OKLAB_SCALE: f64 = 255 * 8;

let isOklab = false;
let oklabAlpha: f64 = 0;

/** `alphaScale`: how long full opacity is along t in Oklab, before rounding; 0 for sRGB. */
export function setSpace(alphaScale: f64): void {
  isOklab = alphaScale > 0;
  oklabAlpha = alphaScale;
}

/** Point of an RGBA color, red in the lowest byte. */
export function pointOf(rgba: u32): u64 {
  return isOklab ? oklabPoint(rgba) : srgbPoint(rgba);
}

/** Point of a color whose red, green and blue are multiplied by alpha already. */
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
    // 8 · value − 1020 in all four lanes: for alpha, too, that is the coordinate.
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

/** Coordinates along x, y and z are moved by t: to −t … t. */
function pack(x: u32, y: u32, z: u32, t: u32): u64 {
  return word(<i32>(x - t), <i32>(y - t), <i32>(z - t), <i32>t);
}

function word(x: i32, y: i32, z: i32, t: i32): u64 {
  const xy = <u32>((x & 0xffff) | (y << 16));
  const zt = <u32>((z & 0xffff) | (t << 16));
  return <u64>xy | ((<u64>zt) << 32);
}

/** See src/color/oklab.ts. */
function oklabPoint(rgba: u32): u64 {
  const alpha = <f64>(rgba >>> 24) / 255;
  const scale = alpha * OKLAB_SCALE;
  const r = load<f64>(LINEAR + ((<usize>(rgba & 255)) << 3));
  const g = load<f64>(LINEAR + ((<usize>((rgba >>> 8) & 255)) << 3));
  const b = load<f64>(LINEAR + ((<usize>((rgba >>> 16) & 255)) << 3));
  const l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return word(
    round((lightness - 0.5) * scale),
    round(a * scale),
    round(bb * scale),
    round(alpha * oklabAlpha),
  );
}

export function round(value: f64): i32 {
  return <i32>Math.floor(value + 0.5);
}

/** See src/math/roots.ts. */
function cubeRoot(x: f64): f64 {
  if (x <= 0) return 0;
  const y = <f64>reinterpret<f32>(0x54a20000 - reinterpret<i32>(<f32>x) / 3);
  const near = x * y * y;
  const r = 1 - near * y;
  const rr = r * r;
  const series =
    <f64>2 / 3 +
    (<f64>5 / 9) * r +
    rr * (<f64>40 / 81 + (<f64>110 / 243) * r + rr * (<f64>308 / 729 + (<f64>2618 / 6561) * r));
  return near + near * r * series;
}
