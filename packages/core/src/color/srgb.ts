import { fifthRoot } from '../math/roots.ts';

/** Linear light of an encoded sRGB value in [0, 1] (IEC 61966-2-1). The exponent 2.4 is 2 + 2/5. */
export function linearOf(value: number): number {
  if (value <= 0.04045) return value / 12.92;
  const base = (value + 0.055) / 1.055;
  return base * base * fifthRoot(base * base);
}

/** Linear light in [0, 1] of each 8-bit sRGB value (IEC 61966-2-1). */
export const LINEAR: Float64Array = Float64Array.from({ length: 256 }, (_, value) => linearOf(value / 255));

/** Linear light at the border between each 8-bit value and the next. */
const BORDERS = Float64Array.from({ length: 255 }, (_, value) => linearOf((value + 0.5) / 255));

/**
 * Returns the 8-bit sRGB value nearest to a linear light value (IEC 61966-2-1). Values outside of [0, 1] are clamped.
 */
export function encodeSrgb(linear: number): number {
  let value = 0;
  for (let step = 128; step > 0; step >>= 1) {
    if (value + step <= 255 && linear >= BORDERS[value + step - 1]!) value += step;
  }
  return value;
}
