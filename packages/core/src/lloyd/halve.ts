import type { Memory } from '../engine/memory.ts';
import type { Points } from '../histogram/points.ts';
import type { Clusters } from './clusters.ts';

/** Numbers per cluster that `halveClusters` gives. */
export const HALF = 5;

/**
 * Cuts each cluster by the plane through its centroid across its principal axis. Five numbers a cluster: what the
 * points on the positive side exceed the centroid by, summed, and their weight.
 */
export function halveClusters(points: Points, clusters: Clusters, memory: Memory): Float64Array {
  const axes = principalAxes(covariances(points, clusters), clusters.count);
  const { centroids, count } = clusters;
  const { coordinates, labels, size, weights } = points;
  const halves = memory.float64(HALF * count).fill(0);
  for (let i = 0, p = 0; i < size; i++, p += 4) {
    const at = 4 * labels[i]!;
    const x = coordinates[p]! - centroids[at]!;
    const y = coordinates[p + 1]! - centroids[at + 1]!;
    const z = coordinates[p + 2]! - centroids[at + 2]!;
    const t = coordinates[p + 3]! - centroids[at + 3]!;
    if (x * axes[at]! + y * axes[at + 1]! + z * axes[at + 2]! + t * axes[at + 3]! <= 0) continue;
    const weight = weights[i]!;
    const to = HALF * labels[i]!;
    halves[to]! += weight * x;
    halves[to + 1]! += weight * y;
    halves[to + 2]! += weight * z;
    halves[to + 3]! += weight * t;
    halves[to + 4]! += weight;
  }
  return halves;
}

/** Upper triangle of the 4 × 4 covariance of each cluster, not divided by the weight: xx xy xz xt yy yz yt zz zt tt. */
function covariances(points: Points, { centroids, count }: Clusters): Float64Array {
  const { coordinates, labels, size, weights } = points;
  const result = new Float64Array(10 * count);
  for (let i = 0, p = 0; i < size; i++, p += 4) {
    const at = 4 * labels[i]!;
    const x = coordinates[p]! - centroids[at]!;
    const y = coordinates[p + 1]! - centroids[at + 1]!;
    const z = coordinates[p + 2]! - centroids[at + 2]!;
    const t = coordinates[p + 3]! - centroids[at + 3]!;
    const weight = weights[i]!;
    const wx = weight * x;
    const wy = weight * y;
    const wz = weight * z;
    const to = 10 * labels[i]!;
    result[to]! += wx * x;
    result[to + 1]! += wx * y;
    result[to + 2]! += wx * z;
    result[to + 3]! += wx * t;
    result[to + 4]! += wy * y;
    result[to + 5]! += wy * z;
    result[to + 6]! += wy * t;
    result[to + 7]! += wz * z;
    result[to + 8]! += wz * t;
    result[to + 9]! += weight * t * t;
  }
  return result;
}

const POWER_STEPS = 6;

/** Direction of the largest variance of each cluster, 4 numbers each, by power iteration. */
function principalAxes(covariance: Float64Array, count: number): Float64Array {
  const axes = new Float64Array(4 * count);
  for (let c = 0; c < count; c++) {
    const [xx, xy, xz, xt, yy, yz, yt, zz, zt, tt] = covariance.subarray(
      10 * c,
      10 * c + 10,
    ) as unknown as number[];
    let x = 1;
    let y = 1;
    let z = 1;
    let t = 1;
    for (let step = 0; step < POWER_STEPS; step++) {
      const nx = xx! * x + xy! * y + xz! * z + xt! * t;
      const ny = xy! * x + yy! * y + yz! * z + yt! * t;
      const nz = xz! * x + yz! * y + zz! * z + zt! * t;
      const nt = xt! * x + yt! * y + zt! * z + tt! * t;
      const length = Math.sqrt(nx * nx + ny * ny + nz * nz + nt * nt) || 1;
      x = nx / length;
      y = ny / length;
      z = nz / length;
      t = nt / length;
    }
    axes.set([x, y, z, t], 4 * c);
  }
  return axes;
}
