import {
  type Axis,
  addPixels,
  addRow,
  averageCells,
  clearRow,
  resampleCells,
  writeRow,
} from '../kernels/resample.ts';
import { lastCellOf, OPEN_ROWS, type Resampler } from './resampler.ts';

/** Creates the TypeScript resampler: the reference for WebAssembly, and its replacement where it is missing. */
export function createJsResampler(columns: Axis): Resampler {
  const cells = new Float32Array(4 * columns.cells);
  const row = new Float32Array(4 * columns.count);
  const open = Array.from({ length: OPEN_ROWS }, () => new Float32Array(3 * row.length));
  const pixels = new Uint32Array(columns.count);
  return {
    startCells: () => cells.fill(0),
    addPixels: (words) => addPixels(words, columns.side, cells),
    endCells(rows) {
      const each = columns.side * rows;
      if (each > 1) averageCells(cells, each, lastCellOf(columns) * rows);
      resampleCells(cells, columns, row);
    },
    clearRow: (i) => clearRow(open[i]!),
    addRow: (i, weight, isInner) => addRow(row, weight, isInner, open[i]!),
    readRow(i) {
      writeRow(open[i]!, pixels);
      return pixels;
    },
  };
}
