import { lumaOf, oklabOf, type Picture } from './picture.ts';

/** Side of a block in pixels. */
const SIDE = 8;
/**
 * Maximum standard deviation of the source's luma in a smooth block, in 8-bit units. Skies, walls and most of a face
 * are smooth; hair and leaves are not.
 */
export const SMOOTH = 3;

/** Structure of a result's error in the smooth blocks of its source. */
export interface Streaks {
  /**
   * Number of smooth blocks of 8 × 8 pixels, aligned to the top left. Without any, the other values are 0, and the
   * ratio is 1.
   */
  readonly blocks: number;
  /**
   * Directional error: the sum over the blocks of the variance of the error's row means, divided by that of its
   * column means. 1 is an error without direction; larger values are errors along rows.
   */
  readonly ratio: number;
  /** Mean over the blocks of the variance of the error's row means, in squared 8-bit units of luma. */
  readonly rowVariance: number;
  /** The same for column means. */
  readonly columnVariance: number;
  /** Hue drift: root mean square over the blocks of the mean error in Oklab's a and b, times 100. */
  readonly patches: number;
}

/**
 * Measures streaks. The error is the luma of the result minus that of its source, both over white. Dithering errors
 * cancel within rows and columns; streaks make the row means differ.
 *
 * @throws if the two images differ in size.
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

/** Returns the standard deviation within a block. */
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

/**
 * Returns the variance of the means of a block's lines. `along` is the stride within a line, `across` that between
 * lines.
 */
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

/** Returns the squared length of a block's mean error in a and b. */
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
