import type { Engine } from '../engine/engine.ts';
import type { Points } from '../histogram/points.ts';
import { type Clusters, update } from '../lloyd/clusters.ts';

/** Fineness of the search among few points. */
export const COARSE_BITS = 3;

/** Lloyd iterations over few points, the last of which goes to the means; gives the inertia at their end. */
export function settle(
  engine: Engine,
  points: Points,
  clusters: Clusters,
  iterations: number,
  step: number,
): number {
  let inertia = 0;
  for (let i = 0; i < iterations; i++) {
    inertia = engine.assign(points, clusters, COARSE_BITS);
    update(clusters, i < iterations - 1 ? step : 1);
  }
  return inertia;
}
