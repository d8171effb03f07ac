import { type Points, SUMS } from '../histogram/points.ts';
import type { Clusters } from './clusters.ts';

/**
 * Gives every free cluster that got no point a new start: the point that adds most to the inertia,
 * each point once. Call between `assign` and `update`; true when any cluster was empty.
 */
export function reseedEmpty(points: Points, clusters: Clusters, labels: Uint8Array): boolean {
  const { centroids, count, fixed, sums } = clusters;
  const empty: number[] = [];
  for (let c = fixed; c < count; c++) if (sums[SUMS * c + 4] === 0) empty.push(c);
  if (empty.length === 0) return false;
  const taken = new Set<number>();
  for (const c of empty) {
    const worst = farthest(points, clusters, labels, taken);
    if (worst < 0) return true;
    taken.add(worst);
    for (let axis = 0; axis < 4; axis++) centroids[4 * c + axis] = points.coordinates[4 * worst + axis]!;
  }
  return true;
}

/** The point of the largest weight × squared distance to its centroid, −1 when all distances are 0. */
function farthest(points: Points, clusters: Clusters, labels: Uint8Array, taken: Set<number>): number {
  const { coordinates, size, sums } = points;
  const { centroids } = clusters;
  let worst = -1;
  let worstCost = 0;
  for (let i = 0; i < size; i++) {
    const at = 4 * labels[i]!;
    const dx = coordinates[4 * i]! - centroids[at]!;
    const dy = coordinates[4 * i + 1]! - centroids[at + 1]!;
    const dz = coordinates[4 * i + 2]! - centroids[at + 2]!;
    const dt = coordinates[4 * i + 3]! - centroids[at + 3]!;
    const cost = sums[SUMS * i + 4]! * (dx * dx + dy * dy + dz * dz + dt * dt);
    if (cost > worstCost && !taken.has(i)) {
      worst = i;
      worstCost = cost;
    }
  }
  return worst;
}
