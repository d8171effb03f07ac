import { QuantizeError } from '../errors.ts';
import { MAX_PIXELS, type Pixels, pixelsOf } from '../image/pixels.ts';
import { type AlphaMode, resolveOptions } from '../options.ts';
import type { RgbaImage } from '../types.ts';
import { addDistinct, countDistinct, createDistinct, type DistinctColors } from './distinct.ts';
import { addTranslucent, createTranslucent, mergeTranslucent, type TranslucentBins } from './translucent.ts';

/**
 * How often colors occur, in bins of 4 × 4 × 4 sRGB values that carry exact sums. Its size does not depend on
 * how many pixels were added. Make one with `createHistogram`; the fields are for the stages of the pipeline.
 */
export interface Histogram {
  readonly alpha: AlphaMode;
  /** Pixels added so far. */
  pixels: number;
  /** Pixels of full transparency. */
  transparent: number;
  /** Four numbers a bin: the pixel count, and the sums of what red, green and blue exceed the bin's corner by. */
  readonly opaque: Uint32Array;
  readonly translucent: TranslucentBins;
  readonly distinct: DistinctColors;
}

/** Bits per channel of a bin. */
export const BIN_BITS = 6;
/** Numbers per bin of `Histogram.opaque`. */
export const BIN_STRIDE = 4;

/** An empty histogram. `alpha` says how translucent pixels are counted, as in the options of `quantize`. */
export function createHistogram(alpha: AlphaMode = 'keep'): Histogram {
  resolveOptions({ alpha });
  return {
    alpha,
    pixels: 0,
    transparent: 0,
    opaque: new Uint32Array(BIN_STRIDE << (3 * BIN_BITS)),
    translucent: createTranslucent(),
    distinct: createDistinct(),
  };
}

/**
 * Adds all pixels of an image.
 * @throws QuantizeError `invalid-dimensions` when the histogram would hold more than 2³⁰ pixels.
 */
export function addImage(histogram: Histogram, image: RgbaImage): void {
  const pixels = pixelsOf(image, histogram.alpha);
  addPixels(histogram, pixels, 0, pixels.length);
}

/** Adds pixels `from … to−1`. */
export function addPixels(histogram: Histogram, pixels: Pixels, from: number, to: number): void {
  checkRoom(histogram, to - from);
  countDistinct(histogram.distinct, pixels, from, to);
  const { opaque, translucent } = histogram;
  let transparent = 0;
  for (let i = from; i < to; i++) {
    const p = pixels[i]!;
    if (p >= 0xff000000) {
      // Six high bits of each channel choose the bin, the two low ones are summed: no sum can pass 2³².
      const bin = (((p & 0xfc) << 10) | ((p >>> 4) & 0xfc0) | ((p >>> 18) & 63)) << 2;
      opaque[bin]!++;
      opaque[bin + 1]! += p & 3;
      opaque[bin + 2]! += (p >>> 8) & 3;
      opaque[bin + 3]! += (p >>> 16) & 3;
    } else if (p >>> 24 === 0) {
      transparent++;
    } else {
      addTranslucent(translucent, p);
    }
  }
  histogram.transparent += transparent;
  histogram.pixels += to - from;
}

/**
 * One histogram of everything in several, as if their images had been added to one; they stay as they are.
 * @throws QuantizeError `option-out-of-range` when they differ in `alpha`.
 */
export function mergeHistograms(histograms: readonly Histogram[]): Histogram {
  const merged = createHistogram(histograms[0]?.alpha);
  for (const source of histograms) {
    if (source.alpha !== merged.alpha) {
      throw new QuantizeError(
        'option-out-of-range',
        'alpha',
        `${merged.alpha} in all histograms`,
        source.alpha,
      );
    }
    checkRoom(merged, source.pixels);
    merged.pixels += source.pixels;
    merged.transparent += source.transparent;
    for (let i = 0; i < source.opaque.length; i++) merged.opaque[i]! += source.opaque[i]!;
    mergeTranslucent(merged.translucent, source.translucent);
    if (source.distinct.overflowed) merged.distinct.overflowed = true;
    for (let i = 0; i < source.distinct.size && !merged.distinct.overflowed; i++) {
      addDistinct(merged.distinct, source.distinct.colors[i]!, source.distinct.counts[i]!);
    }
  }
  return merged;
}

function checkRoom(histogram: Histogram, added: number): void {
  const pixels = histogram.pixels + added;
  if (pixels > MAX_PIXELS) {
    throw new QuantizeError('invalid-dimensions', 'histogram', `at most ${MAX_PIXELS} pixels`, pixels);
  }
}
