import { type Points, SUMS } from '../histogram/points.ts';
import { assign } from '../lloyd/assign.ts';
import { type Clusters, createClusters, explained, update } from '../lloyd/clusters.ts';
import { createPaletteSearch } from '../nearest/palette-search.ts';
import type { InitContext } from './context.ts';
import { foldPoints } from './fold.ts';
import { trialSwaps } from './trial-swaps.ts';
import { varianceSplit } from './variance-split.ts';
import { wardMerge } from './ward-merge.ts';

/**
 * First centroids for few colors, where the choice decides the result: splits into `count`, 2, 4 and 8 times
 * as many, improves those a little, merges each set back to `count`, and keeps the set that explains the
 * points best after some Lloyd iterations; then tries `trials` swaps of single centroids. Works on a coarser
 * set of points, so it costs little.
 */
export function multiScale(points: Points, { count, fixed, opaque, trials }: InitContext): Float64Array {
  const folded = foldPoints(points);
  const coarse = folded.size < MANY * count ? points : folded;
  const search = createPaletteSearch(4, opaque);
  const labels = new Uint8Array(coarse.size);
  const iterate = (clusters: Clusters, iterations: number, step: number): void => {
    for (let i = 0; i < iterations; i++) {
      assign(coarse, clusters, search, labels);
      update(clusters, i < iterations - 1 ? step : 1);
    }
  };
  let best = new Float64Array(0);
  let bestExplained = -Infinity;
  for (const multiple of MULTIPLES) {
    const wanted = Math.min(multiple * count, 256 - fixed.length / 4);
    let free = varianceSplit(coarse, wanted);
    if (free.length / 4 > count) {
      const fine = createClusters(fixed, free);
      iterate(fine, 3, 1.5);
      const weights = Float64Array.from(
        { length: free.length / 4 },
        (_, i) => fine.sums[SUMS * (fine.fixed + i) + 4]!,
      );
      free = wardMerge(fine.centroids.subarray(fixed.length), weights, count);
    }
    const clusters = createClusters(fixed, free);
    iterate(clusters, 10, 1.8);
    const score = explained(clusters);
    if (score > bestExplained) {
      bestExplained = score;
      best = clusters.centroids.slice(fixed.length);
    }
    if (wanted < multiple * count) break;
  }
  return trialSwaps(coarse, createClusters(fixed, best), search, trials);
}

/** Points per color below which joining points would lose colors. */
const MANY = 32;
const MULTIPLES = [1, 2, 4, 8];
