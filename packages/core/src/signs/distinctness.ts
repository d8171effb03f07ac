import { xyb } from '../color/xyb.ts';

/** Scales of X, Y and B in which black and white are 100 apart, about as in Oklab; of lightness half counts. */
const SCALES = [83.7, 59.3, 101.5] as const;
const found = new Float32Array(3);

/** Writes the place of a color among others by how distinct it is from them: its hue and its chroma first. */
export function distinctness(red: number, green: number, blue: number, out: Float64Array): void {
  xyb(red, green, blue, found, 0);
  for (let axis = 0; axis < 3; axis++) out[axis] = SCALES[axis]! * found[axis]!;
}
