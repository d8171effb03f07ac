import { type ColorTable, expandRow } from '../image/color-table.ts';
import type { ColorType } from './read-header.ts';

/** Format of stored rows. */
export interface RowFormat {
  readonly bitDepth: number;
  /** Stored samples of the transparent color (tRNS of color types 0 and 2). */
  readonly transparent: readonly number[] | undefined;
  /** Pixels of palette indices, or of grays of up to 8 bits. */
  readonly table: ColorTable;
}

/**
 * Writes `count` RGBA pixels of an unfiltered row to `out`: the first at byte `at`, the next ones `step` bytes apart.
 * Returns whether a pixel has an index beyond the palette.
 */
export type ExpandRow = (
  row: Uint8Array,
  count: number,
  format: RowFormat,
  out: Uint8Array,
  at: number,
  step: number,
) => boolean;

export const EXPAND_ROW: Record<ColorType, ExpandRow> = {
  0: expandGray,
  2: expandRgb,
  3: expandIndexed,
  4: expandGrayAlpha,
  6: expandRgba,
};

/** Returns the 16-bit sample at byte `at` as 8 bits: round(v · 255 / 65535). */
function sample16(row: Uint8Array, at: number): number {
  return (((row[at]! << 8) | row[at + 1]!) * 255 + 32895) >>> 16;
}

function expandGray(
  row: Uint8Array,
  count: number,
  format: RowFormat,
  out: Uint8Array,
  at: number,
  step: number,
): boolean {
  if (format.bitDepth < 16) return expandIndexed(row, count, format, out, at, step);
  const transparent = format.transparent?.[0] ?? -1;
  for (let x = 0, o = at; x < count; x++, o += step) {
    const gray = sample16(row, 2 * x);
    out[o] = gray;
    out[o + 1] = gray;
    out[o + 2] = gray;
    out[o + 3] = ((row[2 * x]! << 8) | row[2 * x + 1]!) === transparent ? 0 : 255;
  }
  return false;
}

function expandRgb(
  row: Uint8Array,
  count: number,
  format: RowFormat,
  out: Uint8Array,
  at: number,
  step: number,
): boolean {
  const wide = format.bitDepth === 16;
  const bytes = wide ? 6 : 3;
  const [red = -1, green = -1, blue = -1] = format.transparent ?? [];
  for (let x = 0, i = 0, o = at; x < count; x++, i += bytes, o += step) {
    let isTransparent: boolean;
    if (wide) {
      isTransparent =
        ((row[i]! << 8) | row[i + 1]!) === red &&
        ((row[i + 2]! << 8) | row[i + 3]!) === green &&
        ((row[i + 4]! << 8) | row[i + 5]!) === blue;
      out[o] = sample16(row, i);
      out[o + 1] = sample16(row, i + 2);
      out[o + 2] = sample16(row, i + 4);
    } else {
      isTransparent = row[i] === red && row[i + 1] === green && row[i + 2] === blue;
      out[o] = row[i]!;
      out[o + 1] = row[i + 1]!;
      out[o + 2] = row[i + 2]!;
    }
    out[o + 3] = isTransparent ? 0 : 255;
  }
  return false;
}

function expandIndexed(
  row: Uint8Array,
  count: number,
  { bitDepth, table }: RowFormat,
  out: Uint8Array,
  at: number,
  step: number,
): boolean {
  const pixels = new Uint32Array(out.buffer, out.byteOffset, out.length / 4);
  const rows = { bytes: row, bits: bitDepth, count };
  return expandRow(rows, 0, table, pixels, at / 4, step / 4) >= table.count;
}

function expandGrayAlpha(
  row: Uint8Array,
  count: number,
  format: RowFormat,
  out: Uint8Array,
  at: number,
  step: number,
): boolean {
  const wide = format.bitDepth === 16;
  for (let x = 0, o = at; x < count; x++, o += step) {
    const gray = wide ? sample16(row, 4 * x) : row[2 * x]!;
    out[o] = gray;
    out[o + 1] = gray;
    out[o + 2] = gray;
    out[o + 3] = wide ? sample16(row, 4 * x + 2) : row[2 * x + 1]!;
  }
  return false;
}

function expandRgba(
  row: Uint8Array,
  count: number,
  format: RowFormat,
  out: Uint8Array,
  at: number,
  step: number,
): boolean {
  if (format.bitDepth === 16) {
    for (let x = 0, i = 0, o = at; x < count; x++, i += 8, o += step) {
      out[o] = sample16(row, i);
      out[o + 1] = sample16(row, i + 2);
      out[o + 2] = sample16(row, i + 4);
      out[o + 3] = sample16(row, i + 6);
    }
  } else if (step === 4) {
    out.set(row.subarray(0, 4 * count), at);
  } else {
    for (let x = 0, o = at; x < count; x++, o += step) out.set(row.subarray(4 * x, 4 * x + 4), o);
  }
  return false;
}
