import { paletteToPoints, unpackColor, type WorkingSpace } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import { type Clusters, createClusters } from '../kernels/clusters.ts';

/** A color to store exactly, and its share of all pixels. */
export interface FixedColor {
  readonly color: number;
  readonly share: number;
}

/**
 * Returns clusters with `colors` fixed in addition to those that are fixed already. Each color replaces the nearest
 * free cluster if it has at least half of its pixels, else the cluster that is cheapest to merge. The sums are those of
 * the last assignment.
 */
export function fixColors(
  engine: Engine,
  clusters: Clusters,
  colors: readonly FixedColor[],
  space: WorkingSpace,
): Clusters {
  const { arePalette, centroids, count, fixed, sums } = clusters;
  let total = 0;
  for (let c = 0; c < count; c++) total += sums[SUMS_PER_CLUSTER * c + 4]!;
  const free = Array.from({ length: count - fixed }, (_, i) => fixed + i);
  const points = paletteToPoints(paletteOf(colors), space);
  const isOpaque = (t: number): boolean => t >= space.opaque;
  const taken = new Set<number>();
  const unplaced: number[] = [];
  colors.forEach(({ share }, i) => {
    let nearest = -1;
    let least = Infinity;
    for (const c of free) {
      if (arePalette && isOpaque(points[4 * i + 3]!) !== isOpaque(centroids[4 * c + 3]!)) continue;
      let square = 0;
      for (let axis = 0; axis < 4; axis++) square += (points[4 * i + axis]! - centroids[4 * c + axis]!) ** 2;
      if (square >= least) continue;
      least = square;
      nearest = c;
    }
    const isMajority = nearest >= 0 && share * total >= sums[SUMS_PER_CLUSTER * nearest + 4]! / 2;
    if (isMajority && !taken.has(nearest)) taken.add(nearest);
    else unplaced.push(i);
  });
  if (unplaced.length > 0) {
    const { cost, partner } = engine.mergeCosts(clusters);
    const kept = arePalette ? lastOpaque(clusters, points, space.opaque) : -1;
    const cheapest = free
      .filter((c) => !taken.has(c) && c !== kept)
      .sort((a, b) => cost[a]! - cost[b]! || a - b);
    // Of a pair that would merge, keep one as long as other clusters are left.
    const lone = cheapest.filter((c, i) => cheapest.indexOf(partner[c]!, i) === -1);
    const order = [...cheapest.filter((c) => !lone.includes(c)), ...lone];
    for (const c of order.slice(0, unplaced.length)) taken.add(c);
  }
  const rest = free.filter((c) => !taken.has(c)).flatMap((c) => [...centroids.subarray(4 * c, 4 * c + 4)]);
  return createClusters(engine.memory, [...centroids.subarray(0, 4 * fixed), ...points], rest);
}

/** Returns the free opaque cluster with the most pixels if no fixed color is opaque, so it must stay; else −1. */
function lastOpaque({ centroids, count, fixed, sums }: Clusters, points: Int16Array, opaque: number): number {
  for (let at = 3; at < points.length; at += 4) if (points[at] === opaque) return -1;
  let last = -1;
  for (let c = 0; c < count; c++) {
    if (centroids[4 * c + 3]! < opaque) continue;
    if (c < fixed) return -1;
    if (last < 0 || sums[SUMS_PER_CLUSTER * c + 4]! > sums[SUMS_PER_CLUSTER * last + 4]!) last = c;
  }
  return last;
}

/** Returns the colors as a palette. */
export function paletteOf(colors: readonly FixedColor[]): Uint8Array {
  const palette = new Uint8Array(4 * colors.length);
  colors.forEach(({ color }, i) => {
    unpackColor(color, palette, 4 * i);
  });
  return palette;
}
