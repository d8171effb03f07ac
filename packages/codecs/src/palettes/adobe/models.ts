import { byteOf, hexIn } from '../color-values.ts';
import { hexOf } from '../hex.ts';

/** Colors of print as sRGB. Without the profile of a press there is no exact answer. */

export const CMYK_NOTE = 'CMYK colors were converted by the plain formula, without a color profile.';
export const GRAY_NOTE = 'Grays were taken as shares of black ink, as Photoshop shows them.';

/** Shares of ink, 0 to 1. */
export function hexOfCmyk(cyan: number, magenta: number, yellow: number, black: number): string {
  const [r, g, b] = [cyan, magenta, yellow].map((ink) => byteOf((1 - ink) * (1 - black)));
  return hexOf(r!, g!, b!);
}

/** Lightness from black, 0, to white, 1. */
export const hexOfGray = (light: number): string => hexOf(byteOf(light), byteOf(light), byteOf(light));

/** Red, green and blue, 0 to 1. */
export const hexOfRgb = (r: number, g: number, b: number): string => hexOf(byteOf(r), byteOf(g), byteOf(b));

/** CIE L*a*b* with the white of D50: L 0 to 100. */
export const hexOfLab = (l: number, a: number, b: number): string => hexIn('lab', [l, a, b]);

/** Hue in degrees, saturation and brightness 0 to 1. */
export const hexOfHsb = (h: number, s: number, b: number): string => hexIn('hsv', [h, s, b]);
