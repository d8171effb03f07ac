import type { Engine } from '../engine/engine.ts';
import { type Clusters, update } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';
import type { ClusterReport, Progress } from '../types.ts';
import { BIN_STEP, type Passes, SAMPLE_STEP } from './effort.ts';
import { reseedEmpty, swapClusters } from './relocate.ts';

/** Result of Lloyd iterations, with the inertia in squared steps of the working space. */
export type Refined = Omit<ClusterReport, 'counts'>;

/** Runs Lloyd iterations over the bins, in rounds that end in swaps. */
export function* refineOnBins(
  engine: Engine,
  points: Points,
  clusters: Clusters,
  { iterationsPerRound, rounds, tolerance }: Passes,
): Generator<Progress, Refined> {
  let inertia = Infinity;
  let converged = false;
  let iterations = 0;
  const iterate = (step: number): void => {
    const next = engine.assign(points, clusters, SEARCH_BITS.bins);
    const reseeded = reseedEmpty(engine, points, clusters);
    converged = !reseeded && inertia - next <= tolerance * next;
    inertia = next;
    iterations++;
    if (step > 0) update(clusters, step);
  };
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < iterationsPerRound; i++) iterate(i < iterationsPerRound - 1 ? BIN_STEP : 0);
    const swaps = swapClusters(engine, points, clusters);
    yield { stage: 'lloyd', done: 0.2 + (0.3 * (round + 1)) / rounds };
    if (swaps === 0 && converged) break;
  }
  iterate(1);
  return { inertia, iterations, converged };
}

/** Runs over-relaxed Lloyd iterations over the colors of sampled pixels until they converge. */
export function* refineOnSamples(
  engine: Engine,
  samples: Points,
  clusters: Clusters,
  { minSampleIterations, maxSampleIterations, tolerance }: Passes,
): Generator<Progress, Refined> {
  let inertia = Infinity;
  let converged = false;
  let iterations = 0;
  for (let last = false; !last; ) {
    const next = engine.assign(samples, clusters, SEARCH_BITS.samples);
    iterations++;
    converged = inertia - next <= tolerance * next;
    last = iterations >= maxSampleIterations || (iterations >= minSampleIterations && converged);
    inertia = next;
    update(clusters, last ? 1 : SAMPLE_STEP);
    yield { stage: 'lloyd', done: 0.5 + (0.5 * iterations) / maxSampleIterations };
  }
  return { inertia, iterations, converged };
}
