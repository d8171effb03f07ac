/** The pixels of all 256 color numbers. */
export interface ColorTable {
  readonly pixels: Uint32Array;
  /** Colors that the file has; the pixels of higher numbers are black. */
  readonly count: number;
}

/** The table of a palette of 4 bytes a color. */
export function colorTable(rgba: Uint8Array): ColorTable {
  const all = new Uint8Array(4 * 256);
  for (let i = 3; i < all.length; i += 4) all[i] = 255;
  all.set(rgba);
  return { pixels: new Uint32Array(all.buffer), count: rgba.length / 4 };
}

/** Numbers of colors in rows of bytes, the highest bits first. */
export interface PackedRows {
  readonly bytes: Uint8Array;
  /** 1, 2, 4 or 8 for each number. */
  readonly bits: number;
  /** Numbers in a row. */
  readonly count: number;
}

/**
 * Writes the pixels of the row that begins at byte `from` to `out`, from `to` on, one every `step` pixels. Returns its
 * highest number.
 */
export function expandRow(
  { bytes, bits, count }: PackedRows,
  from: number,
  { pixels }: ColorTable,
  out: Uint32Array,
  to: number,
  step = 1,
): number {
  let highest = 0;
  if (bits === 8) {
    for (let x = 0, o = to; x < count; x++, o += step) {
      const number = bytes[from + x]!;
      if (number > highest) highest = number;
      out[o] = pixels[number]!;
    }
    return highest;
  }
  const mask = 2 ** bits - 1;
  for (let x = 0, o = to; x < count; x++, o += step) {
    const bit = x * bits;
    const number = (bytes[from + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask;
    if (number > highest) highest = number;
    out[o] = pixels[number]!;
  }
  return highest;
}

/** What is said of an image with color numbers beyond its palette: browsers and libraries make such pixels black. */
export const missingColorsNote = (format: string): string =>
  `The palette of the ${format} is missing colors: their pixels are black.`;
