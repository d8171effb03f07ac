import { nearestColor } from '../color/nearest-color.ts';
import { packColor, paletteToPoints, STEPS_SQ, unpackColor, WORKING_SPACES } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import type { ClusterInput } from '../histogram/build-points.ts';
import { perceptualPoints } from '../histogram/perceptual-weights.ts';
import { isFlatGraphics } from '../image/flat-graphics.ts';
import type { Clusters } from '../kernels/clusters.ts';
import { distinctColors } from '../kernels/distinct.ts';
import type { Histogram } from '../kernels/histogram.ts';
import type { Points } from '../kernels/points.ts';
import { PASSES } from '../lloyd/effort.ts';
import { fixColors, paletteOf } from '../lloyd/fix-colors.ts';
import { exactColors, mainColors, NONE } from '../lloyd/keep-exact.ts';
import { hasTransparent } from '../lloyd/opaque.ts';
import type { ResolvedOptions } from '../options.ts';
import { scaled } from '../steps.ts';
import type { ClusterReport, Palette, Progress } from '../types.ts';
import { createFit } from './fit.ts';
import { lostSigns } from './lost-signs.ts';

/** A palette before its colors are counted and ordered. The first `fixed` colors are the caller's. */
export interface Clustering extends Omit<ClusterReport, 'counts'> {
  readonly palette: Palette;
  readonly fixed: number;
  /** Whether each color is locked: blur-aware refinement must not move it. */
  readonly locked: readonly boolean[];
  /** Whether the palette holds the color of every pixel. */
  readonly exact: boolean;
  /** Whether the image is known to be flat graphics. */
  readonly isFlatGraphics: boolean;
}

/** Finds the palette: the exact one if all colors fit, else by clustering. */
export function* findPalette(
  engine: Engine,
  input: ClusterInput,
  options: ResolvedOptions,
): Generator<Progress, Clustering> {
  return exactPalette(input.histogram, options) ?? (yield* cluster(engine, input, options));
}

/** Returns the points with perceptual weights; undefined for other objectives and for flat graphics. */
export function perceptualPointsFor(
  engine: Engine,
  { importance, points, samples }: ClusterInput,
  { objective, space }: Pick<ResolvedOptions, 'objective' | 'space'>,
): Points | undefined {
  if (objective !== 'perceptual' || (importance && isFlatGraphics(importance))) return undefined;
  return perceptualPoints(engine, points, importance, { arePixels: samples !== undefined, space });
}

/** Returns the image's own colors if they all fit, together with the fixed ones; then there is nothing to cluster. */
function exactPalette(histogram: Histogram, options: ResolvedOptions): Clustering | undefined {
  if (histogram.binned) return undefined;
  const colors = new Set<number>();
  const { fixedColors, maxColors } = options;
  for (let i = 0; i < fixedColors.length; i += 4) colors.add(packColor(fixedColors, i));
  if (histogram.distinct.size > maxColors) return undefined;
  const own = distinctColors(histogram.distinct).filter((color) => !colors.has(color));
  if (fixedColors.length / 4 + own.length > maxColors) return undefined;
  const palette = new Uint8Array(fixedColors.length + 4 * own.length);
  palette.set(fixedColors);
  own.forEach((color, i) => {
    unpackColor(color, palette, fixedColors.length + 4 * i);
  });
  return {
    palette,
    fixed: fixedColors.length / 4,
    locked: Array.from({ length: palette.length / 4 }, () => true),
    exact: true,
    isFlatGraphics: false,
    inertia: 0,
    iterations: 0,
    converged: true,
  };
}

/**
 * Finds a palette by clustering. After initialization, Lloyd iterations run over the bins, with swaps. The last ones
 * run over sampled pixels, since bins do not know where in them a pixel lies. Progress runs from 0 to 1.
 */
function* cluster(
  engine: Engine,
  input: ClusterInput,
  options: ResolvedOptions,
): Generator<Progress, Clustering> {
  const { importance, own, pixelsPerSample, points: counted, samples } = input;
  const space = WORKING_SPACES[options.space];
  const perceptual = input.perceptual ?? perceptualPointsFor(engine, input, options);
  const isPerceptual = perceptual !== undefined;
  const points = perceptual ?? counted;
  const reserved = reservedColors(points, options);
  const fixed = Float64Array.from(paletteToPoints(reserved, space));
  yield { stage: 'init', done: 0 };
  const wanted = options.maxColors - reserved.length / 4;
  const pointSets = { points, counted, samples: isPerceptual ? undefined : samples, pixelsPerSample };
  const fit = createFit(engine, pointSets, wanted, space, options);
  let { clusters, report } = yield* scaled(0, 0.8, fit.fitNew(fixed));
  const exactNow = () => own && exactColors(engine, own, clusters, space, options.objective);
  let exact = exactNow();
  const known = new Set([...new Uint32Array(new Uint8Array(reserved).buffer), ...(exact ?? [])]);
  const main = own ? mainColors(own, wanted).filter(({ color }) => !known.has(color)) : [];
  const lost = input.signs ? lostSigns(engine, clusters, input.signs(), wanted, space) : [];
  const added = [...main, ...lost.filter(({ color }) => main.every((each) => each.color !== color))];
  if (added.length > 0) {
    const around = fixColors(engine, clusters, added, space);
    const less = {
      ...PASSES[options.effort],
      rounds: 1,
      maxSampleIterations: PASSES[options.effort].minSampleIterations,
    };
    ({ clusters, report } = yield* scaled(0.8, 1, fit.refit(around, less)));
    exact = exactNow();
  }
  const palette = new Uint8Array(4 * clusters.count);
  palette.set(reserved);
  palette.set(paletteOf(added), reserved.length);
  const locked = Array.from({ length: clusters.count }, (_, c) => c < clusters.fixed);
  for (const [i, from] of byWeight(clusters).entries()) {
    const c = clusters.fixed + i;
    const [x, y, z, t] = clusters.centroids.subarray(4 * from, 4 * from + 4);
    const kept = exact?.[from] ?? NONE;
    locked[c] = kept !== NONE;
    const color = locked[c] ? kept : nearestColor(space, x!, y!, z!, t!);
    // by now such a color is mostly transparent, and `binary` has nothing between
    unpackColor(options.alpha === 'binary' && color >>> 24 < 255 ? 0 : color, palette, 4 * c);
  }
  const inertia = report.inertia / STEPS_SQ;
  return {
    palette,
    fixed: options.fixedColors.length / 4,
    locked,
    exact: false,
    isFlatGraphics: importance !== undefined && isFlatGraphics(importance),
    ...report,
    inertia,
  };
}

/** Returns the free clusters, heaviest first: close to the final order of their colors. */
function byWeight({ count, fixed, sums }: Clusters): number[] {
  const free = Array.from({ length: count - fixed }, (_, i) => fixed + i);
  return free.sort((a, b) => sums[SUMS_PER_CLUSTER * b + 4]! - sums[SUMS_PER_CLUSTER * a + 4]!);
}

/**
 * Returns the colors that do not move: the caller's, and full transparency if the image has any. Transparency must stay
 * exact: as a mean with translucent pixels it would veil the background.
 */
function reservedColors(points: Points, { fixedColors, maxColors }: ResolvedOptions): Palette {
  const includesTransparent = fixedColors.some((value, i) => i % 4 === 3 && value === 0);
  const room = maxColors > fixedColors.length / 4 && maxColors > 1;
  if (includesTransparent || !room || points.allOpaque || !hasTransparent(points)) return fixedColors;
  const reserved = new Uint8Array(fixedColors.length + 4);
  reserved.set(fixedColors);
  return reserved;
}
