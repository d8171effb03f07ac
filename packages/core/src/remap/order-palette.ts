import { packColor } from '../color/working-space.ts';
import type { Palette } from '../types.ts';

/** A palette in its final order. */
export interface Ordered {
  readonly palette: Palette;
  readonly counts: Float64Array;
  /** New index of each old color. */
  readonly numbers: Uint8Array;
}

/**
 * Drops colors without pixels, merges equal ones, and sorts them by falling weight. The first `fixed` colors stay.
 */
export function orderPalette(palette: Palette, counts: ArrayLike<number>, fixed: number): Ordered {
  const all = Array.from({ length: palette.length / 4 }, (_, i) => i);
  const sums = Float64Array.from(counts);
  const firsts = new Map<number, number>(); // rounding can make two colors equal
  const free: number[] = [];
  for (const i of all) {
    if (i >= fixed && counts[i]! === 0) continue;
    const color = packColor(palette, 4 * i);
    const first = firsts.get(color);
    if (first === undefined) firsts.set(color, i);
    if (i < fixed) continue;
    if (first === undefined) free.push(i);
    else sums[first]! += sums[i]!;
  }
  // Ties go by value, so that the order of the search does not matter.
  free.sort((a, b) => sums[b]! - sums[a]! || packColor(palette, 4 * a) - packColor(palette, 4 * b));
  const order = [...all.slice(0, fixed), ...free];
  const numbers = new Uint8Array(256);
  const picked = new Uint8Array(4 * order.length);
  order.forEach((old, i) => {
    numbers[old] = i;
    picked.set(palette.subarray(4 * old, 4 * old + 4), 4 * i);
  });
  for (const i of all.slice(fixed)) {
    const first = firsts.get(packColor(palette, 4 * i));
    if (first !== undefined) numbers[i] = numbers[first]!;
  }
  return { palette: picked, counts: Float64Array.from(order, (old) => sums[old]!), numbers };
}
