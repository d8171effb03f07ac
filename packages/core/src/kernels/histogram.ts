import { BIN_BITS } from '../constants.ts';
import { QuantizeError } from '../errors.ts';
import { MAX_PIXELS, type Pixels } from '../image/pixels.ts';
import type { AlphaMode } from '../options.ts';
import { addDistinct, countDistinct, createDistinct, type DistinctColors } from './distinct.ts';
import {
  addTranslucent,
  createTranslucent,
  type GrowingBins,
  mergeTranslucent,
  type TranslucentBins,
} from './translucent.ts';

/**
 * Color frequencies of one or more images. It counts single colors while they are few, then bins of 4 × 4 × 4 sRGB
 * values with exact sums. Its size does not depend on the number of pixels. Create one with `createHistogram`. The
 * fields are internal, except `alpha` and `pixels`.
 */
export interface Histogram {
  /** Treatment of translucent pixels when images are added. */
  readonly alpha: AlphaMode;
  /** Number of pixels added so far. */
  pixels: number;
  /** Whether there are too many distinct colors, so that colors are counted in bins. Otherwise bins are empty. */
  binned: boolean;
  /** Number of pixels of each distinct color, while there are at most 16,384 of them. */
  readonly distinct: DistinctColors;
  /** Four numbers per bin: sums of red, green and blue relative to the bin's corner, and the pixel count. */
  readonly opaque: Uint32Array;
  /** Translucent colors in bins, while `binned`. */
  readonly translucent: TranslucentBins;
  /** Number of fully transparent pixels in the bins. */
  transparent: number;
}

/** A histogram under construction. */
export interface GrowingHistogram extends Histogram {
  readonly translucent: GrowingBins;
  /** Whether there are bins. Otherwise counting stops at too many distinct colors. */
  readonly withBins: boolean;
}

/** Numbers per bin of `Histogram.opaque`. */
export const BIN_STRIDE = 4;

export function emptyHistogram(alpha: AlphaMode, withBins: boolean): GrowingHistogram {
  return {
    alpha,
    pixels: 0,
    binned: false,
    distinct: createDistinct(),
    opaque: new Uint32Array(withBins ? BIN_STRIDE << (3 * BIN_BITS) : 0),
    translucent: createTranslucent(),
    withBins,
    transparent: 0,
  };
}

/** Adds pixels. */
export function countPixels(histogram: GrowingHistogram, pixels: Pixels): void {
  checkRoom(histogram, pixels.length);
  histogram.pixels += pixels.length;
  let from = 0;
  if (!histogram.binned) {
    from = countDistinct(histogram.distinct, pixels, 0);
    if (from === pixels.length) return;
    toBins(histogram);
  }
  if (!histogram.withBins) return;
  const { opaque } = histogram;
  for (let i = from; i < pixels.length; i++) {
    const p = pixels[i]!;
    if (p >= 0xff000000) {
      // The six high bits of each channel choose the bin, the two low ones are summed: no sum exceeds 2³².
      const bin = (((p & 0xfc) << 10) | ((p >>> 4) & 0xfc0) | ((p >>> 18) & 63)) << 2;
      opaque[bin]! += p & 3;
      opaque[bin + 1]! += (p >>> 8) & 3;
      opaque[bin + 2]! += (p >>> 16) & 3;
      opaque[bin + 3]!++;
    } else {
      addToBins(histogram, p, 1);
    }
  }
}

/** Moves the counts of single colors to bins. */
function toBins(histogram: GrowingHistogram): void {
  histogram.binned = true;
  if (!histogram.withBins) return;
  const { table } = histogram.distinct;
  for (let slot = 0; slot < table.length; slot += 2) {
    if (table[slot + 1] !== 0) addToBins(histogram, table[slot]!, table[slot + 1]!);
  }
}

function addToBins(histogram: GrowingHistogram, rgba: number, count: number): void {
  const alpha = rgba >>> 24;
  if (alpha === 0) {
    histogram.transparent += count;
  } else if (alpha < 255) {
    addTranslucent(histogram.translucent, rgba, count);
  } else {
    const { opaque } = histogram;
    const bin = (((rgba & 0xfc) << 10) | ((rgba >>> 4) & 0xfc0) | ((rgba >>> 18) & 63)) << 2;
    opaque[bin]! += count * (rgba & 3);
    opaque[bin + 1]! += count * ((rgba >>> 8) & 3);
    opaque[bin + 2]! += count * ((rgba >>> 16) & 3);
    opaque[bin + 3]! += count;
  }
}

/** Adds all of `source` to `target`. */
export function addHistogram(target: GrowingHistogram, source: Histogram): void {
  if (source.alpha !== target.alpha) {
    throw new QuantizeError(
      'option-out-of-range',
      'alpha',
      `${target.alpha} in all histograms`,
      source.alpha,
    );
  }
  checkRoom(target, source.pixels);
  target.pixels += source.pixels;
  if (source.binned && !target.binned) toBins(target);
  target.transparent += source.transparent;
  if (source.binned) {
    for (let i = 0; i < source.opaque.length; i++) target.opaque[i]! += source.opaque[i]!;
    mergeTranslucent(target.translucent, source.translucent);
    return;
  }
  const { table } = source.distinct;
  for (let slot = 0; slot < table.length; slot += 2) {
    const count = table[slot + 1]!;
    if (count === 0) continue;
    if (!target.binned && !addDistinct(target.distinct, table[slot]!, count)) toBins(target);
    if (target.binned) addToBins(target, table[slot]!, count);
  }
}

function checkRoom(histogram: Histogram, added: number): void {
  const pixels = histogram.pixels + added;
  if (pixels > MAX_PIXELS) {
    throw new QuantizeError('invalid-dimensions', 'histogram', `at most ${MAX_PIXELS} pixels`, pixels);
  }
}
