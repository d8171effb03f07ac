import type { Plane, Planes } from './bands.ts';
import { distanceSq } from './worst.ts';

/** Pixels of a cell and of a block in both directions. */
export const CELL = 4;
export const BLOCK = 8;
const CELLS_IN_BLOCK = BLOCK / CELL;
/** The root mean square of second differences at which half of an error is hidden, where black and white are 100 apart. */
const HALF_HIDDEN = 4;
/** What is less smooth is not looked at. */
const ROUGH = 0.02;

/**
 * How smooth some rows of a picture are, from 0, where an edge or texture hides errors, to 1: in whole cells of 4 × 4 pixels
 * and whole blocks of 8 × 8.
 */
export interface Smooth {
  readonly columns: number;
  readonly rows: number;
  /** The least of each cell and its neighbors. */
  readonly cells: Float32Array;
  readonly blockColumns: number;
  readonly blockRows: number;
  /** The least of the cells of each block, and the greatest. */
  readonly blocks: Float32Array;
  readonly smoothest: Float32Array;
  /** The least of each block and its neighbors. */
  readonly wide: Float32Array;
}

/**
 * How smooth a picture is. Second differences of neighboring pixels tell: they are large at edges, in text and in texture,
 * and small in gradients of any slope. The grain of a sky hides little.
 */
export function smoothOf(planes: Planes): Smooth {
  const [{ height, width }] = planes;
  const columns = Math.floor(width / CELL);
  const rows = Math.floor(height / CELL);
  const blockColumns = Math.floor(columns / CELLS_IN_BLOCK);
  const blockRows = Math.floor(rows / CELLS_IN_BLOCK);
  const own = new Float32Array(columns * rows);
  const cells = new Float32Array(columns * rows);
  const [blocks, smoothest, wide] = [0, 0, 0].map(() => new Float32Array(blockColumns * blockRows));
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      const share = bendsIn(planes, CELL * column, CELL * row) / HALF_HIDDEN ** 2;
      const value = 1 / (1 + share * share);
      own[at] = value < ROUGH ? 0 : value;
    }
  }
  /** The least of the cells from one row and column to others. */
  const least = (values: Float32Array, top: number, left: number, bottom: number, right: number) => {
    let value = 1;
    for (let row = Math.max(0, top); row <= Math.min(rows - 1, bottom); row++) {
      const [from, to] = [Math.max(0, left), Math.min(columns - 1, right)];
      for (let at = row * columns + from; at <= row * columns + to; at++) value = Math.min(value, values[at]!);
    }
    return value;
  };
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++)
      cells[at] = least(own, row - 1, column - 1, row + 1, column + 1);
  }
  for (let row = 0, at = 0; row < blockRows; row++) {
    for (let column = 0; column < blockColumns; column++, at++) {
      const [top, left] = [CELLS_IN_BLOCK * row, CELLS_IN_BLOCK * column];
      blocks![at] = least(cells, top, left, top + 1, left + 1);
      wide![at] = least(cells, top - 1, left - 1, top + 2, left + 2);
      const cell = top * columns + left;
      const upper = Math.max(cells[cell]!, cells[cell + 1]!);
      smoothest![at] = Math.max(upper, cells[cell + columns]!, cells[cell + columns + 1]!);
    }
  }
  return {
    columns,
    rows,
    cells,
    blockColumns,
    blockRows,
    blocks: blocks!,
    smoothest: smoothest!,
    wide: wide!,
  };
}

/** The mean square of the second differences at the pixels of a cell. */
function bendsIn([x, y, b]: Planes, left: number, top: number): number {
  const { height, width } = x;
  let sum = 0;
  for (let row = top; row < top + CELL; row++) {
    for (let column = left; column < left + CELL; column++) {
      const at = row * width + column;
      if (column > 0 && column < width - 1) sum += bendAt(x, y, b, at, 1);
      if (row > 0 && row < height - 1) sum += bendAt(x, y, b, at, width);
    }
  }
  return sum / (2 * CELL * CELL);
}

/** The squared second difference at a pixel towards the pixels so far before and after it. */
function bendAt({ values: x }: Plane, { values: y }: Plane, { values: b }: Plane, at: number, away: number) {
  const before = at - away;
  const after = at + away;
  return distanceSq(
    x[before]! - 2 * x[at]! + x[after]!,
    y[before]! - 2 * y[at]! + y[after]!,
    b[before]! - 2 * b[at]! + b[after]!,
  );
}
