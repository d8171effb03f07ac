import { LIMIT } from '../constants.ts';
import type { Space } from '../options.ts';
import { darkOklabToSrgb, srgbToDarkOklab } from './dark-oklab.ts';

/**
 * Space in which distances are measured: four dimensions x, y, z, t in fixed point.
 *
 * Alpha is weighted by its visibility. A color c of opacity α over a background b shows as αc + (1−α)b. For gray
 * backgrounds evenly spread over the range, of mean μ and variance σ², the expected squared difference of two
 * translucent colors is
 *    Σ over the channels of (Δ(α(c−μ)))² + σ²(Δα)²
 * This is the squared distance of the points (α(c₁−μ), α(c₂−μ), α(c₃−μ), α·√Σσ²). So k-means on these points minimizes
 * the visible error, and all fully transparent pixels are one point. For opaque colors the point is the color, moved by
 * a constant.
 *
 * Coordinates are integers, `STEPS` to the unit: x, y, z within ±1020, t within 0…1020. So distances and sums are exact
 * in any order, and the same on every machine.
 */
export interface WorkingSpace {
  readonly name: Space;
  /** Coordinate t of opaque colors, rounded and exact. */
  readonly opaque: number;
  readonly opaqueExact: number;
  /**
   * Bits per axis x, y, z of a cell as fine as four sRGB values. Colors fill less of the space in Oklab, so it takes
   * more bits.
   */
  readonly binBits: number;
  /** Writes the point of a color (RGBA word, red in the lowest byte) to `out[at … at+3]`. */
  toPoint: ToPoint;
  /** The same for a color with premultiplied alpha. */
  premultipliedToPoint: ToPoint;
  /** The 8-bit color (RGBA word, red in the lowest byte) nearest to a point, whose coordinates may be fractions. */
  toColor(x: number, y: number, z: number, t: number): number;
}

export type ToPoint = (rgba: number, out: Int16Array, at: number) => void;

/** Fixed-point steps per unit. A unit is an 8-bit step of sRGB. */
export const STEPS = 8;
/** Squared steps per squared unit: divides squared distances before they are reported. */
export const STEPS_SQ: number = STEPS * STEPS;

const clampByte = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

// Three channels of mean 127.5 and variance 255²/12 each: √(3/12) · 255 = 127.5 units at full opacity.
const srgb: WorkingSpace = {
  name: 'srgb',
  opaque: LIMIT,
  opaqueExact: LIMIT,
  binBits: 6,
  toPoint(rgba, out, at) {
    const alpha = rgba >>> 24;
    const center = 4 * alpha;
    const scale = (STEPS * alpha) / 255;
    out[at] = Math.round((rgba & 255) * scale) - center;
    out[at + 1] = Math.round(((rgba >>> 8) & 255) * scale) - center;
    out[at + 2] = Math.round(((rgba >>> 16) & 255) * scale) - center;
    out[at + 3] = center;
  },
  premultipliedToPoint(rgba, out, at) {
    const center = 4 * (rgba >>> 24);
    out[at] = STEPS * (rgba & 255) - center;
    out[at + 1] = STEPS * ((rgba >>> 8) & 255) - center;
    out[at + 2] = STEPS * ((rgba >>> 16) & 255) - center;
    out[at + 3] = center;
  },
  toColor(x, y, z, t) {
    const alpha = clampByte(Math.round(t / 4));
    if (alpha === 0) return 0;
    const red = clampByte(Math.round(127.5 * (x / t + 1)));
    const green = clampByte(Math.round(127.5 * (y / t + 1)));
    const blue = clampByte(Math.round(127.5 * (z / t + 1)));
    return (red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0;
  },
};

// Lightness 0 … 1 is as long as 0 … 255 of sRGB. Gray backgrounds only vary in lightness: √(1/12) at full opacity.
const OKLAB_SCALE = 255 * STEPS;
const OKLAB_ALPHA = Math.sqrt(1 / 12) * OKLAB_SCALE;
const lab = new Float64Array(3);
const f32 = Math.fround;
const ALPHA_SHARE = f32(Math.sqrt(1 / 12));
/** Adding and subtracting this in 32-bit floats rounds to an integer; ties go to even. */
const ROUNDING = 1.5 * 2 ** 23;
const whole = (value: number): number => f32(f32(value) + ROUNDING) - ROUNDING;

const oklab: WorkingSpace = {
  name: 'oklab',
  opaque: Math.round(OKLAB_ALPHA),
  opaqueExact: OKLAB_ALPHA,
  binBits: 7,
  toPoint(rgba, out, at) {
    srgbToDarkOklab(rgba & 255, (rgba >>> 8) & 255, (rgba >>> 16) & 255, lab);
    const scale = STEPS * (rgba >>> 24);
    out[at] = whole(f32(lab[0]! - 0.5) * scale);
    out[at + 1] = whole(lab[1]! * scale);
    out[at + 2] = whole(lab[2]! * scale);
    out[at + 3] = whole(ALPHA_SHARE * scale);
  },
  premultipliedToPoint(rgba, out, at) {
    const alpha = rgba >>> 24;
    if (alpha === 0 || alpha === 255) {
      oklab.toPoint(rgba, out, at);
      return;
    }
    const red = Math.round(((rgba & 255) * 255) / alpha);
    const green = Math.round((((rgba >>> 8) & 255) * 255) / alpha);
    const blue = Math.round((((rgba >>> 16) & 255) * 255) / alpha);
    oklab.toPoint((red | (green << 8) | (blue << 16) | (alpha << 24)) >>> 0, out, at);
  },
  toColor(x, y, z, t) {
    const alpha = t / OKLAB_ALPHA;
    const byte = clampByte(Math.round(alpha * 255));
    if (byte === 0) return 0;
    const scale = alpha * OKLAB_SCALE;
    return (darkOklabToSrgb(x / scale + 0.5, y / scale, z / scale) | (byte << 24)) >>> 0;
  },
};

export const WORKING_SPACES: Record<Space, WorkingSpace> = { srgb, oklab };

/** Returns the points of palette colors, 4 coordinates each. */
export function paletteToPoints(palette: Uint8Array, space: WorkingSpace): Int16Array {
  const points = new Int16Array(palette.length);
  for (let i = 0; i < palette.length; i += 4) space.toPoint(packColor(palette, i), points, i);
  return points;
}

/** Returns the color at `palette[at … at+3]` as one word. */
export function packColor(palette: Uint8Array | Uint8ClampedArray, at: number): number {
  return (palette[at]! | (palette[at + 1]! << 8) | (palette[at + 2]! << 16) | (palette[at + 3]! << 24)) >>> 0;
}

/** Writes a word as 4 bytes. */
export function unpackColor(rgba: number, palette: Uint8Array, at: number): void {
  palette[at] = rgba & 255;
  palette[at + 1] = (rgba >>> 8) & 255;
  palette[at + 2] = (rgba >>> 16) & 255;
  palette[at + 3] = rgba >>> 24;
}
