import { cubeRoot } from '../math/roots.ts';
import { encodeSrgb, LINEAR } from './srgb.ts';

/**
 * Oklab of an 8-bit sRGB color, written to `out`: lightness in [0, 1], a and b in about [−0.32, 0.28].
 * B. Ottosson, "A perceptual color space for image processing", 2020, matrices of 2021-01-25:
 * https://bottosson.github.io/posts/oklab/
 */
export function srgbToOklab(red: number, green: number, blue: number, out: Float64Array): void {
  const r = LINEAR[red]!;
  const g = LINEAR[green]!;
  const b = LINEAR[blue]!;
  const l = cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  out[0] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  out[1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  out[2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
}

/** The 8-bit sRGB color nearest to an Oklab color, channel by channel, as `0xbbggrr`. */
export function oklabToSrgb(lightness: number, a: number, b: number): number {
  const l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const s = cube(lightness - 0.0894841775 * a - 1.291485548 * b);
  const red = encodeSrgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = encodeSrgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = encodeSrgb(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return red | (green << 8) | (blue << 16);
}

const cube = (x: number): number => x * x * x;
