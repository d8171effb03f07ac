import { cubeRoot } from '../math/roots.ts';
import { mix, unmix } from './oklab.ts';

const f32 = Math.fround;

/**
 * Cone response below which the cube root continues as its tangent: that of gray 20. Near black the cube root is too
 * steep: (1, 0, 0) would differ from black by more than ten steps of a middle gray, which is invisible. CIELAB has such
 * a tangent, too.
 */
const DARK = f32(0.006995);
const SLOPE = f32(9.1135364); // ⅓ · DARK^−⅔

const darkRoot = (response: number): number =>
  f32(cubeRoot(response < DARK ? DARK : response) + f32(Math.min(f32(response - DARK), 0) * SLOPE));

const ROOT = cubeRoot(DARK);
const darkCube = (root: number): number => (root < ROOT ? DARK + (root - ROOT) / SLOPE : root * root * root);

/**
 * Writes Oklab of an 8-bit sRGB color to `out`, with differences near black scaled to their visibility. It equals Oklab
 * if all cone responses are above `DARK`, as for nearly all colors; black has a lightness of 0.13.
 */
export function srgbToDarkOklab(red: number, green: number, blue: number, out: Float64Array): void {
  mix(red, green, blue, darkRoot, out);
}

/** The 8-bit sRGB color of such Oklab coordinates, rounded per channel, as `0xbbggrr`. */
export const darkOklabToSrgb = (lightness: number, a: number, b: number): number =>
  unmix(lightness, a, b, darkCube);
