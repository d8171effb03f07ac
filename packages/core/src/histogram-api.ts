import { giveBack, takeEngine } from './engine/take-engine.ts';
import { countImages } from './histogram/build-points.ts';
import { pixelsOf } from './image/pixels.ts';
import { addHistogram, emptyHistogram, type GrowingHistogram, type Histogram } from './kernels/histogram.ts';
import { type AlphaMode, resolveOptions } from './options.ts';
import { drain } from './steps.ts';
import type { RgbaImage } from './types.ts';

/** An empty histogram. `alpha` says how translucent pixels are counted, as in the options of `quantize`. */
export function createHistogram(alpha: AlphaMode = 'keep'): Histogram {
  resolveOptions({ alpha });
  return emptyHistogram(alpha, true);
}

/**
 * Adds all pixels of an image.
 * @throws QuantizeError `invalid-dimensions` when the histogram would hold more than 2³⁰ pixels.
 */
export function addImage(histogram: Histogram, image: RgbaImage): void {
  const pixels = pixelsOf(image, histogram.alpha);
  const engine = takeEngine(resolveOptions(), pixels.length);
  try {
    engine.startHistogram(histogram.alpha, true);
    drain(countImages(engine, [pixels]));
    addHistogram(histogram as GrowingHistogram, engine.counted());
  } finally {
    giveBack(engine);
  }
}

/**
 * One histogram of everything in several, as if their images had been added to one; they stay as they are.
 * @throws QuantizeError `option-out-of-range` when they differ in `alpha`.
 */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const merged = emptyHistogram(histograms[0]?.alpha ?? 'keep', true);
  for (const source of histograms) addHistogram(merged, source);
  return merged;
}
