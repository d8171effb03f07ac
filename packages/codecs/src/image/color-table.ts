/** Pixels of all 256 palette indices. */
export interface ColorTable {
  readonly pixels: Uint32Array;
  /** Number of colors in the file. The pixels of higher indices are black. */
  readonly count: number;
}

/** Returns the table of an RGBA palette, 4 bytes per color. */
export function colorTable(rgba: Uint8Array): ColorTable {
  const all = new Uint8Array(4 * 256);
  for (let i = 3; i < all.length; i += 4) all[i] = 255;
  all.set(rgba);
  return { pixels: new Uint32Array(all.buffer), count: rgba.length / 4 };
}

/** Rows of packed palette indices, the highest bits first. */
export interface PackedRows {
  readonly bytes: Uint8Array;
  /** Bits per index: 1, 2, 4 or 8. */
  readonly bits: number;
  /** Indices per row. */
  readonly count: number;
}

/**
 * Writes the pixels of one row and returns its highest index.
 * @param from - byte at which the row starts
 * @param to - pixel in `out` at which to start
 * @param step - distance of the pixels in `out`
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
      const index = bytes[from + x]!;
      if (index > highest) highest = index;
      out[o] = pixels[index]!;
    }
    return highest;
  }
  const mask = 2 ** bits - 1;
  for (let x = 0, o = to; x < count; x++, o += step) {
    const bit = x * bits;
    const index = (bytes[from + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask;
    if (index > highest) highest = index;
    out[o] = pixels[index]!;
  }
  return highest;
}

/** Returns the note for indices beyond the palette. Browsers and libraries make such pixels black. */
export const missingColorsNote = (format: string): string =>
  `The palette of the ${format} is missing colors: their pixels are black.`;
