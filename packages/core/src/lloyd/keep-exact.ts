import type { WorkingSpace } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { OwnColors } from '../histogram/own-colors.ts';
import { type Clusters, clusterInertia } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import { allocatePoints, type Points } from '../kernels/points.ts';
import type { Objective } from '../options.ts';
import type { FixedColor } from './fix-colors.ts';

/** Stands for no color: visible colors are words above 0. */
export const NONE = 0;

/** Squared distance, in steps of the working space, that one exactly stored pixel is worth: 1 and 3 units. */
const WORTH: Record<Objective, number> = { mse: 8 ** 2, perceptual: 24 ** 2 };
/**
 * Limits of the distance to the mean: this share of the cluster's inertia, and this squared distance, which rounding
 * may cause anyway.
 */
const INERTIA_SHARE = 0.2;
const ROUNDING_SQ = 2 ** 2;

/**
 * Returns the color of the image that each free cluster takes exactly, or `NONE`. It is the most frequent color of the
 * cluster's pixels, if the added error of the others is worth less than exactness. The clusters' sums must be those of
 * all pixels, and do not change.
 */
export function exactColors(
  engine: Engine,
  own: OwnColors,
  clusters: Clusters,
  space: WorkingSpace,
  objective: Objective,
): Float64Array {
  const { centroids, count, fixed, sums } = clusters;
  const assigned = sums.slice();
  let total = 0;
  for (let c = 0; c < count; c++) total += sums[SUMS_PER_CLUSTER * c + 4]!;
  const mark = engine.memory.mark();
  const { coordinates, labels, size } = labelColors(engine, own, clusters, space);
  sums.set(assigned);
  const mostFrequent = new Int32Array(count).fill(-1);
  for (let i = 0; i < size; i++) {
    const c = labels[i]!;
    const alpha = own.colors[i]! >>> 24;
    if (alpha === 0 || (alpha < 255 && centroids[4 * c + 3] === space.opaque)) continue;
    if (mostFrequent[c] === -1 || own.counts[i]! > own.counts[mostFrequent[c]!]!) mostFrequent[c] = i;
  }
  const exact = new Float64Array(count).fill(NONE);
  for (let c = fixed; c < count; c++) {
    const i = mostFrequent[c]!;
    if (i === -1) continue;
    let square = 0;
    for (let axis = 0; axis < 4; axis++)
      square += (coordinates[4 * i + axis]! - centroids[4 * c + axis]!) ** 2;
    const weight = (own.counts[i]! / own.pixels) * total;
    const cost = sums[SUMS_PER_CLUSTER * c + 4]! * square;
    const limit = ROUNDING_SQ * weight + INERTIA_SHARE * clusterInertia(clusters, c);
    if (cost <= Math.min(WORTH[objective] * weight, limit)) exact[c] = own.colors[i]!;
  }
  engine.memory.release(mark);
  return exact;
}

/** Returns the colors as points, labeled with their nearest cluster. */
function labelColors(
  engine: Engine,
  { colors, counts }: OwnColors,
  clusters: Clusters,
  space: WorkingSpace,
): Points {
  const points = allocatePoints(engine.memory, colors.length);
  colors.forEach((color, i) => {
    space.toPoint(color, points.coordinates, 4 * i);
    points.weights[i] = counts[i]!;
  });
  engine.assign(points, clusters, SEARCH_BITS.bins);
  return points;
}

/** Minimum share of the visible pixels of a main color: with many colors, and with fewer than 8. */
const MAIN_SHARE = 0.08;
const FEW = 8;
const MAIN_SHARE_OF_FEW = 0.3;

/**
 * Returns the colors of areas so large that they get one of `entries` palette entries at any cost; the largest first.
 */
export function mainColors(
  { colors, counts, pixels, visible }: OwnColors,
  mostFrequent: number,
): FixedColor[] {
  const isFew = mostFrequent < FEW;
  if (mostFrequent === 0) return [];
  const minCount = visible * (isFew ? MAIN_SHARE_OF_FEW : MAIN_SHARE);
  const main = [...colors.keys()]
    .filter((i) => colors[i]! >>> 24 > 0 && counts[i]! >= minCount)
    .sort((a, b) => counts[b]! - counts[a]!);
  const some = main.slice(0, isFew ? 1 : Math.ceil(mostFrequent / 2));
  return some.map((i) => ({ color: colors[i]!, share: counts[i]! / pixels }));
}
