import type { Engine } from '../engine/engine.ts';
import type { Points } from '../histogram/points.ts';
import { type Clusters, SUMS, update } from './clusters.ts';
import { HALF } from './halve.ts';
import { NO_PARTNER } from './merge-costs.ts';

/**
 * Split–merge swaps after an assignment: Lloyd's algorithm cannot move a centroid across the image's colors.
 * Where merging two close clusters costs less than splitting a wide one gains, one of the two goes over.
 * The idea is that of the enhanced LBG algorithm (Patanè and Russo 2001, doi:10.1016/S0893-6080(01)00104-6),
 * with gain and cost computed rather than tried. Gives the number of swaps; centroids are at means before.
 */
export function swapClusters(engine: Engine, points: Points, clusters: Clusters): number {
  update(clusters, 1);
  const { count, fixed, sums } = clusters;
  if (count - fixed < 3) return 0;
  const mark = engine.memory.mark();
  const halves = engine.halve(points, clusters);
  const gain = new Float64Array(count);
  for (let c = fixed; c < count; c++) gain[c] = splitGain(halves, sums, c);
  const { cost, partner } = engine.mergeCosts(clusters);
  const free = Array.from({ length: count - fixed }, (_, i) => fixed + i);
  const cheapest = free.slice().sort((a, b) => cost[a]! - cost[b]! || a - b);
  const widest = free.sort((a, b) => gain[b]! - gain[a]! || a - b);
  const used = new Uint8Array(count);
  const most = Math.max(1, Math.floor(count * MOST_SWAPPED));
  let swaps = 0;
  let next = 0;
  for (const moved of cheapest) {
    const stays = partner[moved]!;
    if (swaps === most || stays === NO_PARTNER) break;
    if (used[moved] || used[stays]) continue;
    while (next < widest.length && (used[widest[next]!] || widest[next] === moved || widest[next] === stays))
      next++;
    if (next === widest.length) break;
    const split = widest[next]!;
    if (gain[split]! <= cost[moved]! * MARGIN) break;
    used[moved] = used[stays] = used[split] = 1;
    mergeInto(clusters, stays, moved);
    splitInto(clusters, halves, split, moved);
    swaps++;
  }
  engine.memory.release(mark);
  return swaps;
}

/** At most this share of the clusters takes part in one round of swaps. */
const MOST_SWAPPED = 0.25;
/** A split has to gain this much more than the merge costs. */
const MARGIN = 1.02;

/** What the inertia falls by when a cluster becomes its two halves. */
function splitGain(halves: Float64Array, sums: Float64Array, c: number): number {
  const at = HALF * c;
  const one = halves[at + 4]!;
  const other = sums[SUMS * c + 4]! - one;
  if (one <= 0 || other <= 0) return 0;
  let square = 0;
  for (let axis = 0; axis < 4; axis++) square += halves[at + axis]! * halves[at + axis]!;
  return square * (1 / one + 1 / other);
}

function mergeInto(clusters: Clusters, stays: number, gone: number): void {
  const { centroids, sums } = clusters;
  const weight = sums[SUMS * stays + 4]! + sums[SUMS * gone + 4]!;
  if (weight === 0) return;
  for (let axis = 0; axis < 4; axis++) {
    centroids[4 * stays + axis] = (sums[SUMS * stays + axis]! + sums[SUMS * gone + axis]!) / weight;
  }
}

/** Puts `split` and `moved` at the means of the two halves of `split`. */
function splitInto(clusters: Clusters, halves: Float64Array, split: number, moved: number): void {
  const { centroids, sums } = clusters;
  const one = halves[HALF * split + 4]!;
  const other = sums[SUMS * split + 4]! - one;
  for (let axis = 0; axis < 4; axis++) {
    const mean = centroids[4 * split + axis]!;
    const half = halves[HALF * split + axis]!;
    centroids[4 * split + axis] = mean + half / one;
    centroids[4 * moved + axis] = mean - half / other;
  }
}
