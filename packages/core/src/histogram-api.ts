import { acquireEngine, releaseEngine } from './engine/engine-pool.ts';
import { countImages } from './histogram/build-points.ts';
import { pixelsOf } from './image/pixels.ts';
import { addHistogram, emptyHistogram, type GrowingHistogram, type Histogram } from './kernels/histogram.ts';
import { type AlphaMode, resolveOptions } from './options.ts';
import { drain } from './steps.ts';
import type { RgbaImage } from './types.ts';

/**
 * Returns an empty histogram.
 *
 * @param alpha treatment of translucent pixels, as in `QuantizeOptions`. @defaultValue 'keep'
 * @throws QuantizeError `option-out-of-range` if `alpha` is unknown.
 */
export function createHistogram(alpha: AlphaMode = 'keep'): Histogram {
  resolveOptions({ alpha });
  return emptyHistogram(alpha, true);
}

/**
 * Adds all pixels of an image to a histogram.
 *
 * @throws QuantizeError if the image is invalid; `invalid-dimensions` if the histogram would exceed 2³⁰ pixels.
 */
export function addImage(histogram: Histogram, image: RgbaImage): void {
  const pixels = pixelsOf(image, histogram.alpha);
  const engine = acquireEngine(resolveOptions(), pixels.length);
  try {
    engine.startHistogram(histogram.alpha, true);
    drain(countImages(engine, [pixels]));
    addHistogram(histogram as GrowingHistogram, engine.counted());
  } finally {
    releaseEngine(engine);
  }
}

/**
 * Returns a new histogram with the pixels of all given ones, which stay unchanged.
 *
 * @throws QuantizeError `option-out-of-range` if they differ in `alpha`; `invalid-dimensions` beyond 2³⁰ pixels in all.
 */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const merged = emptyHistogram(histograms[0]?.alpha ?? 'keep', true);
  for (const source of histograms) addHistogram(merged, source);
  return merged;
}
