import type { Planes } from './bands.ts';
import { IN_B, IN_X, IN_Y } from './percentile-error.ts';

/** Side of a cell and of a block, in pixels. */
export const CELL = 4;
export const BLOCK = 8;
const CELLS_IN_BLOCK = BLOCK / CELL;
/** Side of the square around a cell, and around a block, in cells. */
const CELLS_AROUND = 3;
const BLOCKS_AROUND = 6;
/** Root mean square of second differences that hides half of an error, where black and white are 100 apart. */
const HALF_HIDDEN = 4;
/** Cells with less smoothness count as rough. */
const ROUGH = 0.02;

/**
 * Smoothness of some rows, for whole cells of 4 × 4 pixels and whole blocks of 8 × 8. It is 0 where an edge or texture
 * hides errors and 1 where nothing does. If every other block is skipped, the others count double.
 */
export interface Smooth {
  readonly columns: number;
  readonly rows: number;
  /** Minimum of each cell and its neighbors. */
  readonly cells: Float32Array;
  readonly blockColumns: number;
  readonly blockRows: number;
  /** Minimum and maximum over the cells of each block. */
  readonly blocks: Float32Array;
  readonly smoothest: Float32Array;
  /** Minimum of each block and its neighbors. */
  readonly wide: Float32Array;
}

/**
 * Measures smoothness by second differences of neighboring pixels. They are large at edges, in text and in texture, and
 * small in gradients of any slope. The grain of a sky hides little.
 *
 * @param isThin skips every other block and doubles the weight of the rest; enough for large images
 */
export function smoothOf(planes: Planes, isThin: boolean): Smooth {
  const [{ height, width }] = planes;
  const columns = Math.floor(width / CELL);
  const rows = Math.floor(height / CELL);
  const blockColumns = Math.floor(columns / CELLS_IN_BLOCK);
  const blockRows = Math.floor(rows / CELLS_IN_BLOCK);
  const own = new Float32Array(columns * rows);
  const cells = new Float32Array(columns * rows);
  const blocks = new Float32Array(blockColumns * blockRows);
  const smoothest = new Float32Array(blocks.length);
  const wide = new Float32Array(blocks.length);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const share = meanSquareOf(planes, CELL * column, CELL * row) / HALF_HIDDEN ** 2;
      const value = 1 / (1 + share * share * share);
      own[at] = value < ROUGH ? 0 : value;
    }
  }
  const count = isThin ? 2 : 1;
  const isLeftOut = (row: number, column: number) => isThin && ((row + column) & 1) === 1;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      if (isLeftOut(row >> 1, column >> 1)) continue;
      cells[at] = count * minOf(own, columns, rows, row - 1, column - 1, CELLS_AROUND);
    }
  }
  for (let row = 0, at = 0; row < blockRows; row++) {
    for (let column = 0; column < blockColumns; column++, at++) {
      if (isLeftOut(row, column)) continue;
      const cell = CELLS_IN_BLOCK * (row * columns + column);
      const [a, b, c, d] = [
        cells[cell]!,
        cells[cell + 1]!,
        cells[cell + columns]!,
        cells[cell + columns + 1]!,
      ];
      blocks[at] = Math.min(a, b, c, d);
      smoothest[at] = Math.max(a, b, c, d);
      if (blocks[at] === 0) continue;
      wide[at] =
        count *
        minOf(own, columns, rows, CELLS_IN_BLOCK * row - 2, CELLS_IN_BLOCK * column - 2, BLOCKS_AROUND);
    }
  }
  return { columns, rows, cells, blockColumns, blockRows, blocks, smoothest, wide };
}

/** The minimum of a square of cells. */
function minOf(
  values: Float32Array,
  columns: number,
  rows: number,
  top: number,
  left: number,
  side: number,
): number {
  let min = 1;
  const right = Math.min(columns, left + side);
  const bottom = Math.min(rows, top + side);
  for (let row = Math.max(0, top); row < bottom; row++) {
    for (let column = Math.max(0, left); column < right; column++) {
      const value = values[row * columns + column]!;
      if (value < min) min = value;
    }
  }
  return min;
}

/** The mean square of the second differences in a cell. */
function meanSquareOf([x, y, b]: Planes, left: number, top: number): number {
  const { height, width } = x;
  const inX = squaredDifferencesOf(x.values, width, height, left, top);
  const inY = squaredDifferencesOf(y.values, width, height, left, top);
  const inB = squaredDifferencesOf(b.values, width, height, left, top);
  return (IN_X * inX + IN_Y * inY + IN_B * inB) / (2 * CELL * CELL);
}

/** The sum of the squared second differences of a channel, across and down, where a pixel has both neighbors. */
function squaredDifferencesOf(
  values: Float32Array,
  width: number,
  height: number,
  left: number,
  top: number,
): number {
  const first = Math.max(1, left);
  const end = Math.min(width - 1, left + CELL);
  let sum = 0;
  for (let row = top; row < top + CELL; row++) {
    const isInside = row > 0 && row < height - 1;
    for (let column = first; column < end; column++) {
      const at = row * width + column;
      const twice = 2 * values[at]!;
      const across = values[at - 1]! + values[at + 1]! - twice;
      sum += across * across;
      if (!isInside) continue;
      const down = values[at - width]! + values[at + width]! - twice;
      sum += down * down;
    }
  }
  return sum;
}
