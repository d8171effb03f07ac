import { LINEAR } from '../color/srgb.ts';
import { cubeRoot } from '../math/roots.ts';

/**
 * Light that is there in the dark: the bias of XYB, the space of JPEG XL and SSIMULACRA 2. Without it, as in Oklab,
 * differences close to black would count far more than they are seen.
 */
const BIAS = 0.0038;
const ROOT = cubeRoot(BIAS);
const SCALE = 100 / (cubeRoot(1 + BIAS) - ROOT);

/**
 * An 8-bit sRGB color as it is seen, written to `out` from `at` on: lightness in [0, 100], a and b, as in Oklab (Ottosson
 * 2020) × 100, but for the bias of light; right to 4 digits after the point.
 */
export function seenColor(red: number, green: number, blue: number, out: Float32Array, at: number): void {
  const r = LINEAR[red]!;
  const g = LINEAR[green]!;
  const b = LINEAR[blue]!;
  const l = SCALE * (cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b + BIAS) - ROOT);
  const m = SCALE * (cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b + BIAS) - ROOT);
  const s = SCALE * (cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b + BIAS) - ROOT);
  out[at] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  out[at + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  out[at + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
}
