import { SUMS_PER_CLUSTER } from '../constants.ts';
import { type Clusters, inertiaOf } from './clusters.ts';
import { type NearestSearch, nearest, setPoints } from './nearest-search.ts';
import type { Points } from './points.ts';

/**
 * The assign step of Lloyd's algorithm: labels each point with its nearest centroid, sums up the clusters, and returns
 * their inertia. All sums are integers below 2⁵³, so they are exact in any order. `bits` as in `setPoints`.
 */
export function assign(points: Points, clusters: Clusters, search: NearestSearch, bits: number): number {
  setPoints(search, clusters.centroids, clusters.count, bits, clusters.arePalette);
  const { coordinates, labels, size, weights } = points;
  const { sums } = clusters;
  sums.fill(0);
  for (let i = 0, p = 0; i < size; i++, p += 4) {
    const x = coordinates[p]!;
    const y = coordinates[p + 1]!;
    const z = coordinates[p + 2]!;
    const t = coordinates[p + 3]!;
    const label = nearest(search, x, y, z, t);
    const weight = weights[i]!;
    labels[i] = label;
    const at = SUMS_PER_CLUSTER * label;
    sums[at]! += weight * x;
    sums[at + 1]! += weight * y;
    sums[at + 2]! += weight * z;
    sums[at + 3]! += weight * t;
    sums[at + 4]! += weight;
    sums[at + 5]! += weight * (x * x + y * y + z * z + t * t);
  }
  return inertiaOf(clusters);
}

/** Returns the point that adds most to the inertia of a cluster; −1 if none does. */
export function worstPoint(points: Points, { centroids }: Clusters, cluster: number): number {
  const { coordinates, labels, size, weights } = points;
  const cx = centroids[4 * cluster]!;
  const cy = centroids[4 * cluster + 1]!;
  const cz = centroids[4 * cluster + 2]!;
  const ct = centroids[4 * cluster + 3]!;
  let worst = -1;
  let worstCost = 0;
  for (let i = 0; i < size; i++) {
    if (labels[i] !== cluster) continue;
    const dx = coordinates[4 * i]! - cx;
    const dy = coordinates[4 * i + 1]! - cy;
    const dz = coordinates[4 * i + 2]! - cz;
    const dt = coordinates[4 * i + 3]! - ct;
    const cost = weights[i]! * (dx * dx + dy * dy + dz * dz + dt * dt);
    if (cost > worstCost) {
      worst = i;
      worstCost = cost;
    }
  }
  return worst;
}
