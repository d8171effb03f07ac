import { cubeRoot } from '../math/roots.ts';
import { mix, unmix } from './oklab.ts';

const f32 = Math.fround;

/**
 * Responses of the cones below this, those to a gray of 20, are dark: from there on down the cube root goes on as its tangent.
 * The root itself is so steep near black that (1, 0, 0) would be as far from it as more than ten steps of a middle gray, which
 * nobody sees. CIELAB has such a tangent, too.
 */
const DARK = f32(0.006995);
const SLOPE = f32(9.1135364); // ⅓ · DARK^−⅔

const darkRoot = (response: number): number =>
  f32(cubeRoot(response < DARK ? DARK : response) + f32(Math.min(f32(response - DARK), 0) * SLOPE));

const ROOT = cubeRoot(DARK);
const darkCube = (root: number): number => (root < ROOT ? DARK + (root - ROOT) / SLOPE : root * root * root);

/**
 * Oklab of an 8-bit sRGB color, written to `out`, with differences between dark colors as they are seen. Of colors whose
 * responses are all above `DARK`, which is most of them, it is Oklab itself; black has a lightness of 0.13.
 */
export function srgbToDarkOklab(red: number, green: number, blue: number, out: Float64Array): void {
  mix(red, green, blue, darkRoot, out);
}

/** The 8-bit sRGB color nearest to such a color, channel by channel, as `0xbbggrr`. */
export const darkOklabToSrgb = (lightness: number, a: number, b: number): number =>
  unmix(lightness, a, b, darkCube);
