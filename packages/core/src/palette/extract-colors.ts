import { packColor, paletteToPoints, unpackColor } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import { acquireEngine, releaseEngine } from '../engine/engine-pool.ts';
import { QuantizeError } from '../errors.ts';
import { createClusters } from '../kernels/clusters.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';
import { type ResolvedOptions, resolveOptions } from '../options.ts';
import { drain } from '../steps.ts';
import type { Palette, Progress, RgbaImage } from '../types.ts';
import { addColors, type ColorCounts, createColorCounts } from './color-counts.ts';
import { exactColors, fillUp, withoutDuplicates } from './exact-colors.ts';
import { findColors, MAX_AUTO_COLORS, MAX_MAIN_COLORS, SPACE } from './find-colors.ts';
import { opaquePoints } from './object-points.ts';
import { surfacesOf } from './surfaces.ts';

/** Options of `extractColors`. */
export interface ColorsOptions {
  /**
   * Number of colors, 1 to 64, `fixedColors` included; there are fewer if the images have fewer distinct colors. `'auto'` chooses up to 16 by the bend of the inertia curve, and
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
   * @defaultValue 0.05
   */
  readonly merge?: number;
  /**
   * Whether each found color is one that occurs in the images: the flat color that it stands for, or the nearest one.
   * Otherwise it is the mean of its densest place. @defaultValue true
   */
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
 * Returns the main colors of an image, several images, or counted colors: fixed colors first, then by falling share. Flat
 * colors that cover 5 % or more are always among them, exactly as they are. All colors but fixed ones are opaque. A pixel
 * counts in proportion to its opacity. The order of the images does not matter.
 *
 * @throws QuantizeError if an image or an option is invalid.
 */
export function extractColors(source: ColorSource, options: ColorsOptions = {}): ExtractedColor[] {
  return drain(extractColorsSteps(source, options));
}

/** An image, several images, or the counted colors of some. */
export type ColorSource = RgbaImage | readonly RgbaImage[] | ColorCounts;

/**
 * `extractColors` step by step: each step yields the progress. The first steps count the images, one image each. To stop,
 * end the loop.
 */
export function* extractColorsSteps(
  source: ColorSource,
  options: ColorsOptions = {},
): Generator<Progress, ExtractedColor[]> {
  const { colors = 6, fixedColors = new Uint8Array(0), merge = 0.05, salience = 0.75, snap = true } = options;
  const auto = colors === 'auto';
  const maxColors = auto ? Math.max(MAX_AUTO_COLORS, fixedColors.length / 4) : colors;
  const resolved = checkOptions(maxColors, { salience, merge }, fixedColors, options.seed);
  const counts = 'histogram' in source ? source : yield* countSteps([source].flat() as RgbaImage[]);
  const { flat, histogram, visible } = counts;
  const engine = acquireEngine(resolved, histogram.pixels);
  try {
    const wanted = Math.max(0, maxColors - fixedColors.length / 4);
    const anchors = withSurfaces(fixedColors, surfacesOf(counts), wanted);
    const points = opaquePoints(engine, histogram, SPACE);
    yield { stage: 'init', done: 0.6 };
    const flatPixels = [...flat.values()].reduce((sum, pixels) => sum + pixels, 0);
    const found = findColors(engine, points, {
      wanted: Math.max(0, maxColors - anchors.length / 4),
      auto,
      salience,
      merge,
      fixed: paletteToPoints(anchors, SPACE),
      seed: resolved.seed,
      isFlat: flatPixels > MOSTLY * visible,
    });
    yield { stage: 'lloyd', done: 0.9 };
    let palette = paletteOf(anchors, found);
    if (snap) {
      const weights = weightsOf(engine, points, palette).map((weight) => weight * visible);
      palette = withoutDuplicates(exactColors(palette, anchors.length, weights, counts), fixedColors.length);
    }
    if (!auto) palette = fillUp(palette, maxColors, merge, counts);
    const main = withShares(palette, weightsOf(engine, points, palette), fixedColors.length / 4);
    yield { stage: 'remap', done: 1 };
    return main;
  } finally {
    releaseEngine(engine);
  }
}

/** Share of the visible pixels in flat areas from which an image is flat graphics. */
const MOSTLY = 0.6;

/** Returns fixed colors, and the largest surfaces that are not among them. */
function withSurfaces(fixedColors: Palette, surfaces: readonly number[], wanted: number): Palette {
  const fixed = new Set(
    Array.from({ length: fixedColors.length / 4 }, (_, i) => packColor(fixedColors, 4 * i)),
  );
  const more = surfaces.filter((color) => !fixed.has(color)).slice(0, wanted);
  const anchors = new Uint8Array(fixedColors.length + 4 * more.length);
  anchors.set(fixedColors);
  for (const [i, color] of more.entries()) unpackColor(color, anchors, fixedColors.length + 4 * i);
  return anchors;
}

/** Counts the colors of images. */
function* countSteps(images: readonly RgbaImage[]): Generator<Progress, ColorCounts> {
  const counts = createColorCounts();
  for (const [i, image] of images.entries()) {
    addColors(counts, image);
    yield { stage: 'histogram', done: (0.5 * (i + 1)) / images.length };
  }
  return counts;
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

function paletteOf(anchors: Palette, found: Float64Array): Palette {
  const palette = new Uint8Array(anchors.length + found.length);
  palette.set(anchors);
  for (let at = 0; at < found.length; at += 4) {
    const [x, y, z, t] = found.subarray(at, at + 4);
    unpackColor(SPACE.toColor(x!, y!, z!, t!), palette, anchors.length + at);
  }
  return palette;
}

/** Returns the share of the points that are nearest to each color. */
function weightsOf(engine: Engine, points: Points, palette: Palette): number[] {
  const opaque = palette.map((value, i) => (i % 4 === 3 ? 255 : value));
  const clusters = createClusters(engine.memory, paletteToPoints(opaque, SPACE), []);
  if (clusters.count === 0) return [];
  engine.assign(points, clusters, SEARCH_BITS.samples);
  const weights = Array.from({ length: clusters.count }, (_, c) => clusters.sums[SUMS_PER_CLUSTER * c + 4]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  return weights.map((weight) => weight / total);
}

/** Returns colors with their shares: the first `fixed` ones, then the others by falling share. */
function withShares(palette: Palette, shares: readonly number[], fixed: number): ExtractedColor[] {
  const all = shares.map((share, c) => ({ rgba: palette.slice(4 * c, 4 * c + 4), share }));
  const byShare = (a: ExtractedColor, b: ExtractedColor) =>
    b.share - a.share || packColor(a.rgba, 0) - packColor(b.rgba, 0);
  return [...all.slice(0, fixed), ...all.slice(fixed).sort(byShare)];
}
