import type { Pixels } from '../image/pixels.ts';
import type { Axis } from '../kernels/resample.ts';

/** Maximum number of rows of results that are open at a time: a row of cells counts for up to six of them. */
export const OPEN_ROWS = 6;

/**
 * The loops over pixels of a resize. There is a TypeScript and a WebAssembly resampler, which return the same bytes.
 * Rows of pixels are averaged to a row of cells, which is resampled along x and added to open rows of results.
 */
export interface Resampler {
  /** Starts a row of cells. */
  startCells(): void;
  /** Adds a row of pixels to the row of cells. */
  addPixels(pixels: Pixels): void;
  /** Resamples the row of cells along x; `rows` of pixels were added to it. */
  endCells(rows: number): void;
  /** Clears the open row `open`, 0 to `OPEN_ROWS` − 1. */
  clearRow(open: number): void;
  /** Adds the resampled row to an open row. Inner rows bound the result. */
  addRow(open: number, weight: number, isInner: boolean): void;
  /** Returns the pixels of an open row, valid until the next call. */
  readRow(open: number): Pixels;
}

/** Number of pixels of the last cell of an axis. */
export const lastCellOf = ({ cells, length, side }: Axis): number => length - (cells - 1) * side;
