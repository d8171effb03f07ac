/** Returns the minimum PNG bit depth for this number of colors. */
export function bitDepthFor(colors: number): 1 | 2 | 4 | 8 {
  return colors <= 2 ? 1 : colors <= 4 ? 2 : colors <= 16 ? 4 : 8;
}

/**
 * Returns the rows of a PNG before compression. Each starts with filter 0 (None), because neighboring palette indices are
 * unrelated. Indices follow with `bitDepth` bits each, the leftmost pixel in the highest bits.
 * @param renumber - new index for each index in `indices`
 */
export function packRows(
  indices: Uint8Array,
  width: number,
  height: number,
  bitDepth: number,
  renumber: Uint8Array,
): Uint8Array {
  const rowBytes = 1 + Math.ceil((width * bitDepth) / 8);
  const rows = new Uint8Array(rowBytes * height);
  for (let y = 0, i = 0; y < height; y++) {
    let o = y * rowBytes + 1;
    if (bitDepth === 8) {
      for (let x = 0; x < width; x++, i++, o++) rows[o] = renumber[indices[i]!]!;
      continue;
    }
    let shift = 8 - bitDepth;
    for (let x = 0; x < width; x++, i++) {
      rows[o]! |= renumber[indices[i]!]! << shift;
      if (shift === 0) o++;
      shift = shift === 0 ? 8 - bitDepth : shift - bitDepth;
    }
  }
  return rows;
}
