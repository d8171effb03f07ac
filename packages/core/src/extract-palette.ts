import { countAssignments } from './cluster/count-assignments.ts';
import { findPalette } from './cluster/find-palette.ts';
import { acquireEngine, releaseEngine } from './engine/engine-pool.ts';
import { QuantizeError } from './errors.ts';
import { buildPoints, pointsOfColors } from './histogram/build-points.ts';
import { pixelsOf } from './image/pixels.ts';
import type { Histogram } from './kernels/histogram.ts';
import { PALETTE_OPTIONS, type PaletteOptions, resolveOptions } from './options.ts';
import { orderPalette } from './remap/order-palette.ts';
import { drain, scaled } from './steps.ts';
import type { PaletteResult, Progress, RgbaImage } from './types.ts';

/** One image, several images, or a histogram. */
export type PaletteSource = RgbaImage | readonly RgbaImage[] | Histogram;

/**
 * Finds one palette for an image, several images, or a histogram. Every pixel counts the same, so larger images count
 * more. `fixedColors` come first, then the others by falling weight. A histogram only knows bins, so its result has a
 * few percent more error.
 *
 * @throws QuantizeError if an image or an option is invalid, or `alpha` differs from that of the histogram.
 */
export function extractPalette(source: PaletteSource, options: PaletteOptions = {}): PaletteResult {
  return drain(extractPaletteSteps(source, options));
}

/** `extractPalette` step by step: each step yields the progress. To stop, end the loop. */
export function* extractPaletteSteps(
  source: PaletteSource,
  options: PaletteOptions = {},
): Generator<Progress, PaletteResult> {
  if (typeof source !== 'object' || source === null) {
    throw new QuantizeError(
      'invalid-dimensions',
      'source',
      'an image, a list of images or a histogram',
      source,
    );
  }
  const isHistogram = 'distinct' in source;
  const resolved = resolveOptions(
    isHistogram ? { alpha: source.alpha, ...options } : options,
    PALETTE_OPTIONS,
  );
  if (isHistogram && source.alpha !== resolved.alpha) {
    const expected = `${source.alpha}, as in the histogram,`;
    throw new QuantizeError('option-out-of-range', 'alpha', expected, resolved.alpha);
  }
  const list = isHistogram ? [] : Array.isArray(source) ? (source as readonly RgbaImage[]) : [source];
  const images = list.map((image) => pixelsOf(image as RgbaImage, resolved.alpha));
  const engine = acquireEngine(
    resolved,
    isHistogram ? source.pixels : images.reduce((sum, { length }) => sum + length, 0),
  );
  try {
    const input = isHistogram
      ? { histogram: source, importance: undefined, ...pointsOfColors(engine, source) }
      : yield* scaled(0, 0.3, buildPoints(engine, images, resolved));
    const finding = findPalette(engine, input, resolved);
    const {
      exact: _,
      locked: __,
      isFlatGraphics: ___,
      fixed,
      palette,
      ...report
    } = yield* scaled(0.3, 0.8, finding);
    const weighing = countAssignments(engine, input.histogram, images, palette, resolved.space);
    const ordered = orderPalette(palette, yield* scaled(0.8, 1, weighing), fixed);
    return { palette: ordered.palette, counts: ordered.counts, ...report };
  } finally {
    releaseEngine(engine);
  }
}
