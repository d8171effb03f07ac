import { EVEN, LIKE_ABOVE, SLOPE } from '../constants.ts';
import { pixelsOf } from '../image/pixels.ts';
import { createSurroundings, markRow } from '../kernels/surroundings.ts';
import type { RgbaImage } from '../types.ts';
import type { Band, Planes } from './bands.ts';
import { distanceSq } from './worst.ts';

/** Squared distances are told apart to a 64th, up to 4 of the 100 steps from black to white. */
const PER_UNIT = 64;
const MOST_SQ = 1024;
/** The distance that takes one from the score, and the most that is taken: fields that are dithered have pixels far off. */
const DISTANCE_PER_POINT = 0.055;
const MOST_TAKEN = 25;
/** Pixels of fields that are left out of the worst: one in so many. */
const ONE_IN = 1000;
/** A field is wider and higher than so many pixels: areas of soft shades are not. */
const WIDE = 16;
const HIGH = 8;
/** Fewer pixels of fields than this tell nothing. */
const FEWEST = 1000;

/** Which pixels of each band are those of even fields: opaque, like those to their left and above, and not those of a slope. */
export function fieldsOf(original: RgbaImage, bands: readonly Band[]): Uint8Array[] {
  const { width } = original;
  const source = pixelsOf(original, 'keep');
  return bands.map(({ rows, top }) => {
    const marks = new Uint8Array(rows * width);
    const surroundings = createSurroundings(width);
    const highs = new Uint32Array(width); // pixels above each that are like it
    for (let y = 0; y < rows; y++) {
      const row = source.view((top + y) * width, (top + y + 1) * width);
      const own = marks.subarray(y * width, (y + 1) * width);
      markRow(surroundings, row, own);
      for (let x = 0; x < width; x++) {
        highs[x] = own[x]! & LIKE_ABOVE ? highs[x]! + 1 : 0;
        const isEven = (own[x]! & (EVEN | SLOPE)) === EVEN && row[x]! >>> 24 === 255;
        own[x] = isEven && highs[x]! >= HIGH && row[x] === row[x - WIDE] ? 1 : 0;
      }
    }
    return marks;
  });
}

/** How many pixels of fields have each squared distance. */
export const noFieldDistances = (): Uint32Array => new Uint32Array(MOST_SQ);

/** Adds the distances of a result to a band of its original, in fields. */
export function addFieldDistances(
  fields: Uint8Array,
  [x1, y1, b1]: Planes,
  [x2, y2, b2]: Planes,
  counts: Uint32Array,
): void {
  for (let i = 0; i < fields.length; i++) {
    if (fields[i] === 0) continue;
    const square = distanceSq(
      x1.values[i]! - x2.values[i]!,
      y1.values[i]! - y2.values[i]!,
      b1.values[i]! - b2.values[i]!,
    );
    counts[Math.min(MOST_SQ - 1, Math.floor(PER_UNIT * square))]!++;
  }
}

/**
 * The most that flat graphics can score, by the pixel of even fields in a thousand that is farthest from its color. Two fields
 * that differ by a little become one when they share a color, and a color on a page is compared with the same one beside it: at
 * a target of 82 fields may be off by 1 of the 100 steps from black to white, at 75 by any.
 */
export function mostByFields(counts: Uint32Array): number {
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  if (pixels < FEWEST) return 100;
  let left = Math.floor(pixels / ONE_IN);
  let square = MOST_SQ - 1;
  while (square > 0 && left >= counts[square]!) left -= counts[square--]!;
  return 100 - Math.min(MOST_TAKEN, Math.sqrt(square / PER_UNIT) / DISTANCE_PER_POINT);
}
