import { concatBytes, latin1, latin1Bytes, u32be, u32beBytes } from '../bytes.ts';
import { damaged } from '../errors.ts';
import { crc32 } from './crc32.ts';

const SIGNATURE: Uint8Array = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

export interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

export interface ChunkList {
  readonly chunks: readonly Chunk[];
  readonly notes: readonly string[];
  /** The end chunk is missing or damaged. */
  readonly isCut: boolean;
}

const CHUNK_NAME = /^[A-Za-z]{4}$/;
const MOST_NOTES = 5;

/** A note for each type of chunk; of many types the first ones, since a file may have any number. */
export function notesOfTypes(types: ReadonlySet<string>, note: (type: string) => string): string[] {
  const notes = [...types].slice(0, MOST_NOTES).map(note);
  const more = types.size - MOST_NOTES;
  return more > 0 ? [...notes, `The same happened to chunks of ${more} more types.`] : notes;
}

/**
 * Splits a PNG into its chunks, as views. Bytes after IEND are ignored. An ancillary chunk with a wrong checksum is dropped
 * with a note; a wrong checksum of a critical chunk is an error. A file that ends within its image data, or goes on with
 * something else after it, is read: the last IDAT chunk is then as long as the file.
 * @throws {CodecError} `'damaged'`
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
        return { chunks, notes: notes(), isCut: true };
      }
      if (!hasImageData) throw truncated(bytes, at, end);
      return { chunks, notes: notes(), isCut: true };
    }
    const type = latin1(bytes, at + 4, 4);
    if (!CHUNK_NAME.test(type)) {
      if (hasImageData) return { chunks, notes: notes(), isCut: true };
      throw badName(at);
    }
    const isCritical = type[0]! < 'a';
    if (crc32(bytes, at + 4, end - 4) === u32be(bytes, end - 4)) {
      chunks.push({ type, data: bytes.subarray(at + 8, end - 4) });
    } else if (type === 'IEND') {
      return { chunks, notes: notes(), isCut: true };
    } else if (isCritical) {
      throw damaged(`The checksum of the ${type} chunk at byte ${at} is wrong: the file is damaged.`);
    } else {
      wrong.add(type);
    }
    if (type === 'IEND') return { chunks, notes: notes(), isCut: false };
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

/** Puts chunks together to a file; lengths and checksums are computed. */
export function writePng(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  return concatBytes([SIGNATURE, ...chunks.map(writePngChunk)]);
}

/** One chunk with its length and checksum. */
export function writePngChunk({ type, data }: Chunk): Uint8Array<ArrayBuffer> {
  const named = concatBytes([latin1Bytes(type), data]);
  return concatBytes([u32beBytes(data.length), named, u32beBytes(crc32(named))]);
}
