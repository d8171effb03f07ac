const CLEAR = 256;
const END = 257;
const MAX_CODES = 4096;

/**
 * Decompresses LZW of TIFF 6.0 (section 13), and returns the number of bytes written to `out`. It differs from GIF: the
 * highest bits come first, and codes get longer one code earlier.
 */
export function decompressLzw(bytes: Uint8Array, out: Uint8Array): number {
  // The string of a code was written before: `starts` says where, `lengths` how many bytes it has.
  const starts = new Int32Array(MAX_CODES + 1);
  const lengths = new Int32Array(MAX_CODES + 1);
  let count = END + 1;
  let width = 9;
  let at = 0;
  let previous = 0; // length of the last string; 0 after a clear code
  let held = 0;
  let heldBits = 0;
  for (let i = 0; i < bytes.length && at < out.length; i++) {
    held = ((held << 8) | bytes[i]!) & 0xffffff;
    heldBits += 8;
    if (heldBits < width) continue;
    heldBits -= width;
    const code = (held >>> heldBits) & (2 ** width - 1);
    if (code === END) break;
    if (code === CLEAR) {
      count = END + 1;
      width = 9;
      previous = 0;
      continue;
    }
    if (previous > 0 && count < MAX_CODES) {
      // The last string with the first byte of this one, which follows it in `out`.
      starts[count] = at - previous;
      lengths[count++] = previous + 1;
      if (count + 1 >= 2 ** width && width < 12) width++;
    }
    if (code < CLEAR) {
      out[at++] = code;
      previous = 1;
      continue;
    }
    if (code >= count) return at;
    const start = starts[code]!;
    previous = Math.min(lengths[code]!, out.length - at);
    for (let k = 0; k < previous; k++) out[at + k] = out[start + k]!; // may copy bytes that it has just written
    at += previous;
  }
  return at;
}
