import { HASH, LIMIT } from '../constants.ts';
import type { Memory } from './memory.ts';
import { allocatePoints, firstPoints, type Points } from './points.ts';

/**
 * Merges points by cell: returns the means of all points that share a cell, in order of appearance.
 *
 * @param bits bits of a cell along x, y and z, 4 to 7; 5 bits make cells of 64 steps, 8 units.
 */
export function mergePoints(points: Points, bits: number, opaque: number, memory: Memory): Points {
  const { coordinates, size, weights } = points;
  const merged = allocatePoints(memory, size);
  // Hash table of point numbers plus one; 0 is free. It has at least twice as many slots as there can be cells.
  const slotBits = 33 - Math.clz32(size);
  const mark = memory.mark();
  const slots = memory.uint32(2 ** slotBits).fill(0);
  const keys = memory.uint32(size);
  const sums = memory.float64(4 * size);
  let count = 0;
  for (let i = 0; i < size; i++) {
    const key = cellOf(coordinates, 4 * i, bits, opaque);
    let slot = Math.imul(key, HASH) >>> (32 - slotBits);
    while (slots[slot] !== 0 && keys[slots[slot]! - 1] !== key) slot = (slot + 1) & (slots.length - 1);
    if (slots[slot] === 0) {
      merged.weights[count] = 0;
      sums.fill(0, 4 * count, 4 * count + 4);
      keys[count] = key;
      slots[slot] = ++count;
    }
    const to = slots[slot]! - 1;
    const weight = weights[i]!;
    merged.weights[to]! += weight;
    sums[4 * to]! += weight * coordinates[4 * i]!;
    sums[4 * to + 1]! += weight * coordinates[4 * i + 1]!;
    sums[4 * to + 2]! += weight * coordinates[4 * i + 2]!;
    sums[4 * to + 3]! += weight * coordinates[4 * i + 3]!;
  }
  for (let at = 0; at < 4 * count; at++) {
    merged.coordinates[at] = Math.floor(sums[at]! / merged.weights[at >> 2]! + 0.5);
  }
  memory.release(mark);
  return { ...firstPoints(merged, count), allOpaque: points.allOpaque };
}

/**
 * Number of a point's cell. Fully transparent and opaque points have cells of their own, since they must stay exact.
 */
function cellOf(coordinates: Int16Array, at: number, bits: number, opaque: number): number {
  const shift = 11 - bits;
  const x = (coordinates[at]! + LIMIT) >> shift;
  const y = (coordinates[at + 1]! + LIMIT) >> shift;
  const z = (coordinates[at + 2]! + LIMIT) >> shift;
  const isOpaque = coordinates[at + 3] === opaque;
  const t = isOpaque ? (1 << bits) - 1 : (coordinates[at + 3]! + (1 << shift) - 1) >> shift;
  return ((((((x << bits) | y) << bits) | z) << bits) | t) >>> 0;
}
