import { GRADIENT, LIKE_ABOVE, UNIFORM } from '../constants.ts';
import { pixelsOf } from '../image/pixels.ts';
import { createSurroundings, markRow } from '../kernels/surroundings.ts';
import type { RgbaImage } from '../types.ts';
import type { Band, Planes } from './bands.ts';
import { distanceSq } from './percentile-error.ts';

/** Squared distances are counted in 64ths, up to 16 (a distance of 4, where black and white are 100 apart). */
const PER_UNIT = 64;
const MAX_SQ = 1024;
/** Distance per lost point of the score, and the maximum loss, which is low since dithered areas have distant pixels. */
const DISTANCE_PER_POINT = 0.055;
const MAX_POINTS = 25;
/** One in this many pixels is ignored as an outlier. */
const ONE_IN = 1000;
/** Minimum width and height of a uniform area, in pixels. Areas of soft shades are smaller. */
const WIDE = 16;
const HIGH = 8;
/** Below this number of pixels there is no limit. */
const MIN_PIXELS = 1000;

/**
 * Marks the pixels of uniform areas in each band: opaque, equal to the left and upper neighbor, and not part of a
 * gradient.
 */
export function uniformAreasOf(original: RgbaImage, bands: readonly Band[]): Uint8Array[] {
  const { width } = original;
  const source = pixelsOf(original, 'keep');
  return bands.map(({ rows, top }) => {
    const marks = new Uint8Array(rows * width);
    const surroundings = createSurroundings(width);
    const highs = new Uint32Array(width); // equal pixels above each pixel
    for (let y = 0; y < rows; y++) {
      const row = source.view((top + y) * width, (top + y + 1) * width);
      const own = marks.subarray(y * width, (y + 1) * width);
      markRow(surroundings, row, own);
      for (let x = 0; x < width; x++) {
        highs[x] = own[x]! & LIKE_ABOVE ? highs[x]! + 1 : 0;
        const isUniform = (own[x]! & (UNIFORM | GRADIENT)) === UNIFORM && row[x]! >>> 24 === 255;
        own[x] = isUniform && highs[x]! >= HIGH && row[x] === row[x - WIDE] ? 1 : 0;
      }
    }
    return marks;
  });
}

/** A histogram of squared distances in uniform areas. */
export const emptyUniformDistances = (): Uint32Array => new Uint32Array(MAX_SQ);

/** Adds the distances of a result in the uniform areas of a band. */
export function addUniformDistances(
  uniformAreas: Uint8Array,
  [{ values: x1 }, { values: y1 }, { values: b1 }]: Planes,
  [{ values: x2 }, { values: y2 }, { values: b2 }]: Planes,
  counts: Uint32Array,
): void {
  let equal = 0;
  for (let i = 0; i < uniformAreas.length; i++) {
    if (uniformAreas[i] === 0) continue;
    const square = PER_UNIT * distanceSq(x1[i]! - x2[i]!, y1[i]! - y2[i]!, b1[i]! - b2[i]!);
    if (square < 1) equal++;
    else counts[square < MAX_SQ ? square | 0 : MAX_SQ - 1]!++;
  }
  counts[0]! += equal;
}

/**
 * Returns the highest score that uniform areas of flat graphics allow, by their 99.9th percentile error. Two areas of
 * similar colors merge when they share a palette color, and viewers compare an area with its surroundings. A score of
 * 82 allows an error of 1, where black and white are 100 apart; a score of 75 allows any.
 */
export function uniformAreaLimit(counts: Uint32Array): number {
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  if (pixels < MIN_PIXELS) return 100;
  let left = Math.floor(pixels / ONE_IN);
  let square = MAX_SQ - 1;
  while (square > 0 && left >= counts[square]!) left -= counts[square--]!;
  return 100 - Math.min(MAX_POINTS, Math.sqrt(square / PER_UNIT) / DISTANCE_PER_POINT);
}
