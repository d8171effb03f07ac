import type { Engine } from '../engine/engine.ts';
import type { Points } from '../kernels/points.ts';
import type { Init } from '../options.ts';
import type { InitContext } from './context.ts';
import { kMeansPlusPlus } from './kmeans-plus-plus.ts';
import { multiScale } from './multi-scale.ts';

/** Returns the first centroids, 4 coordinates each. */
export type Initializer = (engine: Engine, points: Points, context: InitContext) => Float64Array;

/** Above this number of colors a plain variance split is as good as `multiScale`. */
const FEW_COLORS = 64;

export const INITIALIZERS: Record<Init, Initializer> = {
  auto: (engine, points, context) =>
    INITIALIZERS[context.count <= FEW_COLORS ? 'multi-scale' : 'variance-split'](engine, points, context),
  'multi-scale': multiScale,
  'variance-split': (engine, points, { count }) => engine.varianceSplit(points, count),
  'k-means++': (_, points, { count, seed }) => kMeansPlusPlus(points, count, seed),
};
