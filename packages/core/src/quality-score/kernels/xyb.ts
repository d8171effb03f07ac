import { cubeRoot } from '../../math/roots.ts';
import { planeLength } from './linear.ts';

const f32 = Math.fround;
/** Bias of the responses, and its cube root: see `xyb` in color/xyb.ts. */
const BIAS = f32(0.0037930732552754493);
const ROOT = f32(0.15595420054924863);
/** Responses of three kinds of cones to red, green and blue. */
const [LONG, MIDDLE, SHORT] = [
  Float32Array.of(0.3, 0.622, 0.078),
  Float32Array.of(0.23, 0.692, 0.078),
  Float32Array.of(0.24342268924547819, 0.20476744424496821, 0.5518098665095535),
];
/** Values that make the channels of sRGB colors positive. */
const [MORE_X, MORE_Y, MORE_B] = [f32(0.42), f32(0.01), f32(0.55)];

/**
 * Converts `count` values of linear light in three planes to X, Y and B, the space of JPEG XL (ISO/IEC 18181-1) in the
 * scale of SSIMULACRA 2.
 */
export function toXyb(linear: Float32Array, count: number, to: Float32Array): void {
  const plane = planeLength(count);
  for (let i = 0; i < count; i++) {
    const red = linear[i]!;
    const green = linear[plane + i]!;
    const blue = linear[2 * plane + i]!;
    const long = response(red, green, blue, LONG);
    const middle = response(red, green, blue, MIDDLE);
    const short = response(red, green, blue, SHORT);
    const y = 0.5 * f32(long + middle);
    to[i] = f32(0.5 * f32(long - middle) * 14) + MORE_X;
    to[plane + i] = y + MORE_Y;
    to[2 * plane + i] = f32(short - y) + MORE_B;
  }
}

function response(red: number, green: number, blue: number, weights: Float32Array): number {
  const mixed = f32(f32(f32(red * weights[0]!) + f32(green * weights[1]!)) + f32(blue * weights[2]!));
  return f32(cubeRoot(f32(mixed + BIAS)) - ROOT);
}
