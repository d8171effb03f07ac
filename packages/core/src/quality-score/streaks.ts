import type { Planes } from './bands.ts';
import { IN_B, IN_X, IN_Y } from './percentile-error.ts';
import { BLOCK, type Smooth } from './smooth.ts';
import { poolTiles, scoreAfterLoss, type Tiles, tileAt } from './tiles.ts';

const AREA = BLOCK * BLOCK;
/** Errors line up if the variance in one direction exceeds this multiple of the variance in the other. */
const SCATTERED = 1.2;
/** From this multiple on they count fully. */
const ALIGNED = 1.8;
/** Part of the variance that scattered errors of the same noise would have; it is subtracted. */
const OF_SCATTERED = 0.75;
/** Weight of streaks in a single tile. */
const OF_WORST = 0.35;
/** Distance per point of the score. */
const DISTANCE_PER_POINT = 0.0065;

/** Variances of the mean errors of 8 pixels along rows and columns, per tile: squared distances times pixels. */
export interface LineSums {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  /** Variance that scattered errors of the same noise have in each direction. */
  readonly scattered: Float64Array;
  /** Pixels of each tile times their smoothness. */
  readonly pixels: Float64Array;
}

export const emptyLines = ({ pixels }: Tiles): LineSums => ({
  rows: new Float64Array(pixels.length),
  columns: new Float64Array(pixels.length),
  scattered: new Float64Array(pixels.length),
  pixels: new Float64Array(pixels.length),
});

/**
 * Variances of the lightness error in a block: of the row means, of the column means, and of the noise. Noise is the difference of two neighbors minus that of the two below them; a straight step gives 0.
 */
interface Variances {
  rows: number;
  columns: number;
  noise: number;
}

/**
 * Adds the lightness errors of a band along rows and columns where the original is smooth. Writes the noise of each
 * block to `noise`: the variance of a pixel's error in all channels without steps.
 */
export function addLines(
  [x1, y1, b1]: Planes,
  [x2, y2, b2]: Planes,
  { blockColumns, blockRows, blocks, smoothest }: Smooth,
  tiles: Tiles,
  band: number,
  { columns, pixels, rows, scattered }: LineSums,
  noise: Float32Array,
): void {
  const { width } = y1;
  const of: Variances = { rows: 0, columns: 0, noise: 0 };
  for (let row = 0, block = 0; row < blockRows; row++) {
    for (let column = 0; column < blockColumns; column++, block++) {
      noise[block] = 0;
      if (smoothest[block] === 0) continue;
      const from = BLOCK * (row * width + column);
      findVariances(y1.values, y2.values, from, width, of);
      noise[block] =
        IN_Y * of.noise +
        IN_X * noiseIn(x1.values, x2.values, from, width) +
        IN_B * noiseIn(b1.values, b2.values, from, width);
      const weight = AREA * blocks[block]!;
      const tile = tileAt(tiles, band, BLOCK * column, BLOCK * row);
      rows[tile]! += weight * IN_Y * of.rows;
      columns[tile]! += weight * IN_Y * of.columns;
      scattered[tile]! += (weight * IN_Y * of.noise) / BLOCK;
      pixels[tile]! += weight;
    }
  }
}

/** Measures the variances of a block. Unrolled, since it runs over most pixels of many images. */
function findVariances(p: Float32Array, q: Float32Array, from: number, width: number, to: Variances): void {
  let c0 = 0;
  let c1 = 0;
  let c2 = 0;
  let c3 = 0;
  let c4 = 0;
  let c5 = 0;
  let c6 = 0;
  let c7 = 0;
  let rows = 0;
  let noise = 0;
  for (let y = 0, i = from; y < BLOCK; y += 2, i += 2 * width) {
    const j = i + width;
    const e0 = q[i]! - p[i]!;
    const e1 = q[i + 1]! - p[i + 1]!;
    const e2 = q[i + 2]! - p[i + 2]!;
    const e3 = q[i + 3]! - p[i + 3]!;
    const e4 = q[i + 4]! - p[i + 4]!;
    const e5 = q[i + 5]! - p[i + 5]!;
    const e6 = q[i + 6]! - p[i + 6]!;
    const e7 = q[i + 7]! - p[i + 7]!;
    const f0 = q[j]! - p[j]!;
    const f1 = q[j + 1]! - p[j + 1]!;
    const f2 = q[j + 2]! - p[j + 2]!;
    const f3 = q[j + 3]! - p[j + 3]!;
    const f4 = q[j + 4]! - p[j + 4]!;
    const f5 = q[j + 5]! - p[j + 5]!;
    const f6 = q[j + 6]! - p[j + 6]!;
    const f7 = q[j + 7]! - p[j + 7]!;
    const e = e0 + e1 + e2 + e3 + e4 + e5 + e6 + e7;
    const f = f0 + f1 + f2 + f3 + f4 + f5 + f6 + f7;
    rows += e * e + f * f;
    const d0 = e0 - e1 - f0 + f1;
    const d2 = e2 - e3 - f2 + f3;
    const d4 = e4 - e5 - f4 + f5;
    const d6 = e6 - e7 - f6 + f7;
    noise += d0 * d0 + d2 * d2 + d4 * d4 + d6 * d6;
    c0 += e0 + f0;
    c1 += e1 + f1;
    c2 += e2 + f2;
    c3 += e3 + f3;
    c4 += e4 + f4;
    c5 += e5 + f5;
    c6 += e6 + f6;
    c7 += e7 + f7;
  }
  const mean = (c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7) / AREA;
  const columns = c0 * c0 + c1 * c1 + c2 * c2 + c3 * c3 + c4 * c4 + c5 * c5 + c6 * c6 + c7 * c7;
  to.rows = Math.max(0, rows / (BLOCK * AREA) - mean * mean);
  to.columns = Math.max(0, columns / (BLOCK * AREA) - mean * mean);
  to.noise = noise / AREA;
}

/** The noise of a channel, measured on two rows in the middle of a block. */
function noiseIn(p: Float32Array, q: Float32Array, from: number, width: number): number {
  let sum = 0;
  const above = from + 3 * width;
  for (let i = above, j = above + width; i < above + BLOCK; i += 2, j += 2) {
    const across = q[i]! - p[i]! - q[i + 1]! + p[i + 1]!;
    const next = q[j]! - p[j]! - q[j + 1]! + p[j + 1]!;
    sum += (across - next) * (across - next);
  }
  return sum / (2 * BLOCK);
}

/**
 * Returns the highest score that streaks allow: lightness errors that line up along rows or columns where the original
 * is smooth. Scattered errors have similar variance in row and column means, 0.8 to 1.1 times each other, and look like
 * grain. The same variance in one direction alone is visible as lines. A score of 82 allows streaks all over the image
 * whose means of 8 pixels have a standard deviation of 0.12. This is a third of one of 255 levels; black and white are
 * 100 apart.
 */
export function streaksLimit({ columns, pixels, rows, scattered }: LineSums, tiles: Tiles): number {
  const streaks = rows.map((row, tile) => alignedVariance(row, columns[tile]!, scattered[tile]!));
  return scoreAfterLoss(poolTiles(streaks, pixels, tiles, OF_WORST) / DISTANCE_PER_POINT);
}

/** The larger variance beyond scattered errors, scaled down if it hardly exceeds the other one. */
function alignedVariance(row: number, column: number, scattered: number): number {
  const more = Math.max(row, column);
  const less = Math.min(row, column);
  const beyond = Math.max(0, more - OF_SCATTERED * scattered);
  if (more >= ALIGNED * less) return beyond;
  return (beyond * Math.max(0, more - SCATTERED * less)) / ((ALIGNED - SCATTERED) * less);
}
