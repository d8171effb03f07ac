import { lumaOf, oklabOf, type Picture } from './picture.ts';

/** Side of a block in pixels. */
const SIDE = 8;
/**
 * A block is smooth when the standard deviation of its source's luma is no more than this, in 8-bit units: skies, walls and
 * most of a face are, hair and leaves are not.
 */
export const SMOOTH = 3;

/** How the error of a result lies in the smooth blocks of its source. */
export interface Streaks {
  /** Smooth blocks of 8 × 8 pixels, aligned to the top left. Without one the other figures are 0, and the ratio is 1. */
  readonly blocks: number;
  /**
   * Directional error: the sum over the blocks of the variance of the error's row means, over that of its column means.
   * 1 is an error without direction; more is one that lies along rows.
   */
  readonly ratio: number;
  /** Mean over the blocks of the variance of the error's row means, in squared 8-bit units of luma. */
  readonly rowVariance: number;
  /** The same of column means. */
  readonly columnVariance: number;
  /** Drift of hue: root mean square over the blocks of the mean error in a and b of Oklab, times 100. */
  readonly patches: number;
}

/**
 * The error is the luma of the result less that of its source, both over white. Errors of dithering level out within rows
 * and columns; streaks leave the means of rows apart from one another.
 *
 * @throws if the two pictures differ in size.
 */
export function streaks(source: Picture, result: Picture, smooth: number = SMOOTH): Streaks {
  const { height, width } = source;
  if (width !== result.width || height !== result.height) {
    throw new Error(
      `The result has ${result.width} × ${result.height} pixels, its source ${width} × ${height}`,
    );
  }
  const luma = lumaOf(source);
  const error = lumaOf(result).map((value, i) => value - luma[i]!);
  const [before, after] = [oklabOf(source), oklabOf(result)];
  let [blocks, rows, columns, drift] = [0, 0, 0, 0];
  for (let top = 0; top + SIDE <= height; top += SIDE) {
    for (let left = 0; left + SIDE <= width; left += SIDE) {
      const at = top * width + left;
      if (deviation(luma, at, width) > smooth) continue;
      blocks++;
      rows += meansVariance(error, at, 1, width);
      columns += meansVariance(error, at, width, 1);
      drift += hueDrift(before, after, at, width);
    }
  }
  return {
    blocks,
    ratio: rows === columns ? 1 : rows / columns,
    rowVariance: rows / (blocks || 1),
    columnVariance: columns / (blocks || 1),
    patches: 100 * Math.sqrt(drift / (blocks || 1)),
  };
}

/** Standard deviation within a block. */
function deviation(values: Float32Array, start: number, width: number): number {
  let [sum, squares] = [0, 0];
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const value = values[start + y * width + x]!;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / SIDE ** 2;
  return Math.sqrt(Math.max(0, squares / SIDE ** 2 - mean * mean));
}

/** Variance of the means of the lines of a block: `along` leads to the next value of a line, `across` to the next line. */
function meansVariance(values: Float32Array, start: number, along: number, across: number): number {
  let [sum, squares] = [0, 0];
  for (let line = 0; line < SIDE; line++) {
    let mean = 0;
    for (let i = 0; i < SIDE; i++) mean += values[start + line * across + i * along]! / SIDE;
    sum += mean;
    squares += mean * mean;
  }
  return Math.max(0, squares / SIDE - (sum / SIDE) ** 2);
}

/** Squared length of the mean error of a block in a and b. */
function hueDrift(before: Float32Array, after: Float32Array, start: number, width: number): number {
  let [a, b] = [0, 0];
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const at = 3 * (start + y * width + x);
      a += after[at + 1]! - before[at + 1]!;
      b += after[at + 2]! - before[at + 2]!;
    }
  }
  return (a * a + b * b) / SIDE ** 4;
}
