import type { Points } from '../histogram/points.ts';
import type { Init } from '../options.ts';
import { kMeansPlusPlus } from './kmeans-plus-plus.ts';
import { multiScale } from './multi-scale.ts';
import { varianceSplit } from './variance-split.ts';

/** What an initializer may use beside the points. */
interface InitContext {
  /** Most centroids wanted; fewer may come back. */
  readonly count: number;
  /** Centroids that exist beside them, 4 coordinates each. */
  readonly fixed: Float64Array;
  readonly seed: number;
  /** Single improvements to try, where that is what the initializer does. */
  readonly trials: number;
}

/** Chooses the first centroids, 4 coordinates each. */
export type Initializer = (points: Points, context: InitContext) => Float64Array;

/** From here on a plain split is as good as all that `multiScale` does. */
const FEW_COLORS = 64;

export const INITIALIZERS: Record<Init, Initializer> = {
  auto: (points, context) =>
    INITIALIZERS[context.count <= FEW_COLORS ? 'multi-scale' : 'variance-split'](points, context),
  'multi-scale': (points, { count, fixed, trials }) => multiScale(points, count, fixed, trials),
  'variance-split': (points, { count }) => varianceSplit(points, count),
  'k-means++': (points, { count, seed }) => kMeansPlusPlus(points, count, seed),
};
