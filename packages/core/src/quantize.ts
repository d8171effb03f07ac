import { type Clustering, findPalette } from './cluster/find-palette.ts';
import type { Engine } from './engine/engine.ts';
import { acquireEngine, releaseEngine } from './engine/engine-pool.ts';
import { buildPoints } from './histogram/build-points.ts';
import { type PixelSource, pixelsOf } from './image/pixels.ts';
import { PASSES } from './lloyd/effort.ts';
import { type QuantizeOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { refineByBlur } from './remap/blur-refine.ts';
import { isSmallPicture, type Labeled, meanSquare, type RemapSettings } from './remap/labeled.ts';
import { orderPalette } from './remap/order-palette.ts';
import { remapPixels } from './remap/remap-pixels.ts';
import { drain, scaled } from './steps.ts';
import type { Palette, Progress, QuantizeResult, RgbaImage } from './types.ts';

/**
 * Reduces an image to `maxColors` colors or fewer by k-means (Lloyd 1982). Returns the palette, the palette index of
 * each pixel and the error. `fixedColors` come first in the palette, then the others by falling weight. Colors without
 * pixels are left out. The same image and options return the same bytes on every machine.
 *
 * @throws QuantizeError if the image or an option is invalid.
 * @example
 * const { palette, indices } = quantize({ data, width, height }, { maxColors: 16 });
 */
export function quantize(image: RgbaImage, options: QuantizeOptions = {}): QuantizeResult {
  return drain(quantizeSteps(image, options));
}

/**
 * `quantize` step by step. Each step takes a few to a few hundred milliseconds and yields the progress. To stop, call `return()` of the generator, or end its loop.
 *
 * @throws QuantizeError if the image or an option is invalid.
 */
export function* quantizeSteps(
  image: RgbaImage,
  options: QuantizeOptions = {},
): Generator<Progress, QuantizeResult> {
  const resolved = resolveOptions(options);
  const pixels = pixelsOf(image, resolved.alpha);
  const engine = acquireEngine(resolved, pixels.length);
  try {
    const input = yield* scaled(0, 0.1, buildPoints(engine, [pixels], resolved));
    const clustering = yield* scaled(0.1, 0.6, findPalette(engine, input, resolved));
    const colors = yield* scaled(0.6, 0.8, refineColors(engine, pixels, clustering, resolved));
    return yield* scaled(0.8, 1, labelImage(engine, pixels, clustering, colors, resolved));
  } finally {
    releaseEngine(engine);
  }
}

/** How to label pixels: how to dither, and traits of the image. */
interface Labeling {
  readonly settings: RemapSettings;
  /** Number of blur-aware refinements before the last pass. */
  readonly refinements: number;
}

function labelingOf(
  { exact, fixed, isFlatGraphics, locked, palette }: Clustering,
  options: ResolvedOptions,
  isSmall: boolean,
): Labeling {
  const isPerceptual = options.objective === 'perceptual';
  const dither = exact ? 0 : options.dither; // no error to diffuse
  const rate = exact ? 0 : options.rate; // no error to trade for bytes
  const isExact = (is: boolean, c: number) => is && c >= fixed && palette[4 * c + 3] === 255;
  const hasExact = isPerceptual && !exact && locked.some(isExact);
  const isRefined = isPerceptual && dither > 0 && locked.includes(false) && !isFlatGraphics && !isSmall;
  return {
    settings: { ...options, dither, rate, isFlatGraphics, isSmall, hasExact },
    refinements: isRefined ? PASSES[options.effort].blurRefinements : 0,
  };
}

/**
 * Returns the colors of a palette after blur-aware refinement, which labels the image without a rate first. It depends
 * on the options of dithering, but not on `rate`.
 */
export function* refineColors(
  engine: Engine,
  pixels: PixelSource,
  clustering: Clustering,
  options: ResolvedOptions,
  isSmall: boolean = isSmallPicture(pixels),
): Generator<Progress, Palette> {
  const { refinements, settings } = labelingOf(clustering, { ...options, rate: 0 }, isSmall);
  let colors = clustering.palette;
  for (let time = 0; time < refinements; time++) {
    const labeling = remapPixels(engine, pixels, colors, settings);
    const { indices } = yield* scaled(time / refinements, (time + 1) / refinements, labeling);
    colors = refineByBlur(engine, pixels, indices, colors, clustering.locked, options.space);
  }
  return colors;
}

/** Labels an image, or its smaller preview, with refined colors; orders the palette. */
export function* labelImage(
  engine: Engine,
  pixels: PixelSource,
  clustering: Clustering,
  colors: Palette,
  options: ResolvedOptions,
  isSmall: boolean = isSmallPicture(pixels),
): Generator<Progress, QuantizeResult> {
  const { settings } = labelingOf(clustering, options, isSmall);
  const labeled = yield* remapPixels(engine, pixels, colors, settings);
  return inOrder(pixels, { ...clustering, palette: colors }, labeled, engine.renumber);
}

/** Orders the palette by falling weight and returns the result. `rewrite` renumbers the labels in place. */
export function inOrder(
  { height, width }: Pick<RgbaImage, 'height' | 'width'>,
  { exact: _, locked: __, isFlatGraphics: ___, fixed, palette: unordered, ...report }: Clustering,
  labeled: Labeled,
  rewrite: Engine['renumber'],
): QuantizeResult {
  const { numbers, palette, counts } = orderPalette(unordered, labeled.counts, fixed);
  const { indices } = labeled;
  rewrite(indices, numbers, unordered.length / 4);
  return { width, height, indices, palette, counts, ...report, mse: meanSquare(labeled) };
}
