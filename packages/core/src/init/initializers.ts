import type { Points } from '../histogram/points.ts';
import type { Init } from '../options.ts';
import { kMeansPlusPlus } from './kmeans-plus-plus.ts';
import { multiScale } from './multi-scale.ts';
import { varianceSplit } from './variance-split.ts';

/**
 * Chooses the first centroids: at most `count`, 4 coordinates each. `fixed` centroids exist beside them.
 */
export type Initializer = (points: Points, count: number, fixed: Float64Array, seed: number) => Float64Array;

/** From here on a plain split is as good as all that `multiScale` does. */
const FEW_COLORS = 64;

export const INITIALIZERS: Record<Init, Initializer> = {
  auto: (points, count, fixed) =>
    count <= FEW_COLORS ? multiScale(points, count, fixed) : varianceSplit(points, count),
  'multi-scale': multiScale,
  'variance-split': varianceSplit,
  'k-means++': (points, count, _fixed, seed) => kMeansPlusPlus(points, count, seed),
};
