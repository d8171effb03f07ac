import { cubeRoot } from '../math/roots.ts';
import { LINEAR } from './srgb.ts';

/** Light that is there in the dark. Without it differences close to black would count far more than they are seen. */
const BIAS = 0.0037930732552754493;
const ROOT = cubeRoot(BIAS);
/** Differences of red and green are seen so much better than their number says. */
const RED_GREEN = 14;

/**
 * An 8-bit sRGB color as it is seen, written to `out` from `at` on, in XYB, the space of JPEG XL (ISO/IEC 18181-1): what red
 * has beyond green, lightness from 0 to 0.845, and what blue has beyond lightness. Scaled like in SSIMULACRA 2 (Sneyers
 * 2023), so that the same difference is seen about as well in each.
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
