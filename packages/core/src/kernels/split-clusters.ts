import { HALVES_PER_CLUSTER } from '../constants.ts';
import type { Clusters } from './clusters.ts';
import type { Memory } from './memory.ts';
import type { Points } from './points.ts';

/**
 * Splits each cluster by the plane through its centroid, across the axis of its largest variance. Returns five numbers
 * per cluster: the sums of the points on the positive side, relative to the centroid, and their weight.
 */
export function splitClusters(points: Points, clusters: Clusters, memory: Memory): Float64Array {
  const axes = widestAxes(points, clusters);
  const { centroids, count } = clusters;
  const { coordinates, labels, size, weights } = points;
  const halves = memory.float64(HALVES_PER_CLUSTER * count).fill(0);
  for (let i = 0; i < size; i++) {
    const label = labels[i]!;
    const axis = axes[label]!;
    if (coordinates[4 * i + axis]! <= centroids[4 * label + axis]!) continue;
    const weight = weights[i]!;
    const to = HALVES_PER_CLUSTER * label;
    for (let j = 0; j < 4; j++) {
      halves[to + j]! += weight * (coordinates[4 * i + j]! - centroids[4 * label + j]!);
    }
    halves[to + 4]! += weight;
  }
  return halves;
}

/** The axis of the largest variance of each cluster; the first of several. */
function widestAxes(
  { coordinates, labels, size, weights }: Points,
  { centroids, count }: Clusters,
): Uint8Array {
  const squares = new Float64Array(4 * count);
  for (let i = 0; i < size; i++) {
    const at = 4 * labels[i]!;
    for (let axis = 0; axis < 4; axis++) {
      const difference = coordinates[4 * i + axis]! - centroids[at + axis]!;
      squares[at + axis]! += weights[i]! * difference * difference;
    }
  }
  return Uint8Array.from({ length: count }, (_, c) => {
    const own = squares.subarray(4 * c, 4 * c + 4);
    return own.indexOf(Math.max(...own));
  });
}
