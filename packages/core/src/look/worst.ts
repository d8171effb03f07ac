import { isFlatGraphics } from '../image/flat-graphics.ts';
import type { RgbaImage } from '../types.ts';
import type { Band, Planes } from './bands.ts';

/** Squared distances that are told apart: whole numbers below this. */
const MOST_SQ = 1024;
/** What is left out of the worst: a pixel in so many. */
const ONE_IN = 1000;
/** The distance that takes one from the score. */
const DISTANCE_PER_POINT = 0.32;

/** Weights of squared differences in XYB in squared distances, where black and white are 100 apart, about as in Oklab. */
export const IN_X = 7000;
export const IN_Y = 14100;
export const IN_B = 10300;

/** The squared distance of two colors by what differs in X, Y and B; black and white are 100 apart. */
export const distanceSq = (dx: number, dy: number, db: number): number =>
  IN_X * dx * dx + IN_Y * dy * dy + IN_B * db * db;

/** How many pixels have each squared distance, rounded down. */
export const noDistances = (): Uint32Array => new Uint32Array(MOST_SQ);

/**
 * Whether bands of a picture are flat graphics, by what repeats the pixel to the left; what is fully transparent does not
 * count.
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
 * Adds the distances of a result to a band of its original, of opaque pixels alone: soft edges are hard in formats that know
 * no translucency, however many colors there are.
 */
export function addDistances(
  { data, width }: RgbaImage,
  { top }: Band,
  [x1, y1, b1]: Planes,
  [x2, y2, b2]: Planes,
  counts: Uint32Array,
): void {
  for (let i = 0, alpha = 4 * width * top + 3; i < x1.values.length; i++, alpha += 4) {
    if (data[alpha]! < 255) continue;
    const dx = x1.values[i]! - x2.values[i]!;
    const dy = y1.values[i]! - y2.values[i]!;
    const db = b1.values[i]! - b2.values[i]!;
    const square = distanceSq(dx, dy, db);
    counts[Math.min(MOST_SQ - 1, Math.floor(square))]!++;
  }
}

/**
 * The most that flat graphics can score, by the pixel in a thousand (of fewer than 2,000 the second) that is farthest from
 * its color. There a mean tells little: most of it is even ground, and a few letters in another hue are seen all the same. At
 * a target of 75 no more than a pixel in a thousand may be farther off than 8 of the 100 steps from black to white.
 */
export function mostByWorst(counts: Uint32Array): number {
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.floor(pixels / ONE_IN));
  let square = MOST_SQ - 1;
  while (square > 0 && left >= counts[square]!) left -= counts[square--]!;
  return Math.max(0, 100 - Math.sqrt(square) / DISTANCE_PER_POINT);
}
