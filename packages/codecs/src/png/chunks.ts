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
}

/**
 * Splits a PNG into its chunks, as views. What follows IEND is ignored. An ancillary chunk with a wrong checksum
 * is dropped with a note; in a critical one that is an error. A file that ends after its image data is read.
 */
export function readChunks(bytes: Uint8Array): ChunkList {
  const chunks: Chunk[] = [];
  const notes: string[] = [];
  let hasImageData = false;
  let at = SIGNATURE.length;
  for (;;) {
    const length = u32be(bytes, at);
    const end = at + 12 + length;
    if (at + 12 > bytes.length || end > bytes.length) {
      const type = latin1(bytes, at + 4, 4);
      if (!hasImageData || type === 'IDAT') throw truncated(bytes, at, end);
      notes.push('The end of the file is missing; the pixels are complete.');
      return { chunks, notes };
    }
    const type = latin1(bytes, at + 4, 4);
    if (!/^[A-Za-z]{4}$/.test(type)) {
      throw badName(at);
    }
    const isCritical = type[0]! < 'a';
    if (crc32(bytes, at + 4, end - 4) === u32be(bytes, end - 4)) {
      chunks.push({ type, data: bytes.subarray(at + 8, end - 4) });
    } else if (isCritical) {
      throw damaged(`The checksum of the ${type} chunk at byte ${at} is wrong: the file is damaged.`);
    } else {
      notes.push(`The ${type} chunk has a wrong checksum and was dropped.`);
    }
    if (type === 'IEND') return { chunks, notes };
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
  if (!/^[A-Za-z]{4}$/.test(type)) return badName(at);
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
