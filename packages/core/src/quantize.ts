import { type Clustering, findPalette } from './cluster/find-palette.ts';
import type { Engine } from './engine/engine.ts';
import { acquireEngine, releaseEngine } from './engine/engine-pool.ts';
import { buildPoints } from './histogram/build-points.ts';
import { type PixelSource, pixelsOf } from './image/pixels.ts';
import { PASSES } from './lloyd/effort.ts';
import { type QuantizeOptions, type ResolvedOptions, resolveOptions } from './options.ts';
import { refineByBlur } from './remap/blur-refine.ts';
import { isSmallPicture, type Labeled, meanSquare } from './remap/labeled.ts';
import { orderPalette } from './remap/order-palette.ts';
import { remapPixels } from './remap/remap-pixels.ts';
import { drain, scaled } from './steps.ts';
import type { Progress, QuantizeResult, RgbaImage } from './types.ts';

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
    return yield* scaled(0.6, 1, labelImage(engine, pixels, clustering, resolved));
  } finally {
    releaseEngine(engine);
  }
}

/** Labels an image, or its smaller preview, with a palette; orders the palette. */
export function* labelImage(
  engine: Engine,
  pixels: PixelSource,
  clustering: Clustering,
  options: ResolvedOptions,
  isSmall: boolean = isSmallPicture(pixels),
): Generator<Progress, QuantizeResult> {
  const { exact, fixed, locked, isFlatGraphics, palette } = clustering;
  const dither = exact ? 0 : options.dither; // no error to diffuse
  const rate = exact ? 0 : options.rate; // no error to trade for bytes
  const canMove = locked.includes(false);
  const isRefined =
    options.objective === 'perceptual' && dither > 0 && canMove && !isFlatGraphics && !isSmall;
  const isExact = (is: boolean, c: number) => is && c >= fixed && palette[4 * c + 3] === 255;
  const hasExact = options.objective === 'perceptual' && !exact && locked.some(isExact);
  const times = isRefined ? PASSES[options.effort].blurRefinements : 0;
  let colors = palette;
  const label = (time: number) => {
    const how = { ...options, dither, rate: time === times ? rate : 0, isFlatGraphics, isSmall, hasExact };
    return scaled(time / (1 + times), (time + 1) / (1 + times), remapPixels(engine, pixels, colors, how));
  };
  let labeled = yield* label(0);
  for (let time = 1; time <= times; time++) {
    colors = refineByBlur(pixels, labeled.indices, colors, locked, options.space);
    labeled = yield* label(time);
  }
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
