import { packColor, paletteToPoints, unpackColor } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import { acquireEngine, releaseEngine } from '../engine/engine-pool.ts';
import { QuantizeError } from '../errors.ts';
import type { PaletteSource } from '../extract-palette.ts';
import { addImage, createHistogram } from '../histogram-api.ts';
import { createClusters } from '../kernels/clusters.ts';
import type { Histogram } from '../kernels/histogram.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';
import { type ResolvedOptions, resolveOptions } from '../options.ts';
import { drain } from '../steps.ts';
import type { Palette, Progress, RgbaImage } from '../types.ts';
import { crispEdges } from './crisp-edges.ts';
import { fillUp, makeExact, snapToImages } from './exact-colors.ts';
import { findColors, MAX_AUTO_COLORS, MAX_MAIN_COLORS, SPACE } from './find-colors.ts';
import { opaquePoints } from './object-points.ts';

/** Options of `extractColors`. */
export interface ColorsOptions {
  /**
   * Number of colors, 1 to 64, `fixedColors` included. `'auto'` chooses up to 16 by the bend of the inertia curve, and
   * no fewer than there are fixed colors.
   * @defaultValue 6
   */
  readonly colors?: number | 'auto';
  /**
   * Balance between share and distinctness, 0 to 1: at 0 the share decides, at 1 distinctness does.
   * @defaultValue 0.75
   */
  readonly salience?: number;
  /**
   * Distance below which two colors count as one, if enough others are left. It is measured in Oklab, where lightness
   * (0 to 1) counts half. 0 to 1.
   * @defaultValue 0.04
   */
  readonly merge?: number;
  /** Moves each found color to the nearest color that occurs in the images. @defaultValue false */
  readonly snap?: boolean;
  /** Colors that come first and stay as they are, 4 bytes each: red, green, blue, alpha. @defaultValue none */
  readonly fixedColors?: Palette;
  /** Seed of random numbers, an integer from 0 to 2³² − 1. @defaultValue 0 */
  readonly seed?: number;
}

/** A main color and its share of the visible pixels, those that are nearest to it. */
export interface ExtractedColor {
  /** 4 bytes: red, green, blue, alpha, not premultiplied. */
  readonly rgba: Uint8Array;
  /** 0 to 1; pixels count by their opacity. */
  readonly share: number;
}

/**
 * Returns the main colors of an image, several images, or a histogram: fixed colors first, then by falling share. The
 * number is as requested if the images have enough colors. All colors but fixed ones are opaque. A pixel counts in
 * proportion to its opacity. The order of the images does not matter.
 *
 * @throws QuantizeError if an image or an option is invalid; `option-out-of-range` for `snap` with a binned histogram.
 */
export function extractColors(source: PaletteSource, options: ColorsOptions = {}): ExtractedColor[] {
  return drain(extractColorsSteps(source, options));
}

/**
 * `extractColors` step by step: each step yields the progress. The first steps count the images, one image each. To stop,
 * end the loop.
 */
export function* extractColorsSteps(
  source: PaletteSource,
  options: ColorsOptions = {},
): Generator<Progress, ExtractedColor[]> {
  const { colors = 6, fixedColors = new Uint8Array(0), merge = 0.04, salience = 0.75 } = options;
  const auto = colors === 'auto';
  const maxColors = auto ? Math.max(MAX_AUTO_COLORS, fixedColors.length / 4) : colors;
  const resolved = checkOptions(maxColors, { salience, merge }, fixedColors, options.seed);
  const wanted = Math.max(0, maxColors - fixedColors.length / 4);
  const images = 'distinct' in source ? [] : ([source].flat() as RgbaImage[]);
  const histogram = 'distinct' in source ? source : yield* countSteps(images);
  const engine = acquireEngine(resolved, histogram.pixels);
  try {
    const fixed = paletteToPoints(fixedColors, SPACE);
    const points = opaquePoints(engine, histogram, SPACE);
    yield { stage: 'init', done: 0.6 };
    const found = findColors(engine, points, { wanted, auto, salience, merge, fixed, seed: resolved.seed });
    yield { stage: 'lloyd', done: 0.9 };
    let palette = paletteOf(fixedColors, found);
    makeExact(palette, fixedColors.length, found, histogram);
    if (options.snap) snapToImages(palette, fixedColors.length, histogram, images);
    palette = fillUp(palette, fixedColors.length, auto ? 0 : maxColors, withOriginals(histogram, images));
    const main = withShares(engine, points, palette, fixedColors.length / 4);
    yield { stage: 'remap', done: 1 };
    return main;
  } finally {
    releaseEngine(engine);
  }
}

/** Returns one histogram of all images, whose edges are made crisp. */
function* countSteps(images: readonly RgbaImage[]): Generator<Progress, Histogram> {
  const histogram = createHistogram();
  for (const [i, image] of images.entries()) {
    addImage(histogram, crispEdges(image));
    yield { stage: 'histogram', done: (0.5 * (i + 1)) / images.length };
  }
  return histogram;
}

/** Yields a histogram, then that of the unprepared images. */
function* withOriginals(histogram: Histogram, images: readonly RgbaImage[]): Generator<Histogram> {
  yield histogram;
  if (images.length === 0) return;
  const originals = createHistogram();
  for (const image of images) addImage(originals, image);
  yield originals;
}

function checkOptions(
  maxColors: number,
  shares: Readonly<Record<string, number>>,
  fixedColors: Palette,
  seed: number | undefined,
): ResolvedOptions {
  if (!(Number.isInteger(maxColors) && maxColors >= 1 && maxColors <= MAX_MAIN_COLORS))
    throw new QuantizeError('option-out-of-range', 'colors', `1 to ${MAX_MAIN_COLORS}, or auto`, maxColors);
  for (const [name, value] of Object.entries(shares))
    if (!(value >= 0 && value <= 1))
      throw new QuantizeError('option-out-of-range', name, 'a number between 0 and 1', value);
  return resolveOptions({
    maxColors: Math.max(2, maxColors),
    space: 'oklab',
    fixedColors,
    ...(seed === undefined ? {} : { seed }),
  });
}

function paletteOf(fixedColors: Palette, found: Float64Array): Palette {
  const palette = new Uint8Array(fixedColors.length + found.length);
  palette.set(fixedColors);
  for (let at = 0; at < found.length; at += 4) {
    const [x, y, z, t] = found.subarray(at, at + 4);
    unpackColor(SPACE.toColor(x!, y!, z!, t!), palette, fixedColors.length + at);
  }
  return palette;
}

function withShares(engine: Engine, points: Points, palette: Palette, fixed: number): ExtractedColor[] {
  const opaque = palette.map((value, i) => (i % 4 === 3 ? 255 : value));
  const clusters = createClusters(engine.memory, paletteToPoints(opaque, SPACE), []);
  if (clusters.count === 0) return [];
  engine.assign(points, clusters, SEARCH_BITS.samples);
  const weights = Array.from({ length: clusters.count }, (_, c) => clusters.sums[SUMS_PER_CLUSTER * c + 4]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const all = weights.map((weight, c) => ({ rgba: palette.slice(4 * c, 4 * c + 4), share: weight / total }));
  const byShare = (a: ExtractedColor, b: ExtractedColor) =>
    b.share - a.share || packColor(a.rgba, 0) - packColor(b.rgba, 0);
  return [...all.slice(0, fixed), ...all.slice(fixed).sort(byShare)];
}
