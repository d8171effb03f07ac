import { compileModule, instantiateModule } from '../engine/embedded-module.ts';
import { type Axis, BORDERS, CODES, LIGHT, OPACITY } from '../kernels/resample.ts';
import { RESAMPLE_WASM, type Resample } from './resample-wasm.ts';
import { lastCellOf, OPEN_ROWS, type Resampler } from './resampler.ts';

let compiled: object | undefined;

const PAGE = 2 ** 16;
/** Bytes of a cell, or of a result of a row: four floats. */
const CELL = 16;

/**
 * Creates the WebAssembly resampler. Throws if the host does not support or allow WebAssembly with SIMD, or if an image
 * is too wide for its memory.
 */
export function createWasmResampler(columns: Axis): Resampler {
  const { cells, count, length, side } = columns;
  compiled ??= compileModule(RESAMPLE_WASM);
  const kernels = instantiateModule<Resample>(compiled);
  let top = kernels.heapBase();
  const allocate = (bytes: number): number => {
    const at = Math.ceil(top / CELL) * CELL;
    top = at + bytes;
    return at;
  };
  const cellsAt = allocate(CELL * cells);
  const spansAt = allocate(4 * columns.spans.length);
  const weightsAt = allocate(4 * columns.weights.length);
  const rowBytes = CELL * count;
  const rowAt = allocate(rowBytes);
  const openAt = Array.from({ length: OPEN_ROWS }, () => allocate(3 * rowBytes));
  const pixelsAt = allocate(4 * length);
  const resultsAt = allocate(4 * count);
  const missing = top - kernels.memory.buffer.byteLength;
  if (missing > 0) kernels.memory.grow(Math.ceil(missing / PAGE));
  const { buffer } = kernels.memory;
  new Float32Array(buffer, kernels.LIGHT.value, LIGHT.length).set(LIGHT);
  new Float32Array(buffer, kernels.OPACITY.value, OPACITY.length).set(OPACITY);
  new Float32Array(buffer, kernels.BORDERS.value, BORDERS.length).set(BORDERS);
  new Uint8Array(buffer, kernels.CODES.value, CODES.length).set(CODES);
  new Uint32Array(buffer, spansAt, columns.spans.length).set(columns.spans);
  new Float32Array(buffer, weightsAt, columns.weights.length).set(columns.weights);
  const cellBytes = new Uint8Array(buffer, cellsAt, CELL * cells);
  const pixels = new Uint32Array(buffer, pixelsAt, length);
  const results = new Uint32Array(buffer, resultsAt, count);
  return {
    startCells: () => cellBytes.fill(0),
    addPixels(words) {
      pixels.set(words);
      kernels.addPixels(pixelsAt, length, side, cellsAt);
    },
    endCells(rows) {
      const each = side * rows;
      if (each > 1) kernels.averageCells(cellsAt, cells, each, lastCellOf(columns) * rows);
      kernels.resampleCells(cellsAt, spansAt, weightsAt, count, rowAt);
    },
    clearRow: (i) => kernels.clearRow(openAt[i]!, rowBytes),
    addRow: (i, weight, isInner) => kernels.addRow(rowAt, rowBytes, weight, isInner, openAt[i]!),
    readRow(i) {
      kernels.writeRow(openAt[i]!, rowBytes, resultsAt);
      return results;
    },
  };
}
