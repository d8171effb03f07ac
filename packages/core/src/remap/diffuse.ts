import type { Pixels } from '../image/pixels.ts';
import { type ColorCache, lookUp } from '../nearest/color-cache.ts';
import type { Kernel } from './kernels.ts';

/** What error diffusion carries from row to row. */
export interface Diffusion {
  readonly width: number;
  readonly serpentine: boolean;
  /** What an error in kernel units is multiplied by when received: the strength over the divisor. */
  readonly scale: number;
  /** Bound on the error that a pixel receives, see `ditherReach`. */
  readonly reach: number;
  /** The same for opaque pixels, which take no part in gaps to transparency. */
  readonly solidReach: number;
  /** Palette with the colors multiplied by alpha, 4 numbers a color. */
  readonly palette: Int32Array;
  /** Error rows in use, the current one first: 4 numbers a pixel, in kernel units, `MARGIN` pixels at each end. */
  readonly rows: Int32Array[];
  /** Of each tap: the offset within a row when going right, the row, and the weight. */
  readonly offsets: Int32Array;
  readonly down: Int32Array;
  readonly weights: Int32Array;
}

/** Pixels that a kernel may reach sideways. */
const MARGIN = 2;

export function startDiffusion(
  width: number,
  palette: Int32Array,
  kernel: Kernel,
  strength: number,
  serpentine: boolean,
  reach: number,
  solidReach: number,
): Diffusion {
  const { divisor, taps } = kernel;
  const height = 1 + Math.max(...taps.map(([, dy]) => dy));
  return {
    width,
    serpentine,
    scale: strength / divisor,
    reach,
    solidReach,
    palette,
    rows: Array.from({ length: height }, () => new Int32Array(4 * (width + 2 * MARGIN))),
    offsets: Int32Array.from(taps, ([dx]) => 4 * dx),
    down: Int32Array.from(taps, ([, dy]) => dy),
    weights: Int32Array.from(taps, ([, , weight]) => weight),
  };
}

/**
 * Dithers one row and gives the sum of squared differences, as seen, in whole steps.
 *
 * Colors and errors are multiplied by alpha, so that what cannot be seen is not spread, and fully transparent
 * pixels neither take nor give. A pixel takes the color nearest to its own plus the error it has received,
 * brought into the range of colors; what it passes on is measured without that, so nothing is lost.
 */
export function diffuseRow(
  diffusion: Diffusion,
  pixels: Pixels,
  indices: Uint8Array,
  y: number,
  cache: ColorCache,
): number {
  const { down, offsets, palette, rows, scale, serpentine, weights, width } = diffusion;
  const current = rows[0]!;
  const backward = serpentine && (y & 1) === 1;
  const step = backward ? -1 : 1;
  let cost = 0;
  for (let n = 0, x = backward ? width - 1 : 0; n < width; n++, x += step) {
    const i = y * width + x;
    const p = pixels[i]!;
    const alpha = p >>> 24;
    if (alpha === 0) {
      const clear = cache.indices[lookUp(cache, 0)]!;
      indices[i] = clear;
      const at = 4 * clear;
      cost += seenCost(palette[at]!, palette[at + 1]!, palette[at + 2]!, palette[at + 3]!);
      continue;
    }
    const opaque = alpha === 255;
    const reach = opaque ? diffusion.solidReach : diffusion.reach;
    const red = opaque ? p & 255 : Math.round(((p & 255) * alpha) / 255);
    const green = opaque ? (p >>> 8) & 255 : Math.round((((p >>> 8) & 255) * alpha) / 255);
    const blue = opaque ? (p >>> 16) & 255 : Math.round((((p >>> 16) & 255) * alpha) / 255);
    const at = 4 * (x + MARGIN);
    const r = red + received(current[at]!, scale, reach);
    const g = green + received(current[at + 1]!, scale, reach);
    const b = blue + received(current[at + 2]!, scale, reach);
    const a = alpha + received(current[at + 3]!, scale, reach);
    const index = cache.indices[lookUp(cache, inRange(r, g, b, a))]!;
    indices[i] = index;
    const c = 4 * index;
    cost += seenCost(
      red - palette[c]!,
      green - palette[c + 1]!,
      blue - palette[c + 2]!,
      alpha - palette[c + 3]!,
    );
    const er = r - palette[c]!;
    const eg = g - palette[c + 1]!;
    const eb = b - palette[c + 2]!;
    const ea = a - palette[c + 3]!;
    for (let tap = 0; tap < weights.length; tap++) {
      const row = rows[down[tap]!]!;
      const to = at + step * offsets[tap]!;
      const weight = weights[tap]!;
      row[to]! += weight * er;
      row[to + 1]! += weight * eg;
      row[to + 2]! += weight * eb;
      row[to + 3]! += weight * ea;
    }
  }
  current.fill(0);
  rows.push(rows.shift()!);
  return cost;
}

function received(error: number, scale: number, reach: number): number {
  const whole = Math.floor(error * scale + 0.5);
  return whole < -reach ? -reach : whole > reach ? reach : whole;
}

/** The color within range nearest to one multiplied by alpha, as a word: alpha 0 to 255, channels 0 to alpha. */
function inRange(r: number, g: number, b: number, a: number): number {
  const alpha = a < 0 ? 0 : a > 255 ? 255 : a;
  const red = r < 0 ? 0 : r > alpha ? alpha : r;
  const green = g < 0 ? 0 : g > alpha ? alpha : g;
  const blue = b < 0 ? 0 : b > alpha ? alpha : b;
  return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
}

/** Squared difference as seen, in whole steps, of colors multiplied by alpha: see `WorkingSpace`. */
function seenCost(dr: number, dg: number, db: number, da: number): number {
  const half = da / 2;
  const x = dr - half;
  const y = dg - half;
  const z = db - half;
  return 64 * (x * x + y * y + z * z + half * half);
}
