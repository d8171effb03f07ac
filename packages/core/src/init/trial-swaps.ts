import type { Engine } from '../engine/engine.ts';
import { type Clusters, clusterInertia, createClusters, mergeRise } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';
import { runLloyd } from './run-lloyd.ts';

/**
 * Escapes local optima. Each trial moves one centroid to the worst point of another cluster and runs some Lloyd
 * iterations. It keeps the result if the inertia is lower. This is random swap clustering (Fränti, "Efficiency of
 * random swap clustering", 2018, doi:10.1186/s40537-018-0122-y), but tries the most promising swaps first instead of
 * random ones. Returns the free centroids, 4 numbers each.
 */
export function trialSwaps(engine: Engine, points: Points, start: Clusters, trials: number): Float64Array {
  const { memory } = engine;
  let best = start;
  let next = createClusters(memory, best.centroids, []);
  next = { ...next, fixed: best.fixed };
  let least = runLloyd(engine, points, best, 1, STEP);
  let tried = new Set<number>();
  for (let trial = 0; trial < trials; trial++) {
    engine.assign(points, best, SEARCH_BITS.trials);
    const swap = bestSwap(best, tried);
    if (!swap) break;
    tried.add(swap.moved * best.count + swap.split);
    const worst = engine.worstPoint(points, best, swap.split);
    if (worst < 0) continue;
    next.centroids.set(best.centroids);
    for (let axis = 0; axis < 4; axis++) {
      next.centroids[4 * swap.moved + axis] = points.coordinates[4 * worst + axis]!;
    }
    const inertia = runLloyd(engine, points, next, TRIAL_ITERATIONS, STEP);
    if (inertia < least) {
      [best, next] = [next, best];
      least = inertia;
      tried = new Set();
    }
  }
  return best.centroids.slice(4 * best.fixed);
}

/** Lloyd iterations per trial, and their over-relaxation. */
const TRIAL_ITERATIONS = 4;
const STEP = 1.6;
/** Returns the untried swap that saves most, assuming that a split saves half of a cluster's inertia. */
function bestSwap(
  clusters: Clusters,
  tried: ReadonlySet<number>,
): { moved: number; split: number } | undefined {
  const { count, fixed } = clusters;
  const inertia = Float64Array.from({ length: count }, (_, c) => clusterInertia(clusters, c));
  let best: { moved: number; split: number } | undefined;
  let bestSaved = -Infinity;
  for (let moved = fixed; moved < count; moved++) {
    let rise = Infinity;
    for (let other = 0; other < count; other++) {
      if (other !== moved) rise = Math.min(rise, mergeRise(clusters, other, moved));
    }
    for (let split = fixed; split < count; split++) {
      const saved = inertia[split]! / 2 - rise;
      if (split === moved || saved <= bestSaved || inertia[split] === 0) continue;
      if (tried.has(moved * count + split)) continue;
      bestSaved = saved;
      best = { moved, split };
    }
  }
  return best;
}
