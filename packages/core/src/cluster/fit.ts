import type { WorkingSpace } from '../color/working-space.ts';
import type { Engine } from '../engine/engine.ts';
import { INITIALIZERS } from '../init/initializers.ts';
import { type Clusters, createClusters } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';
import { PASSES, type Passes } from '../lloyd/effort.ts';
import {
  centroidsOf,
  hasBothClasses,
  hasTranslucent,
  type OpacityClasses,
  opaqueCount,
  snapOpaque,
  splitByOpacity,
} from '../lloyd/opaque.ts';
import { type Refined, refineOnBins, refineOnSamples } from '../lloyd/refine.ts';
import type { ResolvedOptions } from '../options.ts';
import { scaled } from '../steps.ts';
import type { Progress } from '../types.ts';

/** The points that clusters are fitted to. */
export interface PointSets {
  /** Points to cluster, and points weighted by pixel count. */
  readonly points: Points;
  readonly counted: Points;
  /** Points of sampled pixels for the last iterations; undefined with perceptual weights. */
  readonly samples: (() => Points) | undefined;
  /** Pixels per sample. */
  readonly pixelsPerSample: number;
}

/** Clusters with their sums over all pixels or samples, and how they were found. */
interface Fitted {
  readonly clusters: Clusters;
  readonly report: Refined;
}

/** Fits clusters: new ones around fixed points, or existing ones. */
export interface Fit {
  fitNew(fixed: ArrayLike<number>): Generator<Progress, Fitted>;
  refit(clusters: Clusters, passes: Passes): Generator<Progress, Fitted>;
}

type FitOptions = Pick<ResolvedOptions, 'alpha' | 'effort' | 'init' | 'seed'>;

/** Returns the fit of `count` free clusters: to all pixels at once, or separately to opaque and translucent ones. */
export function createFit(
  engine: Engine,
  pointSets: PointSets,
  count: number,
  space: WorkingSpace,
  options: FitOptions,
): Fit {
  const { points } = pointSets;
  if (options.alpha !== 'binary' && hasBothClasses(points, space.opaque)) {
    const classes = splitByOpacity(points, space.opaque, engine.memory);
    const opaqueColors = opaqueCount(engine, classes, count);
    if (opaqueColors > 0)
      return fitByOpacity(engine, pointSets, classes, [opaqueColors, count], space, options);
  }
  return fitTogether(engine, pointSets, count, space, options);
}

function fitTogether(
  engine: Engine,
  { counted, pixelsPerSample, points, samples }: PointSets,
  count: number,
  space: WorkingSpace,
  options: FitOptions,
): Fit {
  let sampled: Points | undefined;
  const refit = function* (clusters: Clusters, passes: Passes): Generator<Progress, Fitted> {
    if (samples) sampled ??= samples();
    let report = yield* refine(engine, points, sampled, clusters, passes);
    if (sampled) report = { ...report, inertia: report.inertia * pixelsPerSample };
    else if (counted !== points)
      report = { ...report, inertia: engine.assign(counted, clusters, SEARCH_BITS.bins) };
    if (!points.allOpaque && (options.alpha === 'binary' || hasTranslucent(points, space.opaque))) {
      snapOpaque(engine, counted, clusters, space.opaque);
    }
    return { clusters, report };
  };
  return {
    *fitNew(fixed) {
      const clusters = createClusters(
        engine.memory,
        fixed,
        chooseCentroids(engine, points, fixed, count, options),
      );
      yield { stage: 'init', done: 0.2 };
      return yield* refit(clusters, PASSES[options.effort]);
    },
    refit,
  };
}

/** Fits clusters to opaque pixels, then more clusters to translucent pixels, which may take the opaque colors, too. */
function fitByOpacity(
  engine: Engine,
  { counted, pixelsPerSample, samples }: PointSets,
  classes: OpacityClasses,
  [opaqueColors, count]: readonly [opaqueColors: number, count: number],
  { opaque }: WorkingSpace,
  options: FitOptions,
): Fit {
  const { memory } = engine;
  let sampled: Points | undefined;
  let sampledClasses: OpacityClasses | undefined;
  const fit = function* (
    fixed: ArrayLike<number>,
    passes: Passes,
    start?: Readonly<Record<keyof OpacityClasses, ArrayLike<number>>>,
  ): Generator<Progress, Fitted> {
    if (samples) {
      sampled ??= samples();
      sampledClasses ??= splitByOpacity(sampled, opaque, memory);
    }
    const fixedOpaque = Array.from(fixed).filter((_, i) => fixed[i | 3]! >= opaque);
    const opaqueCentroids =
      start?.opaque ?? chooseCentroids(engine, classes.opaque, fixedOpaque, opaqueColors, options);
    const opaqueClusters = createClusters(memory, fixedOpaque, opaqueCentroids);
    const opaqueReport = yield* scaled(
      0,
      0.5,
      refine(engine, classes.opaque, sampledClasses?.opaque, opaqueClusters, passes),
    );
    snapOpaque(engine, classes.opaque, opaqueClusters, opaque);
    const fixedAndOpaque = [
      ...Array.from(fixed),
      ...opaqueClusters.centroids.subarray(4 * opaqueClusters.fixed),
    ];
    const left = count - (opaqueClusters.count - opaqueClusters.fixed);
    const translucentCentroids =
      start?.translucent ?? chooseCentroids(engine, classes.translucent, fixedAndOpaque, left, options);
    const translucentClusters = createClusters(memory, fixedAndOpaque, translucentCentroids);
    const { translucent } = classes;
    const translucentReport = yield* scaled(
      0.5,
      1,
      refine(engine, translucent, sampledClasses?.translucent, translucentClusters, passes),
    );
    const free = translucentClusters.centroids.subarray(fixed.length);
    const clusters = { ...createClusters(memory, fixed, free), arePalette: true };
    const inertia = engine.assign(sampled ?? counted, clusters, SEARCH_BITS.bins);
    const report = {
      inertia: sampled ? inertia * pixelsPerSample : inertia,
      iterations: opaqueReport.iterations + translucentReport.iterations,
      converged: opaqueReport.converged && translucentReport.converged,
    };
    return { clusters, report };
  };
  return {
    fitNew: (fixed) => fit(fixed, PASSES[options.effort]),
    refit: (clusters, passes) =>
      fit(clusters.centroids.subarray(0, 4 * clusters.fixed), passes, centroidsOf(clusters, opaque)),
  };
}

/** Chooses the first centroids. */
function chooseCentroids(
  engine: Engine,
  points: Points,
  fixed: ArrayLike<number>,
  count: number,
  { effort, init, seed }: FitOptions,
): ArrayLike<number> {
  if (count === 0) return [];
  const { cellBits, trials } = PASSES[effort];
  const context = { cellBits, count, fixed: Float64Array.from(fixed), seed, trials };
  return INITIALIZERS[init](engine, points, context);
}

/** Runs Lloyd iterations. Afterwards the sums are those of all points, or of all samples. */
function* refine(
  engine: Engine,
  points: Points,
  samples: Points | undefined,
  clusters: Clusters,
  passes: Passes,
): Generator<Progress, Refined> {
  const report = yield* refineOnBins(engine, points, clusters, passes);
  if (!samples) return report;
  const { inertia, ...rest } = yield* refineOnSamples(engine, samples, clusters, passes);
  return { ...rest, inertia, iterations: report.iterations + rest.iterations };
}
