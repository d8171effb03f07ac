import { LIMIT } from '../color/working-space.ts';
import type { Memory } from '../engine/memory.ts';
import { allocatePoints, firstPoints, type Points } from '../histogram/points.ts';

/** Joins points that share a cell of 64 steps (8 units) a side: fewer points at the means, in order of appearance. */
export function foldPoints(points: Points, memory: Memory): Points {
  const { coordinates, size, weights } = points;
  const folded = allocatePoints(memory, size);
  const numbers = new Map<number, number>();
  const sums = new Float64Array(4 * size);
  for (let i = 0; i < size; i++) {
    const cell = cellOf(coordinates, 4 * i);
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

/** Number of the cell of 64 steps a side that holds a point: 5 bits for each of x, y, z and 4 for t. */
function cellOf(coordinates: Int16Array, at: number): number {
  const x = (coordinates[at]! + LIMIT) >> 6;
  const y = (coordinates[at + 1]! + LIMIT) >> 6;
  const z = (coordinates[at + 2]! + LIMIT) >> 6;
  return (((((x << 5) | y) << 5) | z) << 4) | (coordinates[at + 3]! >> 6);
}
