import type { Planes, Pyramid } from './bands.ts';
import { BLOCK, CELL, type Smooth } from './smooth.ts';
import { seenIn, type Tiles, tileAt } from './tiles.ts';
import { distanceSq } from './worst.ts';

/** Levels of a pyramid on which steps are looked for: means of 2, 4 and 8 pixels, for narrow bands and for wide ones. */
const LEVELS = [1, 2, 3] as const;
/** What squared steps of a level count: bands of a few pixels are seen less, and looked for in every other cell. */
const COUNTS: Readonly<Record<number, number>> = { 1: 1.3, 2: 1, 3: 1 };
/** A squared step counts by what it has beyond so many times the mean square that noise has. */
const BEYOND_NOISE = 4;
/** Means on each side of a step. */
const SIDE = 3;
/** The distance that takes one from the score. */
const DISTANCE_PER_POINT = 0.016;

/** Squared steps of each level by tiles, in squared distances, times pixels. */
export type StepSums = readonly Float64Array[];

export const noSteps = ({ pixels }: Tiles): StepSums => LEVELS.map(() => new Float64Array(pixels.length));

/**
 * Adds the steps that a band of a picture has and its original has not, where the original is smooth.
 *
 * @param noise the noise of each block of `smooth`: see `addLines`
 */
export function addSteps(
  original: Pyramid,
  result: Pyramid,
  smooth: Smooth,
  tiles: Tiles,
  band: number,
  sums: StepSums,
  noise: Float32Array,
): void {
  if (noise.length === 0) return;
  for (const [i, level] of LEVELS.entries()) {
    if (level < original.length)
      addLevel(original[level]!, result[level]!, level, smooth, tiles, band, sums[i]!, noise);
  }
}

/** Adds one step for each cell, of the narrowest at every other place, or for each block. */
function addLevel(
  [x1, y1, b1]: Planes,
  [x2, y2, b2]: Planes,
  level: number,
  smooth: Smooth,
  tiles: Tiles,
  band: number,
  sums: Float64Array,
  noise: Float32Array,
): void {
  const { blockColumns, blockRows } = smooth;
  const isWide = 2 ** level === BLOCK;
  const columns = isWide ? blockColumns : smooth.columns;
  const rows = isWide ? blockRows : smooth.rows;
  const weights = isWide ? smooth.wide : smooth.cells;
  const side = isWide ? BLOCK : CELL;
  const inBlock = isWide ? 0 : 1; // bits from a column to its block
  const isNarrow = level === 1;
  const stride = Math.max(1, CELL >> level);
  const { height, width } = x1;
  const counts = (COUNTS[level]! * side * side) / SIDE ** 2;
  const ofNoise = (BEYOND_NOISE * 2 * SIDE) / 4 ** level;
  for (let row = 0, at = 0; row < rows; row++) {
    const noiseRow = blockColumns * Math.min(blockRows - 1, row >> inBlock);
    for (let column = 0; column < columns; column++, at++) {
      const weight = weights[at]!;
      if (weight === 0 || (isNarrow && ((row + column) & 1) === 1)) continue;
      const x = stride * column;
      const y = stride * row;
      if (x === 0 || y === 0 || x >= width - 1 || y >= height - 1) continue;
      const i = y * width + x;
      let square = IN_Y * stepSq(y1.values, y2.values, i, width);
      if (!isNarrow)
        square +=
          IN_X * stepSq(x1.values, x2.values, i, width) + IN_B * stepSq(b1.values, b2.values, i, width);
      const block = noiseRow + Math.min(blockColumns - 1, column >> inBlock);
      const beyond = square - ofNoise * noise[block]!;
      if (beyond > 0) sums[tileAt(tiles, band, side * column, side * row)]! += counts * weight * beyond;
    }
  }
}

const IN_X = distanceSq(1, 0, 0);
const IN_Y = distanceSq(0, 1, 0);
const IN_B = distanceSq(0, 0, 1);

/** The square of the step at a place in what differs, across and down, summed up over three neighbors on each side. */
function stepSq(p: Float32Array, q: Float32Array, i: number, width: number): number {
  const above = i - width;
  const below = i + width;
  const e1 = q[above - 1]! - p[above - 1]!;
  const e2 = q[above]! - p[above]!;
  const e3 = q[above + 1]! - p[above + 1]!;
  const e4 = q[i - 1]! - p[i - 1]!;
  const e5 = q[i + 1]! - p[i + 1]!;
  const e6 = q[below - 1]! - p[below - 1]!;
  const e7 = q[below]! - p[below]!;
  const e8 = q[below + 1]! - p[below + 1]!;
  const across = e3 + e5 + e8 - e1 - e4 - e6;
  const down = e6 + e7 + e8 - e1 - e2 - e3;
  return across * across + down * down;
}

/**
 * The most that a picture can score by its bands: steps in the error between areas where the original is smooth. An edge
 * that the original has is no step of the error, and what dithering scatters is noise, which has no steps. From CAMBI
 * (Tandon, Afonso, Sole, Krasula 2021) come the scales, the mask of smooth areas, and pooling by the worst places; from its
 * full-reference form in libvmaf (2021) that only added bands count. Other than there, color counts as lightness does,
 * steps of any height count by what is seen of them, and windows fit into icons. At a target of 75 steps all over a picture
 * may be 0.4 of the 100 steps from black to white in the root mean square, which bands three of 255 levels apart have.
 */
export function mostByBands(sums: StepSums, tiles: Tiles): number {
  let seen = 0;
  for (const squares of sums) seen = Math.max(seen, seenIn(squares, tiles));
  return Math.max(0, 100 - seen / DISTANCE_PER_POINT);
}
