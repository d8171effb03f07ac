import { Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from 'pako';
import { damaged } from '../errors.ts';
import { adler32 } from './adler32.ts';

const PIECE = 32 * 1024; // compressed bytes per step; deflate expands a byte to at most 1032
const OUTPUT = 64 * 1024; // inflated bytes per step
const RAW = -15; // window bits of pako for raw deflate data, without zlib header
const HEADER = 2;
const CHECKSUM = 4;

/** Receives the inflated bytes of an image. */
export interface RowSink {
  write(bytes: Uint8Array): void;
  readonly isComplete: () => boolean;
  /** Returns whether bytes came after the last row. */
  readonly hasExtra: () => boolean;
}

/**
 * Inflates the zlib stream of the IDAT chunks into `rows`, and returns notes. It is slower than `inflateNatively`, but
 * reads damaged streams. A truncated stream yields the rows that it has. Data after the last row is ignored with a note, as in libpng.
 * @throws {CodecError} `'damaged'` if the stream is damaged before the last row.
 */
export function inflateImageData(parts: readonly Uint8Array[], rows: RowSink): readonly string[] {
  const pieces = piecesOf(parts);
  const first = pieces.next().value ?? new Uint8Array(0);
  checkHeader(first);
  const stream = new ZStream();
  zlibInflateInit2(stream, RAW);
  const output = new Uint8Array(OUTPUT);
  let checksum = 1;
  let status: number = Z_OK;
  /** Inflates a piece, and returns its bytes after the end of the stream. */
  const inflate = (piece: Uint8Array): Uint8Array => {
    stream.input = piece;
    stream.next_in = 0;
    stream.avail_in = piece.length;
    do {
      stream.output = output;
      stream.next_out = 0;
      stream.avail_out = OUTPUT;
      status = zlibInflate(stream, Z_NO_FLUSH);
      const inflated = output.subarray(0, stream.next_out);
      checksum = adler32(inflated, checksum);
      rows.write(inflated);
    } while (status === Z_OK && (stream.avail_in > 0 || stream.avail_out === 0));
    return piece.subarray(piece.length - stream.avail_in);
  };
  const isRunning = () => (status === Z_OK || status === Z_BUF_ERROR) && !rows.hasExtra();

  let rest = inflate(first.subarray(HEADER));
  while (isRunning()) {
    const { value, done } = pieces.next();
    if (done) break;
    rest = inflate(value);
  }
  if (rows.hasExtra()) return ['The image data of the PNG has more than its rows; the rest was ignored.'];
  const isEnded = status === Z_STREAM_END;
  if (!isEnded && !isRunning() && !rows.isComplete()) {
    throw damaged('The compressed image data of the PNG is damaged.');
  }
  if (!rows.isComplete()) return []; // the caller notes how much is missing
  const tail = isEnded ? joinTail(rest, pieces) : new Uint8Array(0);
  const isRight = tail.length >= CHECKSUM && checksumAt(tail) === checksum;
  return [
    ...(isRight ? [] : ['The checksum of the image data is wrong or missing; all rows exist.']),
    ...(tail.length > CHECKSUM ? ['Bytes after the end of the image data were ignored.'] : []),
  ];
}

/** Yields the data in pieces of equal size, because an encoder may have stored chunks of single bytes. */
function* piecesOf(parts: readonly Uint8Array[]): Generator<Uint8Array, undefined> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for (const part of parts) {
    for (let at = 0; at < part.length; ) {
      const count = Math.min(PIECE - filled, part.length - at);
      piece.set(part.subarray(at, at + count), filled);
      filled += count;
      at += count;
      if (filled < PIECE) continue;
      yield piece;
      piece = new Uint8Array(PIECE); // not reused, because the caller keeps a view of the last piece
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
  return undefined;
}

function checkHeader([method = 0, flags = 0]: Uint8Array): void {
  if ((method & 15) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0 && !(flags & 32)) return;
  throw damaged('The compressed image data of the PNG does not begin as zlib data: the file is damaged.');
}

/** Returns up to 5 bytes after the end of the stream: the checksum, and one more byte if there is any. */
function joinTail(rest: Uint8Array, pieces: Iterable<Uint8Array>): Uint8Array {
  const tail = Array.from(rest.subarray(0, CHECKSUM + 1));
  for (const piece of tail.length > CHECKSUM ? [] : pieces) {
    tail.push(...piece.subarray(0, CHECKSUM + 1));
    if (tail.length > CHECKSUM) break;
  }
  return Uint8Array.from(tail);
}

function checksumAt([a = 0, b = 0, c = 0, d = 0]: Uint8Array): number {
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}
