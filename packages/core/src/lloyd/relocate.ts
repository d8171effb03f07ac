import { HALVES_PER_CLUSTER, SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import { type Clusters, clusterInertia, update } from '../kernels/clusters.ts';
import { NO_PARTNER } from '../kernels/merge-costs.ts';
import type { Points } from '../kernels/points.ts';

/**
 * Moves centroids across the color space, which Lloyd's algorithm cannot do. Where splitting a wide cluster gains more
 * than merging two close ones costs, one of the two moves over. The idea is that of the enhanced LBG algorithm (Patanè
 * and Russo 2001, doi:10.1016/S0893-6080(01)00104-6), with gain and cost computed rather than tried. Call it after an
 * assignment. Returns the number of swaps.
 */
export function swapClusters(engine: Engine, points: Points, clusters: Clusters): number {
  update(clusters, 1);
  const { count, fixed, sums } = clusters;
  if (count - fixed < 3) return 0;
  const mark = engine.memory.mark();
  const halves = engine.splitClusters(points, clusters);
  const gain = new Float64Array(count);
  for (let c = fixed; c < count; c++) gain[c] = splitGain(halves, sums, c);
  const { cost, partner } = engine.mergeCosts(clusters);
  const free = Array.from({ length: count - fixed }, (_, i) => fixed + i);
  const cheapest = free.slice().sort((a, b) => cost[a]! - cost[b]! || a - b);
  const widest = free.sort((a, b) => gain[b]! - gain[a]! || a - b);
  const used = new Uint8Array(count);
  const maxSwaps = Math.max(1, Math.floor(count * MAX_SWAPPED));
  let swaps = 0;
  let next = 0;
  for (const moved of cheapest) {
    const stays = partner[moved]!;
    if (swaps === maxSwaps || stays === NO_PARTNER) break;
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

/** Maximum share of clusters that take part in one round of swaps. */
const MAX_SWAPPED = 0.25;
/** Minimum ratio of a split's gain to a merge's cost. */
const MARGIN = 1.02;

/** Returns by how much the inertia falls when a cluster becomes its two halves. */
function splitGain(halves: Float64Array, sums: Float64Array, c: number): number {
  const at = HALVES_PER_CLUSTER * c;
  const one = halves[at + 4]!;
  const other = sums[SUMS_PER_CLUSTER * c + 4]! - one;
  if (one <= 0 || other <= 0) return 0;
  let square = 0;
  for (let axis = 0; axis < 4; axis++) square += halves[at + axis]! * halves[at + axis]!;
  return square * (1 / one + 1 / other);
}

function mergeInto(clusters: Clusters, stays: number, gone: number): void {
  const { centroids, sums } = clusters;
  const weight = sums[SUMS_PER_CLUSTER * stays + 4]! + sums[SUMS_PER_CLUSTER * gone + 4]!;
  if (weight === 0) return;
  for (let axis = 0; axis < 4; axis++) {
    centroids[4 * stays + axis] =
      (sums[SUMS_PER_CLUSTER * stays + axis]! + sums[SUMS_PER_CLUSTER * gone + axis]!) / weight;
  }
}

/** Moves `split` and `moved` to the means of the two halves of `split`. */
function splitInto(clusters: Clusters, halves: Float64Array, split: number, moved: number): void {
  const { centroids, sums } = clusters;
  const one = halves[HALVES_PER_CLUSTER * split + 4]!;
  const other = sums[SUMS_PER_CLUSTER * split + 4]! - one;
  for (let axis = 0; axis < 4; axis++) {
    const mean = centroids[4 * split + axis]!;
    const half = halves[HALVES_PER_CLUSTER * split + axis]!;
    centroids[4 * split + axis] = mean + half / one;
    centroids[4 * moved + axis] = mean - half / other;
  }
}

/**
 * Moves every free cluster without points to the point with the largest error in the cluster of largest inertia, each
 * cluster once. Call it between `assign` and `update`. Returns whether any cluster was empty.
 */
export function reseedEmpty(engine: Engine, points: Points, clusters: Clusters): boolean {
  const { centroids, count, fixed, sums } = clusters;
  const empty: number[] = [];
  for (let c = fixed; c < count; c++) if (sums[SUMS_PER_CLUSTER * c + 4] === 0) empty.push(c);
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
