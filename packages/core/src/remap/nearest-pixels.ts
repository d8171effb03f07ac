import type { Pixels } from '../image/pixels.ts';
import { type ColorCache, lookUp } from '../nearest/color-cache.ts';

/** Writes the index of the nearest palette color of pixels `from … to−1`; gives the sum of their costs. */
export function assignNearest(
  pixels: Pixels,
  indices: Uint8Array,
  cache: ColorCache,
  from: number,
  to: number,
): number {
  const { costs, indices: found } = cache;
  let cost = 0;
  for (let i = from; i < to; i++) {
    const slot = lookUp(cache, pixels[i]!);
    indices[i] = found[slot]!;
    cost += costs[slot]!;
  }
  return cost;
}
