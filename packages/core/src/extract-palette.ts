import { cluster } from './cluster.ts';
import { QuantizeError } from './errors.ts';
import { addPixels, createHistogram, type Histogram } from './histogram/histogram.ts';
import { type Pixels, pixelsOf } from './image/pixels.ts';
import { type PaletteOptions, resolveOptions } from './options.ts';
import { orderByWeight, pick } from './remap/order-palette.ts';
import { drain, scaled } from './steps.ts';
import type { PaletteResult, Progress, RgbaImage } from './types.ts';
import { weigh } from './weigh.ts';

/** One image, several, or a histogram that was filled image by image. */
export type PaletteSource = RgbaImage | readonly RgbaImage[] | Histogram;

/**
 * Finds one palette for one image, for many, or for a histogram. Every pixel counts the same, so a large
 * image counts for more than a small one. From a histogram the result is a few percent less exact, since only
 * its bins are known. Colors come by falling weight, after `fixedColors`.
 *
 * @throws QuantizeError when an image or an option is not what it should be; `alpha` has to be that of the
 * histogram.
 */
export function extractPalette(source: PaletteSource, options: PaletteOptions = {}): PaletteResult {
  return drain(extractPaletteSteps(source, options));
}

/** `extractPalette` step by step: each step yields the progress, and the job ends where none is asked for. */
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
  const given = 'distinct' in source ? { alpha: source.alpha, ...options } : options;
  const resolved = resolveOptions(given);
  const images: Pixels[] = [];
  let histogram: Histogram;
  let width = 1;
  if ('distinct' in source) {
    if (source.alpha !== resolved.alpha) {
      throw new QuantizeError(
        'option-out-of-range',
        'alpha',
        `${source.alpha}, as in the histogram,`,
        resolved.alpha,
      );
    }
    histogram = source;
  } else {
    histogram = createHistogram(resolved.alpha);
    const list = Array.isArray(source) ? source : [source];
    for (const image of list as readonly RgbaImage[]) {
      const pixels = pixelsOf(image, resolved.alpha);
      addPixels(histogram, pixels, 0, pixels.length);
      images.push(pixels);
      if (images.length === 1) width = image.width;
      yield { stage: 'histogram', done: (0.3 * images.length) / list.length };
    }
  }
  const {
    exact: _,
    fixed,
    palette,
    ...report
  } = yield* scaled(0.3, 1, cluster(histogram, images, width, resolved));
  const weights = weigh(histogram, images, palette, resolved.space);
  const order = orderByWeight(palette, weights, fixed);
  return { palette: pick(palette, order), weights: Float64Array.from(order, (i) => weights[i]!), ...report };
}
