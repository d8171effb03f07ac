import { HASH, MAX_DISTINCT, TABLE_BITS } from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';

/**
 * The distinct colors of what was counted, as long as there are few: an image of no more colors than the palette holds
 * needs no clustering and comes back exact, and few colors are clustered as they are, since bins would join them.
 */
export interface DistinctColors {
  /** An open hash table: two numbers a slot, a color and how often it came. Count 0: the slot is free. */
  readonly table: Uint32Array;
  /** Colors found so far; all of full transparency counts as color 0. */
  size: number;
}

export const TABLE_LENGTH: number = 2 << TABLE_BITS;

export function createDistinct(): DistinctColors {
  return { table: new Uint32Array(TABLE_LENGTH), size: 0 };
}

/** Counts pixels from `from` on; gives the number of the first that would be a color too many, or of them all. */
export function countDistinct(distinct: DistinctColors, pixels: Pixels, from: number): number {
  for (let i = from; i < pixels.length; ) {
    const color = pixels[i]!;
    let end = i + 1;
    while (end < pixels.length && pixels[end] === color) end++;
    if (!addDistinct(distinct, color >>> 24 === 0 ? 0 : color, end - i)) return i;
    i = end;
  }
  return pixels.length;
}

/** Adds one color; false, and nothing is added, when it would be one too many. */
export function addDistinct(distinct: DistinctColors, color: number, count: number): boolean {
  const { table } = distinct;
  const slot = slotOf(table, color);
  if (table[slot + 1] === 0) {
    if (distinct.size === MAX_DISTINCT) return false;
    table[slot] = color;
    distinct.size++;
  }
  table[slot + 1]! += count;
  return true;
}

/** Pixels of a color. */
export const countOf = ({ table }: DistinctColors, color: number): number => table[slotOf(table, color) + 1]!;

function slotOf(table: Uint32Array, color: number): number {
  let slot = (Math.imul(color, HASH) >>> (32 - TABLE_BITS)) << 1;
  while (table[slot + 1] !== 0 && table[slot] !== color) slot = (slot + 2) & (table.length - 1);
  return slot;
}

/** All colors by their value: the order of their appearance must play no part. */
export function distinctColors({ size, table }: DistinctColors): Uint32Array {
  const colors = new Uint32Array(size);
  for (let slot = 0, i = 0; i < size; slot += 2) if (table[slot + 1] !== 0) colors[i++] = table[slot]!;
  return colors.sort();
}
