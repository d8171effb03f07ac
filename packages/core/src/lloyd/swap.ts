import { type Points, SUMS } from '../histogram/points.ts';
import { type Clusters, mergeRise, update } from './clusters.ts';

/**
 * Split–merge swaps after an assignment: Lloyd's algorithm cannot move a centroid across the image's colors.
 * Where merging two close clusters costs less than splitting a wide one gains, one of the two goes over.
 * The idea is that of the enhanced LBG algorithm (Patanè and Russo 2001, doi:10.1016/S0893-6080(01)00104-6),
 * with gain and cost computed rather than tried. Gives the number of swaps; centroids are at means before.
 */
export function swapClusters(points: Points, clusters: Clusters, labels: Uint8Array): number {
  update(clusters, 1);
  const { count, fixed, sums } = clusters;
  if (count - fixed < 3) return 0;
  const halves = splitHalves(points, clusters, labels);
  const gain = new Float64Array(count);
  for (let c = fixed; c < count; c++) gain[c] = splitGain(halves, sums, c);
  const { cost, partner } = mergeCosts(clusters);
  const free = Array.from({ length: count - fixed }, (_, i) => fixed + i);
  const cheapest = free.slice().sort((a, b) => cost[a]! - cost[b]! || a - b);
  const widest = free.sort((a, b) => gain[b]! - gain[a]! || a - b);
  const used = new Uint8Array(count);
  const most = Math.max(1, Math.floor(count * MOST_SWAPPED));
  let swaps = 0;
  let next = 0;
  for (const moved of cheapest) {
    const stays = partner[moved]!;
    if (swaps === most || stays < 0) break;
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
  return swaps;
}

/** At most this share of the clusters takes part in one round of swaps. */
const MOST_SWAPPED = 0.25;
/** A split has to gain this much more than the merge costs. */
const MARGIN = 1.02;

/**
 * Cuts each cluster by the plane through its mean across its principal axis. Five numbers a cluster: what the
 * points on the positive side exceed the mean by, summed, and their weight.
 */
function splitHalves(points: Points, clusters: Clusters, labels: Uint8Array): Float64Array {
  const axes = principalAxes(covariances(points, clusters, labels), clusters.count);
  const { centroids, count } = clusters;
  const { coordinates, size, sums } = points;
  const halves = new Float64Array(SUMS * count);
  for (let i = 0, p = 0; i < size; i++, p += 4) {
    const at = 4 * labels[i]!;
    const x = coordinates[p]! - centroids[at]!;
    const y = coordinates[p + 1]! - centroids[at + 1]!;
    const z = coordinates[p + 2]! - centroids[at + 2]!;
    const t = coordinates[p + 3]! - centroids[at + 3]!;
    if (x * axes[at]! + y * axes[at + 1]! + z * axes[at + 2]! + t * axes[at + 3]! <= 0) continue;
    const weight = sums[SUMS * i + 4]!;
    const to = SUMS * labels[i]!;
    halves[to]! += weight * x;
    halves[to + 1]! += weight * y;
    halves[to + 2]! += weight * z;
    halves[to + 3]! += weight * t;
    halves[to + 4]! += weight;
  }
  return halves;
}

/** Upper triangle of the 4 × 4 covariance of each cluster, not divided by the weight: xx xy xz xt yy yz yt zz zt tt. */
function covariances(points: Points, clusters: Clusters, labels: Uint8Array): Float64Array {
  const { centroids, count } = clusters;
  const { coordinates, size, sums } = points;
  const result = new Float64Array(10 * count);
  for (let i = 0, p = 0; i < size; i++, p += 4) {
    const at = 4 * labels[i]!;
    const x = coordinates[p]! - centroids[at]!;
    const y = coordinates[p + 1]! - centroids[at + 1]!;
    const z = coordinates[p + 2]! - centroids[at + 2]!;
    const t = coordinates[p + 3]! - centroids[at + 3]!;
    const weight = sums[SUMS * i + 4]!;
    const to = 10 * labels[i]!;
    result[to]! += weight * x * x;
    result[to + 1]! += weight * x * y;
    result[to + 2]! += weight * x * z;
    result[to + 3]! += weight * x * t;
    result[to + 4]! += weight * y * y;
    result[to + 5]! += weight * y * z;
    result[to + 6]! += weight * y * t;
    result[to + 7]! += weight * z * z;
    result[to + 8]! += weight * z * t;
    result[to + 9]! += weight * t * t;
  }
  return result;
}

/** Direction of the largest variance of each cluster, 4 numbers each, by power iteration. */
function principalAxes(covariance: Float64Array, count: number): Float64Array {
  const axes = new Float64Array(4 * count);
  for (let c = 0; c < count; c++) {
    const [xx, xy, xz, xt, yy, yz, yt, zz, zt, tt] = covariance.subarray(
      10 * c,
      10 * c + 10,
    ) as unknown as number[];
    let x = 1;
    let y = 1;
    let z = 1;
    let t = 1;
    for (let step = 0; step < 6; step++) {
      const nx = xx! * x + xy! * y + xz! * z + xt! * t;
      const ny = xy! * x + yy! * y + yz! * z + yt! * t;
      const nz = xz! * x + yz! * y + zz! * z + zt! * t;
      const nt = xt! * x + yt! * y + zt! * z + tt! * t;
      const length = Math.sqrt(nx * nx + ny * ny + nz * nz + nt * nt) || 1;
      x = nx / length;
      y = ny / length;
      z = nz / length;
      t = nt / length;
    }
    axes.set([x, y, z, t], 4 * c);
  }
  return axes;
}

/** What the inertia falls by when a cluster becomes its two halves. */
function splitGain(halves: Float64Array, sums: Float64Array, c: number): number {
  const at = SUMS * c;
  const one = halves[at + 4]!;
  const other = sums[at + 4]! - one;
  if (one <= 0 || other <= 0) return 0;
  let square = 0;
  for (let axis = 0; axis < 4; axis++) square += halves[at + axis]! * halves[at + axis]!;
  return square * (1 / one + 1 / other);
}

/** For each free cluster the free cluster it is cheapest to merge with, and what the inertia rises by (Ward 1963). */
function mergeCosts(clusters: Clusters): { cost: Float64Array; partner: Int32Array } {
  const { count, fixed } = clusters;
  const cost = new Float64Array(count).fill(Infinity);
  const partner = new Int32Array(count).fill(-1);
  for (let c = fixed; c < count; c++) {
    for (let other = fixed; other < c; other++) {
      const rise = mergeRise(clusters, other, c);
      if (rise < cost[c]!) {
        cost[c] = rise;
        partner[c] = other;
      }
      if (rise < cost[other]!) {
        cost[other] = rise;
        partner[other] = c;
      }
    }
  }
  return { cost, partner };
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
  const one = halves[SUMS * split + 4]!;
  const other = sums[SUMS * split + 4]! - one;
  for (let axis = 0; axis < 4; axis++) {
    const mean = centroids[4 * split + axis]!;
    const half = halves[SUMS * split + axis]!;
    centroids[4 * split + axis] = mean + half / one;
    centroids[4 * moved + axis] = mean - half / other;
  }
}
