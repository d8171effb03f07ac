import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import { createClusters } from '../kernels/clusters.ts';
import type { Points } from '../kernels/points.ts';
import type { InitContext } from './context.ts';
import { runLloyd } from './run-lloyd.ts';
import { trialSwaps } from './trial-swaps.ts';

/**
 * Returns first centroids for few colors, where they decide the result. Splits into `count`, 2, 4 and 8 times as many
 * clusters, runs a few Lloyd iterations, and merges each set back to `count`. The set with the least inertia after some
 * more iterations goes through `trials` trial swaps. A coarser set of points keeps it fast.
 */
export function multiScale(engine: Engine, points: Points, context: InitContext): Float64Array {
  const { cellBits, count, fixed, trials } = context;
  const { memory } = engine;
  const mark = memory.mark();
  const coarse = mergeForMany(engine, points, MANY * count, cellBits);
  let best: Float64Array = new Float64Array(0);
  let least = Infinity;
  for (const multiple of MULTIPLES) {
    const scale = memory.mark();
    const wanted = Math.min(multiple * count, 256 - fixed.length / 4);
    const clusters = createClusters(memory, fixed, mergedSplits(engine, coarse, context, wanted));
    const inertia = runLloyd(engine, coarse, clusters, 10, 1.8);
    if (inertia < least) {
      least = inertia;
      best = clusters.centroids.slice(fixed.length);
    }
    memory.release(scale);
    if (wanted < multiple * count) break;
  }
  // More colors make trials slower and less useful.
  const fewer = Math.ceil(trials * Math.min(1, TRIED / count));
  best = trialSwaps(engine, coarse, createClusters(memory, fixed, best), fewer);
  memory.release(mark);
  return best;
}

/** Minimum number of points per color; merging more would lose colors. */
const MANY = 24;
const MULTIPLES = [1, 2, 4, 8];
/** Maximum number of colors for which all trials are made. */
const TRIED = 16;

/** Returns the coarsest set of merged points that still has `minCount`. */
function mergeForMany(engine: Engine, points: Points, minCount: number, cellBits: number): Points {
  for (let bits = 4; bits <= cellBits; bits++) {
    const mark = engine.memory.mark();
    const merged = engine.mergePoints(points, bits);
    if (merged.size >= minCount) return merged;
    engine.memory.release(mark);
  }
  return points;
}

/** Splits into `wanted` centroids and merges them to `count` if that is less. */
function mergedSplits(
  engine: Engine,
  points: Points,
  { count, fixed }: InitContext,
  wanted: number,
): Float64Array {
  const free = engine.varianceSplit(points, wanted);
  if (free.length / 4 <= count) return free;
  const fine = createClusters(engine.memory, fixed, free);
  runLloyd(engine, points, fine, 3, 1.5);
  const weights = engine.memory.float64(free.length / 4);
  for (let i = 0; i < weights.length; i++) weights[i] = fine.sums[SUMS_PER_CLUSTER * (fine.fixed + i) + 4]!;
  return engine.wardMerge(fine.centroids.subarray(fixed.length), weights, count);
}
