import { LIMIT } from '../color/working-space.ts';
import { allocatePoints, type Points, SUMS } from '../histogram/points.ts';

/** Joins points that share a cell of 8 units a side: fewer points, the same sums. */
export function foldPoints(points: Points): Points {
  const { coordinates, size, sums } = points;
  const groups = new Map<number, number>();
  const folded = new Float64Array(SUMS * size);
  for (let i = 0; i < size; i++) {
    const group = groupOf(groups, cellOf(coordinates, 4 * i));
    for (let j = 0; j < SUMS; j++) folded[SUMS * group + j]! += sums[SUMS * i + j]!;
  }
  const result = allocatePoints(groups.size);
  result.sums.set(folded.subarray(0, SUMS * groups.size));
  for (let i = 0; i < groups.size; i++) {
    const weight = folded[SUMS * i + 4]!;
    for (let axis = 0; axis < 4; axis++) {
      result.coordinates[4 * i + axis] = Math.round(folded[SUMS * i + axis]! / weight);
    }
  }
  return result;
}

function groupOf(groups: Map<number, number>, cell: number): number {
  const known = groups.get(cell);
  if (known !== undefined) return known;
  groups.set(cell, groups.size);
  return groups.size - 1;
}

/** Number of the cell of 64 steps a side that holds a point: 5 bits for each of x, y, z and 4 for t. */
function cellOf(coordinates: Int16Array, at: number): number {
  const x = (coordinates[at]! + LIMIT) >> 6;
  const y = (coordinates[at + 1]! + LIMIT) >> 6;
  const z = (coordinates[at + 2]! + LIMIT) >> 6;
  return (((((x << 5) | y) << 5) | z) << 4) | (coordinates[at + 3]! >> 6);
}
