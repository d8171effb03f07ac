import { Unzlib } from 'fflate';
import { decompressLzw } from './lzw.ts';
import type { Compression } from './page.ts';

/** Decompresses a block, and returns the number of bytes written to `out`, which never exceed its length. */
type Decompress = (bytes: Uint8Array, out: Uint8Array) => number;

/** Compressed bytes per step of inflate, which expands a byte to at most 1032. */
const PIECE = 16 * 1024;

/** Inflates until `out` is full. A damaged stream ends early. */
const inflate: Decompress = (bytes, out) => {
  let length = 0;
  const stream = new Unzlib((piece) => {
    out.set(piece.subarray(0, out.length - length), length);
    length = Math.min(out.length, length + piece.length);
  });
  try {
    for (let at = 0; at < bytes.length && length < out.length; at += PIECE) {
      stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    }
  } catch {
    return length;
  }
  return length;
};

/** Unpacks the run lengths of TIFF 6.0, section 9. */
const unpackBits: Decompress = (bytes, out) => {
  let to = 0;
  for (let at = 0; at < bytes.length && to < out.length; ) {
    const control = bytes[at++]!;
    if (control < 128) {
      const part = bytes.subarray(at, at + Math.min(control + 1, out.length - to));
      out.set(part, to);
      to += part.length;
      at += control + 1;
    } else if (control > 128) {
      if (at >= bytes.length) break;
      const end = Math.min(out.length, to + 257 - control);
      out.fill(bytes[at++]!, to, end);
      to = end;
    }
  }
  return to;
};

const copy: Decompress = (bytes, out) => {
  const part = bytes.subarray(0, out.length);
  out.set(part);
  return part.length;
};

/** Compressions of bytes, each with the maximum number of bytes that one byte can become. */
export const DECOMPRESSORS: Readonly<
  Record<Exclude<Compression, 'jpeg'>, { readonly decompress: Decompress; readonly ratio: number }>
> = {
  none: { decompress: copy, ratio: 1 },
  lzw: { decompress: decompressLzw, ratio: 3000 },
  deflate: { decompress: inflate, ratio: 1040 },
  packbits: { decompress: unpackBits, ratio: 64 },
};
