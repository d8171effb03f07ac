import type { Plane, Planes } from './bands.ts';
import { BLOCK, type Smooth } from './smooth.ts';
import { seenIn, type Tiles, tileAt } from './tiles.ts';
import { distanceSq } from './worst.ts';

const AREA = BLOCK * BLOCK;
/** Errors line up where their variance along one direction is more than so many times that along the other. */
const LINED_UP = 1.3;
/** The distance that takes one from the score. */
const DISTANCE_PER_POINT = 0.0115;

/** How errors vary along rows and columns, by tiles: variances of means of 8 pixels, in squared distances, times pixels. */
export interface LineSums {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}

export const noLines = ({ pixels }: Tiles): LineSums => ({
  rows: new Float64Array(pixels.length),
  columns: new Float64Array(pixels.length),
});

/** How the errors of a block vary, in squared distances: the means of its rows, those of its columns, and all pixels. */
interface Variances {
  rows: number;
  columns: number;
  pixels: number;
}

/**
 * Adds how the errors of a band vary where the original is smooth, block by block, and writes the noise of each block to
 * `noise`: the variance that is neither in rows nor in columns.
 */
export function addLines(
  original: Planes,
  result: Planes,
  { blockColumns, blockRows, blocks, smoothest }: Smooth,
  tiles: Tiles,
  band: number,
  { columns, rows }: LineSums,
  noise: Float32Array,
): void {
  const { width } = original[0];
  const variances: Variances = { rows: 0, columns: 0, pixels: 0 };
  for (let row = 0, block = 0; row < blockRows; row++) {
    for (let column = 0; column < blockColumns; column++, block++) {
      noise[block] = 0;
      if (smoothest[block] === 0) continue;
      variances.rows = 0;
      variances.columns = 0;
      variances.pixels = 0;
      const from = BLOCK * (row * width + column);
      addVariances(original[0], result[0], from, IN_X, variances);
      addVariances(original[1], result[1], from, IN_Y, variances);
      addVariances(original[2], result[2], from, IN_B, variances);
      noise[block] = Math.max(0, variances.pixels - Math.max(variances.rows, variances.columns));
      const weight = AREA * blocks[block]!;
      const tile = tileAt(tiles, band, BLOCK * column, BLOCK * row);
      rows[tile]! += weight * variances.rows;
      columns[tile]! += weight * variances.columns;
    }
  }
}

const IN_X = distanceSq(1, 0, 0);
const IN_Y = distanceSq(0, 1, 0);
const IN_B = distanceSq(0, 0, 1);

/** Adds the variances of one channel. Written out: it goes over most pixels of a picture. */
function addVariances({ values: p, width }: Plane, { values: q }: Plane, from: number, by: number, to: Variances) {
  let [c0, c1, c2, c3, c4, c5, c6, c7] = [0, 0, 0, 0, 0, 0, 0, 0];
  let rows = 0;
  let squares = 0;
  for (let y = 0, i = from; y < BLOCK; y++, i += width) {
    const e0 = q[i]! - p[i]!;
    const e1 = q[i + 1]! - p[i + 1]!;
    const e2 = q[i + 2]! - p[i + 2]!;
    const e3 = q[i + 3]! - p[i + 3]!;
    const e4 = q[i + 4]! - p[i + 4]!;
    const e5 = q[i + 5]! - p[i + 5]!;
    const e6 = q[i + 6]! - p[i + 6]!;
    const e7 = q[i + 7]! - p[i + 7]!;
    const row = e0 + e1 + e2 + e3 + e4 + e5 + e6 + e7;
    rows += row * row;
    squares += e0 * e0 + e1 * e1 + e2 * e2 + e3 * e3 + e4 * e4 + e5 * e5 + e6 * e6 + e7 * e7;
    c0 += e0;
    c1 += e1;
    c2 += e2;
    c3 += e3;
    c4 += e4;
    c5 += e5;
    c6 += e6;
    c7 += e7;
  }
  const sum = c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7;
  const columns = c0 * c0 + c1 * c1 + c2 * c2 + c3 * c3 + c4 * c4 + c5 * c5 + c6 * c6 + c7 * c7;
  const meanSq = (sum * sum) / (AREA * AREA);
  to.rows += by * Math.max(0, rows / (BLOCK * AREA) - meanSq);
  to.columns += by * Math.max(0, columns / (BLOCK * AREA) - meanSq);
  to.pixels += by * Math.max(0, squares / AREA - meanSq);
}

/**
 * The most that a picture can score by its streaks: errors that line up along rows or columns where the original is smooth.
 * Scattered errors of any size have about the same variance in the means of rows and columns and are seen as grain; streaks
 * that are as strong as the scatter between them are seen at once. At a target of 75 what one direction has beyond the
 * other may have a standard deviation of 0.29 of the 100 steps from black to white, less than one of 255 levels.
 */
export function mostByStreaks({ columns, rows }: LineSums, tiles: Tiles): number {
  const linedUp = rows.map((row, tile) => {
    const column = columns[tile]!;
    return Math.max(0, Math.max(row, column) - LINED_UP * Math.min(row, column));
  });
  return Math.max(0, 100 - seenIn(linedUp, tiles) / DISTANCE_PER_POINT);
}
