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
