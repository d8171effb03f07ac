import { cubeRoot } from '../math/roots.ts';
import { encodeSrgb, LINEAR } from './srgb.ts';

const f32 = Math.fround;

/** Cone responses to each value of red, green and blue: 4 numbers each, the last of which is 0. */
export const CONES: Float32Array = Float32Array.from(
  [
    [0.4122214708, 0.2119034982, 0.0883024619, 0],
    [0.5363325363, 0.6806995451, 0.2817188376, 0],
    [0.0514459929, 0.1073969566, 0.6299787005, 0],
  ].flatMap((channel) => [...LINEAR].flatMap((light) => channel.map((share) => share * light))),
);
const GREEN = 4 * 256;
const BLUE = 8 * 256;

/** Weights of the roots of the three responses in lightness, a and b. */
const LIGHTNESS = Float32Array.of(0.2104542553, 0.793617785, -0.0040720468);
const A = Float32Array.of(1.9779984951, -2.428592205, 0.4505937099);
const B = Float32Array.of(0.0259040371, 0.7827717662, -0.808675766);

/**
 * Writes Oklab of an 8-bit sRGB color to `out`: lightness in [0, 1], a and b in about [−0.32, 0.28]. Precise to six
 * digits, since it uses 32-bit floats, of which WebAssembly computes four at once.
 *
 * B. Ottosson, "A perceptual color space for image processing", 2020, matrices of 2021-01-25:
 * https://bottosson.github.io/posts/oklab/
 *
 * @param red 0 to 255, as are `green` and `blue`.
 * @param out receives lightness, a and b at indices 0 to 2.
 */
export function srgbToOklab(red: number, green: number, blue: number, out: Float64Array): void {
  mix(red, green, blue, cubeRoot, out);
}

/** The same with another root. */
export function mix(
  red: number,
  green: number,
  blue: number,
  root: (response: number) => number,
  out: Float64Array,
): void {
  const r = 4 * red;
  const g = GREEN + 4 * green;
  const b = BLUE + 4 * blue;
  const l = root(f32(f32(CONES[r]! + CONES[g]!) + CONES[b]!));
  const m = root(f32(f32(CONES[r + 1]! + CONES[g + 1]!) + CONES[b + 1]!));
  const s = root(f32(f32(CONES[r + 2]! + CONES[g + 2]!) + CONES[b + 2]!));
  out[0] = mixed(LIGHTNESS, l, m, s);
  out[1] = mixed(A, l, m, s);
  out[2] = mixed(B, l, m, s);
}

const mixed = (row: Float32Array, l: number, m: number, s: number): number =>
  f32(f32(f32(row[0]! * l) + f32(row[1]! * m)) + f32(row[2]! * s));

/** The 8-bit sRGB color of an Oklab color, rounded per channel, as `0xbbggrr`. */
export const oklabToSrgb = (lightness: number, a: number, b: number): number => unmix(lightness, a, b, cube);

/** The same with the inverse of another root. */
export function unmix(lightness: number, a: number, b: number, cube: (root: number) => number): number {
  const l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
  const m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
  const s = cube(lightness - 0.0894841775 * a - 1.291485548 * b);
  const red = encodeSrgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = encodeSrgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = encodeSrgb(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return red | (green << 8) | (blue << 16);
}

const cube = (x: number): number => x * x * x;
