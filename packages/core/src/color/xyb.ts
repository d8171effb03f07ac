import { cubeRoot } from '../math/roots.ts';
import { LINEAR } from './srgb.ts';

/** Bias that keeps differences near black from counting far more than they are visible. */
const BIAS = 0.0037930732552754493;
const ROOT = cubeRoot(BIAS);
/** Weight of red–green differences, which are more visible than their numbers suggest. */
const RED_GREEN = 14;

/**
 * Writes an 8-bit sRGB color in XYB, the space of JPEG XL (ISO/IEC 18181-1), to `out` from `at` on. The channels are
 * red minus green, lightness from 0 to 0.845, and blue minus lightness. The scale is that of SSIMULACRA 2 (Sneyers
 * 2023), in which equal differences are about equally visible in each channel.
 */
export function xyb(red: number, green: number, blue: number, out: Float32Array, at: number): void {
  const r = LINEAR[red]!;
  const g = LINEAR[green]!;
  const b = LINEAR[blue]!;
  const long = cubeRoot(0.3 * r + 0.622 * g + 0.078 * b + BIAS) - ROOT;
  const middle = cubeRoot(0.23 * r + 0.692 * g + 0.078 * b + BIAS) - ROOT;
  const short = cubeRoot(0.24342269 * r + 0.20476745 * g + 0.55180986 * b + BIAS) - ROOT;
  const lightness = (long + middle) / 2;
  out[at] = (RED_GREEN / 2) * (long - middle);
  out[at + 1] = lightness;
  out[at + 2] = short - lightness;
}
