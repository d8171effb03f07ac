import { packColor } from '../color/working-space.ts';
import type { IndexedImage, Palette } from '../types.ts';

/** Palette, labels and counts after `orderPalette`. */
interface Ordered extends Pick<IndexedImage, 'indices' | 'palette'> {
  readonly weights: Float64Array;
}

/**
 * Drops colors that no pixel has and puts the others by falling weight, after the first `fixed`, which stay.
 * Rewrites `indices` in place.
 */
export function orderPalette(palette: Palette, indices: Uint8Array, fixed: number): Ordered {
  const counts = new Float64Array(256);
  for (let i = 0; i < indices.length; i++) counts[indices[i]!]!++;
  const order = orderByWeight(palette, counts, fixed);
  const numbers = new Uint8Array(256);
  order.forEach((old, index) => {
    numbers[old] = index;
  });
  if (order.some((old, index) => old !== index)) {
    for (let i = 0; i < indices.length; i++) indices[i] = numbers[indices[i]!]!;
  }
  return { indices, palette: pick(palette, order), weights: Float64Array.from(order, (old) => counts[old]!) };
}

/** Numbers of the colors that stay, in their new order; colors of equal weight by value, not by how they were found. */
export function orderByWeight(palette: Palette, weights: ArrayLike<number>, fixed: number): number[] {
  const all = Array.from({ length: palette.length / 4 }, (_, i) => i);
  const free = all.slice(fixed).filter((i) => weights[i]! > 0);
  free.sort((a, b) => weights[b]! - weights[a]! || packColor(palette, 4 * a) - packColor(palette, 4 * b));
  return [...all.slice(0, fixed), ...free];
}

/** The colors of the given numbers, in their order. */
export function pick(palette: Palette, numbers: readonly number[]): Palette {
  const picked = new Uint8Array(4 * numbers.length);
  numbers.forEach((old, i) => {
    picked.set(palette.subarray(4 * old, 4 * old + 4), 4 * i);
  });
  return picked;
}
