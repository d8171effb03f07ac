import { xyb } from '../color/xyb.ts';

/** Scales of X, Y and B such that black and white are 100 apart, about as in Oklab; but lightness counts half. */
const SCALES = [83.7, 59.3, 101.5] as const;
const found = new Float32Array(3);

/** Writes a color's coordinates in a space in which distance measures distinctness, by hue and chroma above all. */
export function distinctness(red: number, green: number, blue: number, out: Float64Array): void {
  xyb(red, green, blue, found, 0);
  for (let axis = 0; axis < 3; axis++) out[axis] = SCALES[axis]! * found[axis]!;
}
