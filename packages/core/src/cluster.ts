import { packColor, paletteToPoints, STEPS_SQ, unpackColor, WORKING_SPACES } from './color/working-space.ts';
import type { Histogram } from './histogram/histogram.ts';
import { histogramToPoints, type Points } from './histogram/points.ts';
import type { Pixels } from './image/pixels.ts';
import { INITIALIZERS } from './init/initializers.ts';
import { assign, totalSquare } from './lloyd/assign.ts';
import { type Clusters, createClusters, explained, update } from './lloyd/clusters.ts';
import { BIN_STEP, EXACT_STEP, PASSES } from './lloyd/effort.ts';
import { assignPixels, sampleStride } from './lloyd/exact-pass.ts';
import { reseedEmpty } from './lloyd/reseed.ts';
import { snapOpaque } from './lloyd/snap-opaque.ts';
import { swapClusters } from './lloyd/swap.ts';
import { createCache } from './nearest/color-cache.ts';
import { createPaletteSearch } from './nearest/palette-search.ts';
import type { ResolvedOptions } from './options.ts';
import type { ClusterReport, Palette, Progress } from './types.ts';

/** A palette before its colors are counted and ordered. `fixed` colors come first. */
export interface Clustering extends Omit<ClusterReport, 'weights'> {
  readonly palette: Palette;
  readonly fixed: number;
  /** Whether every pixel's color is in the palette. */
  readonly exact: boolean;
}

/**
 * From histogram to palette: init, Lloyd iterations over the bins with swaps, then over the pixels. Without
 * pixels (`images` empty) the bins alone decide. `width` is that of the images, or of the first. Progress runs
 * from 0 to 1 over this part of the job.
 */
export function* cluster(
  histogram: Histogram,
  images: readonly Pixels[],
  width: number,
  options: ResolvedOptions,
): Generator<Progress, Clustering> {
  const exact = exactPalette(histogram, options);
  if (exact) return exact;

  const space = WORKING_SPACES[options.space];
  const points = histogramToPoints(histogram, space);
  const reserved = reservedColors(histogram, options);
  const fixed = Float64Array.from(paletteToPoints(reserved, space));
  yield { stage: 'init', done: 0 };
  const wanted = options.maxColors - reserved.length / 4;
  const { trials } = PASSES[options.effort];
  const context = { count: wanted, fixed, seed: options.seed, trials, opaque: space.opaque };
  const free = wanted === 0 ? [] : INITIALIZERS[options.init](points, context);
  const clusters = createClusters(fixed, free);

  let report = yield* refineOnBins(points, clusters, options);
  if (images.length > 0) report = yield* refineOnPixels(images, width, clusters, options, report.iterations);
  if (histogram.translucent.size > 0 || options.alpha === 'binary')
    snapOpaque(points, clusters, createPaletteSearch(5, space.opaque), space.opaque);

  const palette = new Uint8Array(4 * clusters.count);
  palette.set(reserved);
  for (let c = clusters.fixed; c < clusters.count; c++) {
    const [x, y, z, t] = clusters.centroids.subarray(4 * c, 4 * c + 4);
    const color = space.toColor(x!, y!, z!, t!);
    // What is not opaque by now is transparent for the most part, and binary knows nothing between.
    unpackColor(options.alpha === 'binary' && color >>> 24 < 255 ? 0 : color, palette, 4 * c);
  }
  return { palette, fixed: options.fixedColors.length / 4, exact: false, ...report };
}

/** The image's own colors, when they and the fixed ones all fit. */
function exactPalette(histogram: Histogram, options: ResolvedOptions): Clustering | undefined {
  const { distinct } = histogram;
  if (distinct.overflowed) return undefined;
  const colors = new Set<number>();
  const { fixedColors } = options;
  for (let i = 0; i < fixedColors.length; i += 4) colors.add(packColor(fixedColors, i));
  const own = distinct.colors.subarray(0, distinct.size).filter((color) => !colors.has(color));
  if (fixedColors.length / 4 + own.length > options.maxColors) return undefined;
  const palette = new Uint8Array(fixedColors.length + 4 * own.length);
  palette.set(fixedColors);
  own.forEach((color, i) => {
    unpackColor(color, palette, fixedColors.length + 4 * i);
  });
  return { palette, fixed: fixedColors.length / 4, exact: true, inertia: 0, iterations: 0, converged: true };
}

/**
 * The colors that do not move: the caller's, and full transparency where the image has any. It must stay
 * exact: mixed with faint pixels it would veil everything that is meant to show through.
 */
function reservedColors(histogram: Histogram, options: ResolvedOptions): Palette {
  const { fixedColors, maxColors } = options;
  const hasTransparent = fixedColors.some((value, i) => i % 4 === 3 && value === 0);
  const room = maxColors > fixedColors.length / 4 && maxColors > 1;
  if (histogram.transparent === 0 || hasTransparent || !room) return fixedColors;
  const reserved = new Uint8Array(fixedColors.length + 4);
  reserved.set(fixedColors);
  return reserved;
}

type Report = Omit<ClusterReport, 'weights'>;

function* refineOnBins(
  points: Points,
  clusters: Clusters,
  options: ResolvedOptions,
): Generator<Progress, Report> {
  const { perRound, rounds, tolerance } = PASSES[options.effort];
  const search = createPaletteSearch(5, WORKING_SPACES[options.space].opaque);
  const labels = new Uint8Array(points.size);
  const total = totalSquare(points);
  let inertia = Infinity;
  let converged = false;
  let iterations = 0;
  const iterate = (step: number): void => {
    assign(points, clusters, search, labels);
    const reseeded = reseedEmpty(points, clusters, labels);
    const next = Math.max(0, total - explained(clusters));
    converged = !reseeded && inertia - next <= tolerance * next;
    inertia = next;
    iterations++;
    if (step > 0) update(clusters, step);
  };
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < perRound; i++) {
      iterate(i < perRound - 1 ? BIN_STEP : 0);
      yield { stage: 'lloyd', done: (round + (i + 1) / perRound) / (rounds + 1) / 2 };
    }
    const swaps = swapClusters(points, clusters, labels);
    if (swaps === 0 && converged) break;
  }
  iterate(1);
  return { inertia: inertia / STEPS_SQ, iterations, converged };
}

function* refineOnPixels(
  images: readonly Pixels[],
  width: number,
  clusters: Clusters,
  options: ResolvedOptions,
  before: number,
): Generator<Progress, Report> {
  const { fewestExact, mostExact, tolerance } = PASSES[options.effort];
  const space = WORKING_SPACES[options.space];
  const cache = createCache(space.toPoint, createPaletteSearch(5, space.opaque));
  const pixels = images.reduce((sum, { length }) => sum + length, 0);
  const stride = sampleStride(pixels, width);
  let inertia = Infinity;
  let converged = false;
  let iterations = 0;
  for (let last = false; !last; ) {
    const square = assignPixels(images, stride, clusters, cache);
    const next = Math.max(0, square - explained(clusters));
    iterations++;
    converged = inertia - next <= tolerance * next;
    last = iterations >= mostExact || (iterations >= fewestExact && converged);
    inertia = next;
    update(clusters, last ? 1 : EXACT_STEP);
    yield { stage: 'lloyd', done: 0.5 + (0.5 * iterations) / mostExact };
  }
  const samples = Math.ceil(pixels / stride);
  return { inertia: (inertia / STEPS_SQ) * (pixels / samples), iterations: before + iterations, converged };
}
