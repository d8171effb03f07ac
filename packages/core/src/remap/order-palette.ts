import { packColor } from '../color/working-space.ts';
import type { Palette } from '../types.ts';

/** A palette in its final order. */
export interface Ordered {
  readonly palette: Palette;
  readonly counts: Float64Array;
  /** New index of each old color. */
  readonly numbers: Uint8Array;
}

/** Drops colors without pixels and sorts the others by falling weight. The first `fixed` colors stay. */
export function orderPalette(palette: Palette, counts: ArrayLike<number>, fixed: number): Ordered {
  const all = Array.from({ length: palette.length / 4 }, (_, i) => i);
  const free = all.slice(fixed).filter((i) => counts[i]! > 0);
  // Ties go by value, so that the order of the search does not matter.
  free.sort((a, b) => counts[b]! - counts[a]! || packColor(palette, 4 * a) - packColor(palette, 4 * b));
  const order = [...all.slice(0, fixed), ...free];
  const numbers = new Uint8Array(256);
  const picked = new Uint8Array(4 * order.length);
  order.forEach((old, i) => {
    numbers[old] = i;
    picked.set(palette.subarray(4 * old, 4 * old + 4), 4 * i);
  });
  return { palette: picked, counts: Float64Array.from(order, (old) => counts[old]!), numbers };
}
