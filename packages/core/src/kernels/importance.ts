import type { Pixels } from '../image/pixels.ts';

/**
 * Visibility of errors by color, and the number of pixels that equal their left neighbor. Both need the image itself,
 * not its histogram. Errors are most visible in uniform areas, so a pixel weighs (1 + (σ / 0.03)²)^−½. Here σ is the
 * standard deviation of luma among the 3 × 3 pixels around it, where white is 1.
 */
export interface Importance {
  /** Two numbers per bin of 8 × 8 × 8 sRGB values: the sum of importances, each 0 to 255, and the number of pixels. */
  readonly bins: Float64Array;
  /** Number of pixels that are not fully transparent, and of those that equal their left neighbor. */
  readonly pixels: number;
  readonly repeated: number;
}

/** Importance under construction. */
export interface GrowingImportance {
  readonly bins: Float64Array;
  pixels: number;
  repeated: number;
  /** Luma of the last three rows, and bins of the last two; `lowest` is the latest row. */
  above: Uint8Array;
  middle: Uint8Array;
  lowest: Uint8Array;
  middleBins: Uint16Array;
  lowestBins: Uint16Array;
}

/** Number of color bins. */
export const COLOR_BINS: number = 1 << 15;
/** Bin of fully transparent pixels. */
const TRANSPARENT_BIN = COLOR_BINS;
const BINS_LENGTH = 2 * (TRANSPARENT_BIN + 1);

/**
 * Importance by the variance of luma, 0 to 255. The index is 81 times the variance in steps of 256. It is a square
 * root, since powers differ between engines.
 */
export const IMPORTANCE: Uint8Array = Uint8Array.from({ length: 5120 }, (_, step) => {
  const scale = 0.03 * 255;
  return Math.floor(255 * Math.sqrt(1 / (1 + (step * 256) / 81 / (scale * scale))) + 0.5);
});

export function createImportance(): GrowingImportance {
  return {
    bins: new Float64Array(BINS_LENGTH),
    pixels: 0,
    repeated: 0,
    above: new Uint8Array(0),
    middle: new Uint8Array(0),
    lowest: new Uint8Array(0),
    middleBins: new Uint16Array(0),
    lowestBins: new Uint16Array(0),
  };
}

/** Adds whole rows; `isTop` and `isBottom` mark the first and last rows of an image. */
export function addRows(
  importance: GrowingImportance,
  pixels: Pixels,
  width: number,
  isTop: boolean,
  isBottom: boolean,
): void {
  if (isTop) startImage(importance, width);
  let isFirst = isTop;
  for (let at = 0; at < pixels.length; at += width) {
    readRow(importance, pixels.subarray(at, at + width));
    if (isFirst)
      importance.middle.set(importance.lowest); // the first row is repeated above
    else weighRow(importance, importance.lowest);
    isFirst = false;
    const { above, lowest, lowestBins, middle, middleBins } = importance;
    importance.above = middle;
    importance.middle = lowest;
    importance.lowest = above;
    importance.middleBins = lowestBins;
    importance.lowestBins = middleBins;
  }
  if (isBottom) weighRow(importance, importance.middle);
}

function startImage(importance: GrowingImportance, width: number): void {
  if (importance.middle.length === width) return;
  importance.above = new Uint8Array(width);
  importance.middle = new Uint8Array(width);
  importance.lowest = new Uint8Array(width);
  importance.middleBins = new Uint16Array(width);
  importance.lowestBins = new Uint16Array(width);
}

/** Reads the luma (ITU-R BT.709) over black and the bin of each pixel of the next row. */
function readRow(importance: GrowingImportance, pixels: Pixels): void {
  const { lowest, lowestBins } = importance;
  let before = ~pixels[0]! >>> 0;
  let visible = 0;
  let repeated = 0;
  for (let x = 0; x < pixels.length; x++) {
    const p = pixels[x]!;
    const alpha = p >>> 24;
    if (alpha > 0) {
      visible++;
      if (p === before) repeated++;
    }
    before = p;
    const luma = (54 * (p & 255) + 183 * ((p >>> 8) & 255) + 19 * ((p >>> 16) & 255) + 128) >>> 8;
    lowest[x] = alpha === 255 ? luma : (luma * alpha) >>> 8;
    lowestBins[x] = alpha === 0 ? TRANSPARENT_BIN : binOf(p);
  }
  importance.pixels += visible;
  importance.repeated += repeated;
}

/** Returns the bin of a color. */
export const binOf = (rgba: number): number =>
  ((rgba & 0xf8) << 7) | ((rgba >>> 6) & 0x3e0) | ((rgba >>> 19) & 31);

/** Adds the pixels of the middle row. The outermost columns are repeated beyond the left and right border. */
function weighRow({ above, bins, middle, middleBins }: GrowingImportance, below: Uint8Array): void {
  const sumAt = (x: number) => above[x]! + middle[x]! + below[x]!;
  const squareAt = (x: number) => above[x]! * above[x]! + middle[x]! * middle[x]! + below[x]! * below[x]!;
  const last = middle.length - 1;
  let sum = sumAt(0);
  let square = squareAt(0);
  let sumBefore = sum;
  let squareBefore = square;
  for (let x = 0; x <= last; x++) {
    const next = x < last ? x + 1 : last;
    const sumNext = sumAt(next);
    const squareNext = squareAt(next);
    const total = sumBefore + sum + sumNext;
    const variance = 9 * (squareBefore + square + squareNext) - total * total;
    const bin = 2 * middleBins[x]!;
    bins[bin]! += IMPORTANCE[variance >>> 8]!;
    bins[bin + 1]!++;
    sumBefore = sum;
    squareBefore = square;
    sum = sumNext;
    square = squareNext;
  }
}

/** Adds all of `source` to `target`. */
export function addImportance(target: GrowingImportance, source: Importance): void {
  target.pixels += source.pixels;
  target.repeated += source.repeated;
  for (let i = 0; i < target.bins.length; i++) target.bins[i]! += source.bins[i]!;
}

/** Returns the mean importance of all visible pixels, 0 to 1. */
export function meanImportance({ bins }: Importance): number {
  let sum = 0;
  let pixels = 0;
  for (let bin = 0; bin < 2 * TRANSPARENT_BIN; bin += 2) {
    sum += bins[bin]!;
    pixels += bins[bin + 1]!;
  }
  return pixels === 0 ? 1 : sum / pixels / 255;
}

/** Returns the importance of pixels with about this color, 0 to 1; `otherwise` if there are none. */
export function importanceOf({ bins }: Importance, rgba: number, otherwise: number): number {
  const bin = 2 * (rgba >>> 24 === 0 ? TRANSPARENT_BIN : binOf(rgba));
  return bins[bin + 1] === 0 ? otherwise : bins[bin]! / bins[bin + 1]! / 255;
}
