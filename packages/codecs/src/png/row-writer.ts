import { EXPAND_ROW, type RowFormat } from './expand-row.ts';
import type { RowSink } from './inflate-image.ts';
import { passesOf } from './passes.ts';
import { CHANNELS, type PngHeader } from './read-header.ts';
import { unfilterRow } from './unfilter.ts';

/** Position of the first missing row: the index of a pass among those with pixels, and a row of that pass. */
export interface RowPosition {
  readonly pass: number;
  readonly row: number;
}

/** Writes inflated rows to an image. */
export interface RowWriter extends RowSink {
  readonly position: () => RowPosition;
  /** Returns whether a pixel has an index beyond the palette. */
  readonly hasMissingColors: () => boolean;
}

/** Creates a writer that collects inflated bytes into rows and writes each complete row to the image. */
export function createRowWriter(header: PngHeader, format: RowFormat, out: Uint8Array): RowWriter {
  const { width, colorType, bitDepth } = header;
  const bits = CHANNELS[colorType] * bitDepth;
  const expand = EXPAND_ROW[colorType];
  const passes = passesOf(header);
  let pass = 0;
  let y = 0;
  let filled = 0;
  let hasExtra = false;
  let hasMissingColors = false;
  let row = new Uint8Array(0); // the filter byte and the row
  let above = new Uint8Array(0);

  const startPass = () => {
    const length = 1 + Math.ceil((passes[pass]!.columns * bits) / 8);
    row = new Uint8Array(length);
    above = new Uint8Array(length);
    y = 0;
  };
  const finishRow = () => {
    const { x, y: top, dx, dy, columns, rows } = passes[pass]!;
    const samples = row.subarray(1);
    unfilterRow(row[0]!, samples, above.subarray(1), Math.max(1, bits >> 3));
    const at = 4 * ((top + y * dy) * width + x);
    if (expand(samples, columns, format, out, at, 4 * dx)) hasMissingColors = true;
    [row, above] = [above, row];
    filled = 0;
    y++;
    if (y === rows && ++pass < passes.length) startPass();
  };
  startPass();
  return {
    isComplete: () => pass === passes.length,
    hasExtra: () => hasExtra,
    hasMissingColors: () => hasMissingColors,
    position: () => ({ pass, row: y }),
    write: (bytes: Uint8Array): void => {
      let at = 0;
      while (at < bytes.length && pass < passes.length) {
        const count = Math.min(row.length - filled, bytes.length - at);
        row.set(bytes.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled === row.length) finishRow();
      }
      if (at < bytes.length) hasExtra = true;
    },
  };
}
