import { byteOf, hexIn } from '../color-values.ts';
import { hexOf } from '../hex.ts';

// Converts print colors to sRGB hex values. Without a press profile, CMYK is only approximate.

export const CMYK_NOTE = 'CMYK colors were converted by the plain formula, without a color profile.';
export const GRAY_NOTE = 'Grays were taken as shares of black ink, as Photoshop shows them.';

/** Converts shares of ink, 0 to 1. */
export function hexOfCmyk(cyan: number, magenta: number, yellow: number, black: number): string {
  const [r, g, b] = [cyan, magenta, yellow].map((ink) => byteOf((1 - ink) * (1 - black)));
  return hexOf(r!, g!, b!);
}

/** Converts a gray from 0, black, to 1, white. */
export const hexOfGray = (light: number): string => hexOf(byteOf(light), byteOf(light), byteOf(light));

/** Converts red, green and blue, 0 to 1. */
export const hexOfRgb = (r: number, g: number, b: number): string => hexOf(byteOf(r), byteOf(g), byteOf(b));

/** Converts CIE L*a*b* with white point D50, L from 0 to 100. */
export const hexOfLab = (l: number, a: number, b: number): string => hexIn('lab', [l, a, b]);

/** Converts hue in degrees, saturation and brightness from 0 to 1. */
export const hexOfHsb = (h: number, s: number, b: number): string => hexIn('hsv', [h, s, b]);
