import type { Engine } from '../engine/engine.ts';
import type { Clusters } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';

const ITERATIONS = 24;
/** Centroids that move by less, in steps of the working space, are at rest. */
const REST = 0.5;

/**
 * Moves each free centroid to the local maximum of density: repeatedly to the mean of its cluster's points within
 * `radius`. The mean of the whole cluster would mix its color with all others that have no nearer centroid.
 *
 * This is the mean shift of K. Fukunaga and L. Hostetler, "The estimation of the gradient of a density function", 1975,
 * DOI 10.1109/TIT.1975.1055330, restricted to the cells of the nearest centroids.
 */
export function meanShift(engine: Engine, points: Points, clusters: Clusters, radius: number): void {
  const { coordinates, labels, size, weights } = points;
  const { centroids, count, fixed } = clusters;
  const sums = new Float64Array(5 * count);
  for (let round = 0; round < ITERATIONS; round++) {
    engine.assign(points, clusters, SEARCH_BITS.samples);
    sums.fill(0);
    for (let i = 0; i < size; i++) {
      const c = labels[i]!;
      const dx = coordinates[4 * i]! - centroids[4 * c]!;
      const dy = coordinates[4 * i + 1]! - centroids[4 * c + 1]!;
      const dz = coordinates[4 * i + 2]! - centroids[4 * c + 2]!;
      if (dx * dx + dy * dy + dz * dz > radius * radius) continue;
      const weight = weights[i]!;
      for (let axis = 0; axis < 4; axis++) sums[5 * c + axis]! += weight * coordinates[4 * i + axis]!;
      sums[5 * c + 4]! += weight;
    }
    let farthest = 0;
    for (let c = fixed; c < count; c++) {
      const weight = sums[5 * c + 4]!;
      for (let axis = 0; axis < 4 && weight > 0; axis++) {
        const next = sums[5 * c + axis]! / weight;
        farthest = Math.max(farthest, Math.abs(next - centroids[4 * c + axis]!));
        centroids[4 * c + axis] = next;
      }
    }
    if (farthest < REST) return;
  }
}
