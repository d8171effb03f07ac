import { LIMIT } from '../color/working-space.ts';
import type { Memory } from '../engine/memory.ts';
import { allocatePoints, firstPoints, type Points } from '../histogram/points.ts';

/**
 * Joins points that share a cell: fewer points at the means, in order of appearance. `bits`, 4 to 6: those of a cell along
 * x, y and z. Five are cells of 64 steps, 8 units.
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
  return { ...firstPoints(folded, numbers.size), solid: points.solid };
}

/** Number of the cell that holds a point. Full transparency has one of its own: it must stay exact. */
function cellOf(coordinates: Int16Array, at: number, bits: number): number {
  const shift = 11 - bits;
  const x = (coordinates[at]! + LIMIT) >> shift;
  const y = (coordinates[at + 1]! + LIMIT) >> shift;
  const z = (coordinates[at + 2]! + LIMIT) >> shift;
  const t = (coordinates[at + 3]! + (1 << shift) - 1) >> shift;
  return (((((x << bits) | y) << bits) | z) << bits) | t;
}
