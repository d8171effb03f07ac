import { isFlatGraphics } from '../image/flat-graphics.ts';
import type { RgbaImage } from '../types.ts';
import type { Band, Planes } from './bands.ts';

/** Number of squared distances that are counted apart. */
const MAX_SQ = 1024;
/** One in this many pixels is ignored as an outlier. */
const ONE_IN = 1000;
/** Distance per point of the score. */
const DISTANCE_PER_POINT = 0.32;

/** Weights of squared XYB differences such that black and white are 100 apart, about as in Oklab. */
export const IN_X = 7000;
export const IN_Y = 14100;
export const IN_B = 10300;

/** Squared distance of two colors by their differences in X, Y and B; black and white are 100 apart. */
export const distanceSq = (dx: number, dy: number, db: number): number =>
  IN_X * dx * dx + IN_Y * dy * dy + IN_B * db * db;

/** A histogram of squared distances, rounded down. */
export const emptyDistances = (): Uint32Array => new Uint32Array(MAX_SQ);

/**
 * Whether the bands of an image are flat graphics, by the share of pixels that equal their left neighbor. Fully
 * transparent pixels do not count.
 */
export function hasFlatGraphics({ data, width }: RgbaImage, bands: readonly Band[]): boolean {
  let pixels = 0;
  let repeated = 0;
  for (const { rows, top } of bands) {
    const end = 4 * width * (top + rows);
    for (let i = 4 * width * top, x = 0; i < end; i += 4, x = x + 1 === width ? 0 : x + 1) {
      if (data[i + 3] === 0) continue;
      pixels++;
      if (x === 0) continue;
      const isAlike =
        data[i] === data[i - 4] &&
        data[i + 1] === data[i - 3] &&
        data[i + 2] === data[i - 2] &&
        data[i + 3] === data[i - 1];
      if (isAlike) repeated++;
    }
  }
  return isFlatGraphics({ pixels, repeated });
}

/**
 * Adds the distances of a result to a band of its original, for opaque pixels only. Formats without translucency cannot
 * keep soft edges, however many colors they have.
 */
export function addDistances(
  { data, width }: RgbaImage,
  { top }: Band,
  [{ values: x1 }, { values: y1 }, { values: b1 }]: Planes,
  [{ values: x2 }, { values: y2 }, { values: b2 }]: Planes,
  counts: Uint32Array,
): void {
  let equal = 0;
  for (let i = 0, alpha = 4 * width * top + 3; i < x1.length; i++, alpha += 4) {
    if (data[alpha]! < 255) continue;
    const dx = x1[i]! - x2[i]!;
    const dy = y1[i]! - y2[i]!;
    const db = b1[i]! - b2[i]!;
    const square = distanceSq(dx, dy, db);
    if (square < 1) equal++;
    else counts[square < MAX_SQ ? square | 0 : MAX_SQ - 1]!++;
  }
  counts[0]! += equal;
}

/**
 * Returns the highest score that flat graphics allow, by the 99.9th percentile error (below 2,000 pixels by the second
 * largest error). Means are misleading there: most of the image is background, but a few letters in a wrong hue are
 * obvious. A score of 75 allows an error of 8, where black and white are 100 apart.
 */
export function percentileLimit(counts: Uint32Array): number {
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.floor(pixels / ONE_IN));
  let square = MAX_SQ - 1;
  while (square > 0 && left >= counts[square]!) left -= counts[square--]!;
  return Math.max(0, 100 - Math.sqrt(square) / DISTANCE_PER_POINT);
}
