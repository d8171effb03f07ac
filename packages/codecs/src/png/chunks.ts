import { concatBytes, latin1, latin1Bytes, u32be, u32beBytes } from '../bytes.ts';
import { damaged } from '../errors.ts';
import { crc32 } from './crc32.ts';

const SIGNATURE: Uint8Array = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/** A PNG chunk. Its length and checksum are computed when it is written. */
export interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/** Chunks of a PNG file. */
export interface ChunkList {
  readonly chunks: readonly Chunk[];
  readonly notes: readonly string[];
  /** Whether the end chunk is missing or damaged. */
  readonly isTruncated: boolean;
}

const CHUNK_NAME = /^[A-Za-z]{4}$/;
const MAX_NOTES = 5;

/** Returns a note per chunk type, and one note for all types after the first five: a file may have any number. */
export function notesOfTypes(types: ReadonlySet<string>, note: (type: string) => string): string[] {
  const notes = [...types].slice(0, MAX_NOTES).map(note);
  const more = types.size - MAX_NOTES;
  return more > 0 ? [...notes, `The same happened to chunks of ${more} more types.`] : notes;
}

/**
 * Returns the chunks of a PNG as views. Bytes after IEND are ignored. An ancillary chunk with a wrong checksum is dropped
 * with a note. A file that is truncated or invalid after the start of its image data is still read: the last IDAT chunk
 * then ends with the file.
 * @throws {CodecError} `'damaged'` if the file is truncated before its image data, or if a critical chunk has a wrong
 * checksum.
 */
export function readChunks(bytes: Uint8Array): ChunkList {
  const chunks: Chunk[] = [];
  const wrong = new Set<string>();
  const notes = () =>
    notesOfTypes(wrong, (type) => `The ${type} chunk has a wrong checksum and was dropped.`);
  let hasImageData = false;
  let at = SIGNATURE.length;
  for (;;) {
    const length = u32be(bytes, at);
    const end = at + 12 + length;
    if (at + 12 > bytes.length || end > bytes.length) {
      const type = latin1(bytes, at + 4, 4);
      if (type === 'IDAT' && at + 8 < bytes.length) {
        chunks.push({ type, data: bytes.subarray(at + 8, end - 4) });
        return { chunks, notes: notes(), isTruncated: true };
      }
      if (!hasImageData) throw truncated(bytes, at, end);
      return { chunks, notes: notes(), isTruncated: true };
    }
    const type = latin1(bytes, at + 4, 4);
    if (!CHUNK_NAME.test(type)) {
      if (hasImageData) return { chunks, notes: notes(), isTruncated: true };
      throw badName(at);
    }
    const isCritical = type[0]! < 'a';
    if (crc32(bytes, at + 4, end - 4) === u32be(bytes, end - 4)) {
      chunks.push({ type, data: bytes.subarray(at + 8, end - 4) });
    } else if (type === 'IEND') {
      return { chunks, notes: notes(), isTruncated: true };
    } else if (isCritical) {
      throw damaged(`The checksum of the ${type} chunk at byte ${at} is wrong: the file is damaged.`);
    } else {
      wrong.add(type);
    }
    if (type === 'IEND') return { chunks, notes: notes(), isTruncated: false };
    hasImageData ||= type === 'IDAT';
    at = end;
  }
}

function badName(at: number): Error {
  return damaged(`Expected a PNG chunk at byte ${at} but its name is not four letters: the file is damaged.`);
}

function truncated(bytes: Uint8Array, at: number, end: number): Error {
  if (at + 8 > bytes.length) return damaged(`The PNG is truncated: it ends after ${bytes.length} bytes.`);
  const type = latin1(bytes, at + 4, 4);
  if (!CHUNK_NAME.test(type)) return badName(at);
  return damaged(
    `The PNG is truncated: its ${type} chunk should end at byte ${end} but the file has ${bytes.length} bytes.`,
  );
}

/** Returns a PNG file with these chunks. */
export function writePng(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  return concatBytes([SIGNATURE, ...chunks.map(writePngChunk)]);
}

/** Returns the bytes of one chunk with its length and checksum. */
export function writePngChunk({ type, data }: Chunk): Uint8Array<ArrayBuffer> {
  const named = concatBytes([latin1Bytes(type), data]);
  return concatBytes([u32beBytes(data.length), named, u32beBytes(crc32(named))]);
}
