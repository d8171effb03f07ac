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
 * Writes `count` pixels of an unfiltered row to `out`: the first at `at`, the next ones `step` pixels apart.
 * Returns whether a pixel has an index beyond the palette.
 *
 * @param out - RGBA pixels as 32-bit words, red in the lowest byte
 */
export type ExpandRow = (
  row: Uint8Array,
  count: number,
  format: RowFormat,
  out: Uint32Array,
  at: number,
  step: number,
) => boolean;

const OPAQUE = 0xff000000 | 0;
const WITHOUT_ALPHA = 0xffffff;
const GRAY = 0x010101; // times a gray: its red, green and blue

/** Returns the 16-bit sample at byte `at` as 8 bits: round(v · 255 / 65535). */
function sample16(row: Uint8Array, at: number): number {
  return (((row[at]! << 8) | row[at + 1]!) * 255 + 32895) >>> 16;
}

/** Returns whether the 16-bit samples from byte `at` on are those of the transparent color. */
function isTransparent16(row: Uint8Array, at: number, transparent: readonly number[] | undefined): boolean {
  if (!transparent) return false;
  for (let i = 0; i < transparent.length; i++) {
    if (((row[at + 2 * i]! << 8) | row[at + 2 * i + 1]!) !== transparent[i]) return false;
  }
  return true;
}

const expandGray16: ExpandRow = (row, count, { transparent }, out, at, step) => {
  for (let x = 0, i = 0, o = at; x < count; x++, i += 2, o += step) {
    const alpha = isTransparent16(row, i, transparent) ? 0 : OPAQUE;
    out[o] = (sample16(row, i) * GRAY) | alpha;
  }
  return false;
};

const expandRgb16: ExpandRow = (row, count, { transparent }, out, at, step) => {
  for (let x = 0, i = 0, o = at; x < count; x++, i += 6, o += step) {
    const alpha = isTransparent16(row, i, transparent) ? 0 : OPAQUE;
    out[o] = sample16(row, i) | (sample16(row, i + 2) << 8) | (sample16(row, i + 4) << 16) | alpha;
  }
  return false;
};

const expandRgb: ExpandRow = (row, count, { transparent }, out, at, step) => {
  for (let x = 0, i = 0, o = at; x < count; x++, i += 3, o += step) {
    out[o] = row[i]! | (row[i + 1]! << 8) | (row[i + 2]! << 16) | OPAQUE;
  }
  if (!transparent) return false;
  const [red, green, blue] = transparent as [number, number, number];
  const color = (red | (green << 8) | (blue << 16) | OPAQUE) >>> 0;
  for (let x = 0, o = at; x < count; x++, o += step) {
    if (out[o] === color) out[o] = color & WITHOUT_ALPHA;
  }
  return false;
};

const expandIndexed: ExpandRow = (bytes, count, { bitDepth, table }, out, at, step) => {
  return expandRow({ bytes, bits: bitDepth, count }, 0, table, out, at, step) >= table.count;
};

const expandGrayAlpha: ExpandRow = (row, count, _, out, at, step) => {
  for (let x = 0, i = 0, o = at; x < count; x++, i += 2, o += step) {
    out[o] = (row[i]! * GRAY) | (row[i + 1]! << 24);
  }
  return false;
};

const expandGrayAlpha16: ExpandRow = (row, count, _, out, at, step) => {
  for (let x = 0, i = 0, o = at; x < count; x++, i += 4, o += step) {
    out[o] = (sample16(row, i) * GRAY) | (sample16(row, i + 2) << 24);
  }
  return false;
};

const expandRgba16: ExpandRow = (row, count, _, out, at, step) => {
  for (let x = 0, i = 0, o = at; x < count; x++, i += 8, o += step) {
    out[o] =
      sample16(row, i) |
      (sample16(row, i + 2) << 8) |
      (sample16(row, i + 4) << 16) |
      (sample16(row, i + 6) << 24);
  }
  return false;
};

const expandRgba: ExpandRow = (row, count, _, out, at, step) => {
  if (step === 1) {
    new Uint8Array(out.buffer, out.byteOffset + 4 * at, 4 * count).set(row.subarray(0, 4 * count));
    return false;
  }
  for (let x = 0, i = 0, o = at; x < count; x++, i += 4, o += step) {
    out[o] = row[i]! | (row[i + 1]! << 8) | (row[i + 2]! << 16) | (row[i + 3]! << 24);
  }
  return false;
};

/** For samples of up to 8 bits. */
const EXPAND_8: Record<ColorType, ExpandRow> = {
  0: expandIndexed,
  2: expandRgb,
  3: expandIndexed,
  4: expandGrayAlpha,
  6: expandRgba,
};

const EXPAND_16: Record<ColorType, ExpandRow> = {
  0: expandGray16,
  2: expandRgb16,
  3: expandIndexed, // has at most 8 bits
  4: expandGrayAlpha16,
  6: expandRgba16,
};

/** Returns the function that expands the rows of a color type and a bit depth. */
export function expandRowOf(colorType: ColorType, bitDepth: number): ExpandRow {
  return bitDepth === 16 ? EXPAND_16[colorType] : EXPAND_8[colorType];
}
