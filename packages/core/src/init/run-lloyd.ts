import type { Engine } from '../engine/engine.ts';
import { type Clusters, update } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';

/** Runs Lloyd iterations over few points, the last of which goes to the means. Returns the inertia. */
export function runLloyd(
  engine: Engine,
  points: Points,
  clusters: Clusters,
  iterations: number,
  step: number,
): number {
  let inertia = 0;
  for (let i = 0; i < iterations; i++) {
    inertia = engine.assign(points, clusters, SEARCH_BITS.trials);
    update(clusters, i < iterations - 1 ? step : 1);
  }
  return inertia;
}
