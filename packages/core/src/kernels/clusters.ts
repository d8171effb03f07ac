import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Memory } from './memory.ts';

/** Centroids and the sums of their points. The first `fixed` centroids do not move. */
export interface Clusters {
  readonly count: number;
  readonly fixed: number;
  /** Four coordinates per centroid, in fixed-point steps but not rounded. */
  readonly centroids: Float64Array;
  /** Six numbers per cluster from the last assignment: sums of x, y, z and t, the number of pixels, and Σ|p|². */
  readonly sums: Float64Array;
  /** Whether the centroids are palette colors, so that opaque points must take opaque ones. */
  readonly arePalette: boolean;
}

/** Creates clusters at the fixed points, then at the free ones. */
export function createClusters(memory: Memory, fixed: ArrayLike<number>, free: ArrayLike<number>): Clusters {
  const length = fixed.length + free.length;
  const centroids = memory.float64(length);
  centroids.set(fixed);
  centroids.set(free, fixed.length);
  const count = length / 4;
  const sums = memory.float64(SUMS_PER_CLUSTER * count);
  return { count, fixed: fixed.length / 4, centroids, sums: sums.fill(0), arePalette: false };
}

/**
 * The update step of Lloyd's algorithm: moves each free centroid toward the mean of its cluster. A `step` of 1 goes to
 * the mean; a larger one goes beyond it (over-relaxation), which needs fewer iterations.
 */
export function update(clusters: Clusters, step: number): void {
  const { centroids, count, fixed, sums } = clusters;
  for (let c = fixed; c < count; c++) {
    const weight = sums[SUMS_PER_CLUSTER * c + 4]!;
    if (weight === 0) continue;
    for (let axis = 0; axis < 4; axis++) {
      const at = 4 * c + axis;
      centroids[at]! += step * (sums[SUMS_PER_CLUSTER * c + axis]! / weight - centroids[at]!);
    }
  }
}

/** Returns the inertia of the last assignment once the free centroids are at their means. */
export function inertiaOf(clusters: Clusters): number {
  let total = 0;
  for (let c = 0; c < clusters.count; c++) total += clusterInertia(clusters, c);
  return total;
}

/** Returns the inertia of one cluster: Σ|p|² − |Σp|²/weight around its mean, or around the centroid of a fixed one. */
export function clusterInertia({ centroids, fixed, sums }: Clusters, c: number): number {
  const at = SUMS_PER_CLUSTER * c;
  const weight = sums[at + 4]!;
  if (weight === 0) return 0;
  let square = sums[at + 5]!;
  for (let axis = 0; axis < 4; axis++) {
    const sum = sums[at + axis]!;
    const center = centroids[4 * c + axis]!;
    square -= c < fixed ? center * (2 * sum - weight * center) : (sum * sum) / weight;
  }
  return square > 0 ? square : 0;
}

/**
 * Returns by how much the inertia rises when the points of `gone` move to `stays`. `stays` moves to the mean of both
 * unless it is fixed (Ward 1963).
 */
export function mergeRise(clusters: Clusters, stays: number, gone: number): number {
  const { centroids, fixed, sums } = clusters;
  const weight = sums[SUMS_PER_CLUSTER * gone + 4]!;
  const other = sums[SUMS_PER_CLUSTER * stays + 4]!;
  if (weight === 0) return 0;
  let square = 0;
  for (let axis = 0; axis < 4; axis++) {
    const difference = centroids[4 * stays + axis]! - centroids[4 * gone + axis]!;
    square += difference * difference;
  }
  return stays < fixed ? weight * square : ((weight * other) / (weight + other)) * square;
}
