import { Inflate } from 'fflate';
import { CodecError, damaged } from '../errors.ts';
import { adler32 } from './adler32.ts';

const PIECE = 32 * 1024; // compressed bytes per step; deflate makes at most 1032 bytes of one

/**
 * Inflates the zlib stream that is spread over IDAT chunks, piece by piece, into `sink`. Everything that is not a
 * correct stream is an error; whether it was long enough is for the sink to know.
 */
export function inflateImageData(parts: readonly Uint8Array[], sink: (bytes: Uint8Array) => void): void {
  const { method, flags, tail } = frame(parts);
  if ((method & 15) !== 8 || method >> 4 > 7 || ((method << 8) | flags) % 31 !== 0 || flags & 32) {
    throw damaged('The compressed image data of the PNG does not begin as zlib data: the file is damaged.');
  }
  let checksum = 1;
  const inflate = new Inflate((bytes) => {
    if (bytes.length === 0) return;
    checksum = adler32(bytes, checksum);
    sink(bytes);
  });
  let skip = 2; // the zlib header, which may be in two chunks
  try {
    for (const part of parts) {
      const data = part.subarray(Math.min(skip, part.length));
      skip -= part.length - data.length;
      for (let at = 0; at < data.length; at += PIECE) inflate.push(data.subarray(at, at + PIECE));
    }
  } catch (error) {
    if (error instanceof CodecError) throw error;
    throw damaged(`The compressed image data of the PNG is damaged (${(error as Error).message}).`);
  }
  if (checksum !== tail) {
    throw damaged('The checksum of the image data is wrong, or the data is cut short: the PNG is damaged.');
  }
}

/** First two bytes of the stream, and its last four as a number. */
function frame(parts: readonly Uint8Array[]): { method: number; flags: number; tail: number } {
  const ends: number[] = [];
  const starts: number[] = [];
  for (const part of parts) {
    for (let i = 0; i < part.length && starts.length < 2; i++) starts.push(part[i]!);
    ends.push(...part.subarray(Math.max(0, part.length - 4)));
  }
  const [a = 0, b = 0, c = 0, d = 0] = ends.slice(-4);
  return {
    method: starts[0] ?? 0,
    flags: starts[1] ?? 0,
    tail: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0,
  };
}
