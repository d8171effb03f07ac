import { HASH, MAX_DISTINCT, TABLE_BITS } from '../constants.ts';
import type { Pixels } from '../image/pixels.ts';

/**
 * The distinct colors of an image as long as there are few. If the palette can hold them all, no clustering is needed
 * and the image stays exact. Otherwise few colors are clustered as they are, since bins would merge them.
 */
export interface DistinctColors {
  /** Open hash table with two numbers per slot: a color and its count. Count 0 marks a free slot. */
  readonly table: Uint32Array;
  /** Number of colors. All fully transparent colors count as color 0. */
  size: number;
}

export const TABLE_LENGTH: number = 2 << TABLE_BITS;

export function createDistinct(): DistinctColors {
  return { table: new Uint32Array(TABLE_LENGTH), size: 0 };
}

/**
 * Counts pixels from `from` on. Returns the index of the first pixel that would exceed the limit, or the number of
 * pixels.
 */
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

/** Adds a color. Returns false and adds nothing if it would exceed the limit. */
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

/** Returns the number of pixels of a color. */
export const countOf = ({ table }: DistinctColors, color: number): number => table[slotOf(table, color) + 1]!;

function slotOf(table: Uint32Array, color: number): number {
  let slot = (Math.imul(color, HASH) >>> (32 - TABLE_BITS)) << 1;
  while (table[slot + 1] !== 0 && table[slot] !== color) slot = (slot + 2) & (table.length - 1);
  return slot;
}

/** Returns all colors sorted by value, so that the order of their appearance does not matter. */
export function distinctColors({ size, table }: DistinctColors): Uint32Array {
  const colors = new Uint32Array(size);
  for (let slot = 0, i = 0; i < size; slot += 2) if (table[slot + 1] !== 0) colors[i++] = table[slot]!;
  return colors.sort();
}
