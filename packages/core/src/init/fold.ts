import { LIMIT } from '../color/working-space.ts';
import type { Memory } from '../engine/memory.ts';
import { allocatePoints, firstPoints, type Points } from '../histogram/points.ts';

/**
 * Joins points that share a cell: fewer points at the means, in order of appearance. `bits`, 4 or 5: those of a cell along
 * x, y and z, with one less along t. Five are cells of 64 steps, 8 units.
 */
export function foldPoints(points: Points, bits: number, memory: Memory): Points {
  const { coordinates, size, weights } = points;
  const folded = allocatePoints(memory, size);
  const numbers = new Map<number, number>();
  const sums = new Float64Array(4 * size);
  for (let i = 0; i < size; i++) {
    const cell = cellOf(coordinates, 4 * i, bits);
    let number = numbers.get(cell);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(cell, number);
      folded.weights[number] = 0;
    }
    for (let axis = 0; axis < 4; axis++) sums[4 * number + axis]! += weights[i]! * coordinates[4 * i + axis]!;
    folded.weights[number]! += weights[i]!;
  }
  for (let at = 0; at < 4 * numbers.size; at++) {
    folded.coordinates[at] = Math.floor(sums[at]! / folded.weights[at >> 2]! + 0.5);
  }
  return firstPoints(folded, numbers.size);
}

/** Number of the cell that holds a point. */
function cellOf(coordinates: Int16Array, at: number, bits: number): number {
  const shift = 11 - bits;
  const x = (coordinates[at]! + LIMIT) >> shift;
  const y = (coordinates[at + 1]! + LIMIT) >> shift;
  const z = (coordinates[at + 2]! + LIMIT) >> shift;
  return (((((x << bits) | y) << bits) | z) << (bits - 1)) | (coordinates[at + 3]! >> shift);
}
