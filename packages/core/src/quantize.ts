import { cluster } from './cluster.ts';
import { addPixels, createHistogram } from './histogram/histogram.ts';
import { type Pixels, pixelsOf } from './image/pixels.ts';
import { type QuantizeOptions, resolveOptions } from './options.ts';
import { orderPalette } from './remap/order-palette.ts';
import { remapPixels } from './remap/remap-pixels.ts';
import { drain, scaled } from './steps.ts';
import type { Progress, QuantizeResult, RgbaImage } from './types.ts';

/**
 * Reduces an image to at most `maxColors` colors by k-means (Lloyd 1982): finds a palette and gives every
 * pixel its number in it. The palette is ordered by falling weight, after `fixedColors`; colors that no pixel
 * has are left out. The same image and options give the same bytes, on every machine.
 *
 * @throws QuantizeError when the image or an option is not what it should be.
 * @example
 * const { palette, indices } = quantize({ data, width, height }, { maxColors: 16 });
 */
export function quantize(image: RgbaImage, options: QuantizeOptions = {}): QuantizeResult {
  return drain(quantizeSteps(image, options));
}

/**
 * `quantize` step by step: each step yields the progress, and the job ends where no further step is asked
 * for. A step takes from some milliseconds to some tenths of a second.
 */
export function* quantizeSteps(
  image: RgbaImage,
  options: QuantizeOptions = {},
): Generator<Progress, QuantizeResult> {
  const resolved = resolveOptions(options);
  const pixels = pixelsOf(image, resolved.alpha);
  const histogram = createHistogram(resolved.alpha);
  yield* scaled(0, 0.1, countSteps(histogram, pixels));
  const { exact, fixed, palette, ...report } = yield* scaled(
    0.1,
    0.6,
    cluster(histogram, [pixels], image.width, resolved),
  );
  const strength = exact ? 0 : resolved.dither; // nothing to diffuse
  const remapping = remapPixels(pixels, image.width, palette, { ...resolved, dither: strength });
  const { indices, mse } = yield* scaled(0.6, 1, remapping);
  const ordered = orderPalette(palette, indices, fixed);
  return { width: image.width, height: image.height, ...ordered, ...report, mse };
}

/** About this many pixels are counted between two steps. */
const CHUNK = 2 ** 20;

function* countSteps(
  histogram: ReturnType<typeof createHistogram>,
  pixels: Pixels,
): Generator<Progress, void> {
  for (let from = 0; from < pixels.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, pixels.length);
    addPixels(histogram, pixels, from, to);
    yield { stage: 'histogram', done: to / pixels.length };
  }
}
