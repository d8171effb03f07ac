import { packColor, paletteToPoints, unpackColor } from '../color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../constants.ts';
import type { Engine } from '../engine/engine.ts';
import { giveBack, takeEngine } from '../engine/take-engine.ts';
import { QuantizeError } from '../errors.ts';
import type { PaletteSource } from '../extract-palette.ts';
import { addImage, createHistogram } from '../histogram-api.ts';
import { createClusters } from '../kernels/clusters.ts';
import type { Histogram } from '../kernels/histogram.ts';
import { SEARCH_BITS } from '../kernels/nearest-search.ts';
import type { Points } from '../kernels/points.ts';
import { type ResolvedOptions, resolveOptions } from '../options.ts';
import type { Palette, RgbaImage } from '../types.ts';
import { crispEdges } from './crisp-edges.ts';
import { fillUp, makeExact, snapToImages } from './exact-colors.ts';
import { findColors, MOST_AUTO, MOST_MAIN_COLORS, SPACE } from './find-colors.ts';
import { opaquePoints } from './object-points.ts';

export interface ColorsOptions {
  /**
   * How many, 1 to 64, fixed ones among them, or `'auto'`: as many as the bend of the inertia curve says, up to 16, and no
   * fewer than are fixed. Default 6.
   */
  readonly colors?: number | 'auto';
  /** 0: shares decide, 1: distinctness decides. Default 0.75. */
  readonly salience?: number;
  /**
   * Colors nearer than this in Oklab (lightness 0 to 1, of which differences count half) are one, where enough are left.
   * Default 0.04.
   */
  readonly merge?: number;
  /** Moves each color that was found to the nearest one that occurs. Default `false`. */
  readonly snap?: boolean;
  /** Colors of 4 bytes that come first and stay as they are. */
  readonly fixedColors?: Palette;
  readonly seed?: number;
}

/** A color and the share of the visible pixels that are nearest to it. */
export interface ExtractedColor {
  readonly rgba: Uint8Array;
  readonly share: number;
}

/**
 * The main colors of one image, of several, or of a histogram: fixed ones first, then by falling share. There are as many
 * as were asked for where the images have so many. All but fixed ones are opaque, and a pixel counts as much as it is
 * opaque. The order of the images plays no part.
 *
 * @throws QuantizeError when an image or an option is not what it should be.
 */
export function extractColors(source: PaletteSource, options: ColorsOptions = {}): ExtractedColor[] {
  const { colors = 6, fixedColors = new Uint8Array(0), merge = 0.04, salience = 0.75 } = options;
  const auto = colors === 'auto';
  const most = auto ? Math.max(MOST_AUTO, fixedColors.length / 4) : colors;
  const resolved = checkOptions(most, { salience, merge }, fixedColors, options.seed);
  const wanted = Math.max(0, most - fixedColors.length / 4);
  const images = 'distinct' in source ? [] : ([source].flat() as RgbaImage[]);
  const histogram = 'distinct' in source ? source : count(images, crispEdges);
  const engine = takeEngine(resolved, histogram.pixels);
  try {
    const fixed = paletteToPoints(fixedColors, SPACE);
    const points = opaquePoints(engine, histogram, SPACE);
    const found = findColors(engine, points, { wanted, auto, salience, merge, fixed, seed: resolved.seed });
    let palette = paletteOf(fixedColors, found);
    makeExact(palette, fixedColors.length, found, histogram);
    if (options.snap) snapToImages(palette, fixedColors.length, histogram, images);
    palette = fillUp(palette, fixedColors.length, auto ? 0 : most, withBlends(histogram, images));
    return withShares(engine, points, palette, fixedColors.length / 4);
  } finally {
    giveBack(engine);
  }
}

/** One histogram of all images, after something was done to each. */
function count(images: readonly RgbaImage[], prepare: (image: RgbaImage) => RgbaImage): Histogram {
  const histogram = createHistogram();
  for (const image of images) addImage(histogram, prepare(image));
  return histogram;
}

/** A histogram, and then that of everything in its images. */
function* withBlends(histogram: Histogram, images: readonly RgbaImage[]): Generator<Histogram> {
  yield histogram;
  if (images.length > 0) yield count(images, (image) => image);
}

function checkOptions(
  most: number,
  shares: Readonly<Record<string, number>>,
  fixedColors: Palette,
  seed: number | undefined,
): ResolvedOptions {
  if (!(Number.isInteger(most) && most >= 1 && most <= MOST_MAIN_COLORS))
    throw new QuantizeError('option-out-of-range', 'colors', `1 to ${MOST_MAIN_COLORS}, or auto`, most);
  for (const [name, value] of Object.entries(shares))
    if (!(value >= 0 && value <= 1))
      throw new QuantizeError('option-out-of-range', name, 'a number between 0 and 1', value);
  return resolveOptions({
    maxColors: Math.max(2, most),
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
