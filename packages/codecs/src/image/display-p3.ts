import { encodeSrgb, LINEAR_SRGB, type RgbaImage } from '@kcolors/core';

type Row = readonly [number, number, number];
/** Matrix between two sets of primaries, for linear light, row by row. */
export type ColorMatrix = readonly [Row, Row, Row];

/**
 * Linear Display P3 to linear sRGB. Both have the white point D65.
 * Source: https://www.w3.org/TR/css-color-4/#color-conversion-code
 */
export const DISPLAY_P3_TO_SRGB: ColorMatrix = [
  [1.22494017628055, -0.22494017628055, 0],
  [-0.04205695470968, 1.04205695470968, 0],
  [-0.01963755459033, -0.07863604555063, 1.09827360014096],
];
/** Inverse of `DISPLAY_P3_TO_SRGB`. */
export const SRGB_TO_DISPLAY_P3: ColorMatrix = [
  [0.82246196871436, 0.17753803128563, 0],
  [0.03319419885096, 0.96680580114903, 0],
  [0.01708263097211, 0.07239744036639, 0.91051992866149],
];

/**
 * Returns a Display P3 image converted to sRGB. Colors outside of sRGB are clipped per channel.
 * @param image - RGBA, 8 bits per channel; it is not modified
 */
export function displayP3ToSrgb({ data, height, width }: RgbaImage): RgbaImage {
  const [red, green, blue] = DISPLAY_P3_TO_SRGB;
  const converted = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 4) {
    // Both color spaces use the sRGB curve.
    const r = LINEAR_SRGB[data[i]!]!;
    const g = LINEAR_SRGB[data[i + 1]!]!;
    const b = LINEAR_SRGB[data[i + 2]!]!;
    converted[i] = encodeSrgb(red[0] * r + red[1] * g + red[2] * b);
    converted[i + 1] = encodeSrgb(green[0] * r + green[1] * g + green[2] * b);
    converted[i + 2] = encodeSrgb(blue[0] * r + blue[1] * g + blue[2] * b);
    converted[i + 3] = data[i + 3]!;
  }
  return { data: converted, width, height };
}
