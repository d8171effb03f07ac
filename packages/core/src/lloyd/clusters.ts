import { SUMS } from '../histogram/points.ts';

/** Centroids and what was assigned to them. The first `fixed` do not move. */
export interface Clusters {
  count: number;
  readonly fixed: number;
  /** Four coordinates a centroid, in fixed-point steps but not rounded. */
  readonly centroids: Float64Array;
  /** Of the last assignment, five numbers a cluster: sums of x, y, z, t and the number of pixels. */
  readonly sums: Float64Array;
}

/** Clusters around the fixed points and then the free ones. */
export function createClusters(fixed: ArrayLike<number>, free: ArrayLike<number>): Clusters {
  const centroids = new Float64Array(fixed.length + free.length);
  centroids.set(fixed);
  centroids.set(free, fixed.length);
  const count = centroids.length / 4;
  return { count, fixed: fixed.length / 4, centroids, sums: new Float64Array(SUMS * count) };
}

/**
 * The update step of Lloyd's algorithm: moves each free centroid toward the mean of its cluster. A `step`
 * of 1 goes to the mean, more goes beyond it (over-relaxation), which needs fewer iterations.
 */
export function update(clusters: Clusters, step: number): void {
  const { centroids, count, fixed, sums } = clusters;
  for (let c = fixed; c < count; c++) {
    const weight = sums[SUMS * c + 4]!;
    if (weight === 0) continue;
    for (let axis = 0; axis < 4; axis++) {
      const at = 4 * c + axis;
      centroids[at]! += step * (sums[SUMS * c + axis]! / weight - centroids[at]!);
    }
  }
}

/**
 * How much of the points' Σ w|p|² the clusters explain: Σ |sum|²/weight for those at their means, and the
 * like for the fixed ones. What is left of the total is the inertia.
 */
export function explained(clusters: Clusters): number {
  const { centroids, count, fixed, sums } = clusters;
  let total = 0;
  for (let c = 0; c < count; c++) {
    const weight = sums[SUMS * c + 4]!;
    if (weight === 0) continue;
    for (let axis = 0; axis < 4; axis++) {
      const sum = sums[SUMS * c + axis]!;
      const center = centroids[4 * c + axis]!;
      total += c < fixed ? center * (2 * sum - weight * center) : (sum * sum) / weight;
    }
  }
  return total;
}

/**
 * What the inertia rises by when the points of `gone` go over to `stays`, which moves to the mean of both
 * unless it is fixed (Ward 1963).
 */
export function mergeRise(clusters: Clusters, stays: number, gone: number): number {
  const { centroids, fixed, sums } = clusters;
  const weight = sums[SUMS * gone + 4]!;
  const other = sums[SUMS * stays + 4]!;
  if (weight === 0) return 0;
  let square = 0;
  for (let axis = 0; axis < 4; axis++) {
    const difference = centroids[4 * stays + axis]! - centroids[4 * gone + axis]!;
    square += difference * difference;
  }
  return stays < fixed ? weight * square : ((weight * other) / (weight + other)) * square;
}
