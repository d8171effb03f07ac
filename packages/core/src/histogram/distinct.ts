import type { Pixels } from '../image/pixels.ts';

/**
 * The distinct colors of what was counted, as long as there are few: an image of no more colors than the palette holds
 * needs no clustering and comes back exact, and few colors are clustered as they are, since bins would join them.
 */
export interface DistinctColors {
  /** Colors found so far, in order of first appearance; all of full transparency counts as 0. */
  readonly colors: Uint32Array;
  readonly counts: Float64Array;
  size: number;
  /** True once there were more than `MOST_DISTINCT`; the rest is void then. */
  overflowed: boolean;
  readonly table: Uint16Array;
}

const MOST_DISTINCT = 16_384;

const TABLE_BITS = 15;

export function createDistinct(): DistinctColors {
  return {
    colors: new Uint32Array(MOST_DISTINCT),
    counts: new Float64Array(MOST_DISTINCT),
    size: 0,
    overflowed: false,
    table: new Uint16Array(1 << TABLE_BITS),
  };
}

/** Counts pixels `from … to−1`; gives up for good when there are too many colors. */
export function countDistinct(distinct: DistinctColors, pixels: Pixels, from: number, to: number): void {
  if (distinct.overflowed) return;
  for (let i = from; i < to; ) {
    const color = pixels[i]!;
    let end = i + 1;
    while (end < to && pixels[end] === color) end++;
    if (!addDistinct(distinct, color >>> 24 === 0 ? 0 : color, end - i)) return;
    i = end;
  }
}

/** Adds one color; false when there are too many. */
export function addDistinct(distinct: DistinctColors, color: number, count: number): boolean {
  const { colors, counts, table } = distinct;
  let slot = Math.imul(color, 0x9e3779b1) >>> (32 - TABLE_BITS);
  for (;;) {
    const entry = table[slot]!;
    if (entry === 0) break;
    if (colors[entry - 1] === color) {
      counts[entry - 1]! += count;
      return true;
    }
    slot = (slot + 1) & ((1 << TABLE_BITS) - 1);
  }
  if (distinct.size === MOST_DISTINCT) {
    distinct.overflowed = true;
    return false;
  }
  colors[distinct.size] = color;
  counts[distinct.size] = count;
  table[slot] = ++distinct.size;
  return true;
}
