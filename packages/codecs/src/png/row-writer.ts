import { expandRowOf, type RowFormat } from './expand-row.ts';
import type { RowSink } from './inflate-image.ts';
import { passesOf } from './passes.ts';
import { CHANNELS, type PngHeader } from './read-header.ts';
import { createRowBuffer } from './row-buffer.ts';
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
  const expand = expandRowOf(colorType, bitDepth);
  const pixels = new Uint32Array(out.buffer, out.byteOffset, out.length / 4);
  const passes = passesOf(header);
  let pass = 0;
  let y = 0;
  let filled = 0;
  let hasExtra = false;
  let hasMissingColors = false;
  let row = createRowBuffer(0);
  let above = row;

  const startPass = () => {
    const length = Math.ceil((passes[pass]!.columns * bits) / 8);
    row = createRowBuffer(length);
    above = createRowBuffer(length);
    y = 0;
  };
  const finishRow = () => {
    const { x, y: top, dx, dy, columns, rows } = passes[pass]!;
    unfilterRow(row, above, Math.max(1, bits >> 3));
    const at = (top + y * dy) * width + x;
    if (expand(row.samples, columns, format, pixels, at, dx)) hasMissingColors = true;
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
        const count = Math.min(row.bytes.length - filled, bytes.length - at);
        row.bytes.set(bytes.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled === row.bytes.length) finishRow();
      }
      if (at < bytes.length) hasExtra = true;
    },
  };
}
