import { type Points, SUMS } from '../histogram/points.ts';
import { assign } from '../lloyd/assign.ts';
import { type Clusters, createClusters, explained, mergeRise, update } from '../lloyd/clusters.ts';
import type { PaletteSearch } from '../nearest/palette-search.ts';

/**
 * Escapes from local optima: takes one centroid away, puts it on the worst-fitting point of another cluster,
 * lets Lloyd's algorithm settle, and keeps the result if it explains the points better. This is random swap
 * clustering (Fränti, "Efficiency of random swap clustering", 2018, doi:10.1186/s40537-018-0122-y), with the
 * most promising swaps tried first rather than drawn. Gives the free centroids, 4 numbers each.
 */
export function trialSwaps(
  points: Points,
  start: Clusters,
  search: PaletteSearch,
  trials: number,
): Float64Array {
  const labels = new Uint8Array(points.size);
  let best = start;
  let bestScore = settle(points, best, search, labels, 1);
  let tried = new Set<number>();
  for (let trial = 0; trial < trials; trial++) {
    assign(points, best, search, labels);
    const misfits = findMisfits(points, best, labels);
    const swap = mostPromising(best, misfits, tried);
    if (!swap) break;
    tried.add(swap.moved * best.count + swap.split);
    const next = copyClusters(best);
    for (let axis = 0; axis < 4; axis++) {
      next.centroids[4 * swap.moved + axis] = points.coordinates[4 * misfits.worst[swap.split]! + axis]!;
    }
    const score = settle(points, next, search, labels, SETTLE);
    if (score > bestScore) {
      best = next;
      bestScore = score;
      tried = new Set();
    }
  }
  return best.centroids.slice(4 * best.fixed);
}

/** Iterations that a swap gets to prove itself. */
const SETTLE = 6;
const STEP = 1.6;

function settle(
  points: Points,
  clusters: Clusters,
  search: PaletteSearch,
  labels: Uint8Array,
  iterations: number,
): number {
  for (let i = 0; i < iterations; i++) {
    assign(points, clusters, search, labels);
    update(clusters, i < iterations - 1 ? STEP : 1);
  }
  return explained(clusters);
}

const copyClusters = ({ centroids, fixed }: Clusters): Clusters =>
  createClusters(centroids.subarray(0, 4 * fixed), centroids.subarray(4 * fixed));

/** Of each cluster: its inertia, and the point that adds most to it. */
interface Misfits {
  readonly inertia: Float64Array;
  readonly worst: Int32Array;
}

function findMisfits(points: Points, clusters: Clusters, labels: Uint8Array): Misfits {
  const { centroids, count } = clusters;
  const { coordinates, size, sums } = points;
  const inertia = new Float64Array(count);
  const worst = new Int32Array(count);
  const worstCost = new Float64Array(count);
  for (let i = 0; i < size; i++) {
    const label = labels[i]!;
    let square = 0;
    for (let axis = 0; axis < 4; axis++) {
      const difference = coordinates[4 * i + axis]! - centroids[4 * label + axis]!;
      square += difference * difference;
    }
    const cost = sums[SUMS * i + 4]! * square;
    inertia[label]! += cost;
    if (cost > worstCost[label]!) {
      worstCost[label] = cost;
      worst[label] = i;
    }
  }
  return { inertia, worst };
}

/** A split saves about half of a cluster's inertia; the swap that was not tried and saves most. */
function mostPromising(
  clusters: Clusters,
  { inertia }: Misfits,
  tried: ReadonlySet<number>,
): { moved: number; split: number } | undefined {
  const { count, fixed } = clusters;
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
