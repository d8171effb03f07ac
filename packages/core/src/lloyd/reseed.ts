import type { Engine } from '../engine/engine.ts';
import type { Points } from '../histogram/points.ts';
import { type Clusters, clusterInertia, SUMS } from './clusters.ts';

/**
 * Gives every free cluster that got no point a new start: the point that adds most to the inertia of the cluster with
 * the largest, each cluster once. Call between `assign` and `update`; true when any cluster was empty.
 */
export function reseedEmpty(engine: Engine, points: Points, clusters: Clusters): boolean {
  const { centroids, count, fixed, sums } = clusters;
  const empty: number[] = [];
  for (let c = fixed; c < count; c++) if (sums[SUMS * c + 4] === 0) empty.push(c);
  if (empty.length === 0) return false;
  const inertia = Float64Array.from({ length: count }, (_, c) => clusterInertia(clusters, c));
  for (const c of empty) {
    const widest = inertia.indexOf(Math.max(...inertia));
    const worst = inertia[widest] === 0 ? -1 : engine.worstPoint(points, clusters, widest);
    if (worst < 0) return true;
    inertia[widest] = 0;
    for (let axis = 0; axis < 4; axis++) centroids[4 * c + axis] = points.coordinates[4 * worst + axis]!;
  }
  return true;
}
