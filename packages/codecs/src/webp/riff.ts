import { concatBytes, latin1, latin1Bytes, u16le, u24le, u32le, u32leBytes } from '../bytes.ts';
import { damaged } from '../errors.ts';
import type { ImageHeader } from '../types.ts';

/** Flags of the VP8X chunk. */
export const ICC_FLAG = 0x20;
export const ALPHA_FLAG = 0x10;
export const EXIF_FLAG = 0x08;
export const XMP_FLAG = 0x04;

/** A RIFF chunk. */
export interface RiffChunk {
  readonly id: string;
  readonly data: Uint8Array;
}

/** Structure of a WebP file. */
export interface WebpFile {
  readonly header: ImageHeader;
  readonly chunks: readonly RiffChunk[];
  /** Number of frames of an animation; 0 for a still. */
  readonly frameCount: number;
}

/** Returns RIFF chunks as views. */
export function readRiffChunks(bytes: Uint8Array): RiffChunk[] {
  const chunks: RiffChunk[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = u32le(bytes, at + 4);
    if (at + 8 + length > bytes.length) {
      throw damaged(`The WebP is truncated: its ${latin1(bytes, at, 4)} chunk should have ${length} bytes.`);
    }
    chunks.push({ id: latin1(bytes, at, 4), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length & 1);
  }
  return chunks;
}

/** Returns a WebP file with these chunks. */
export function writeWebp(chunks: readonly RiffChunk[]): Uint8Array<ArrayBuffer> {
  const body = concatBytes([latin1Bytes('WEBP'), ...chunks.flatMap(riffChunkBytes)]);
  return concatBytes([latin1Bytes('RIFF'), u32leBytes(body.length), body]);
}

/** Returns the bytes of a chunk: name, length, data, and a padding byte if its length is odd. */
export const riffChunkBytes = ({ id, data }: RiffChunk): Uint8Array[] => [
  latin1Bytes(id),
  u32leBytes(data.length),
  data,
  new Uint8Array(data.length & 1),
];

/**
 * Reads the chunks and the header of a WebP.
 * @throws {CodecError} `'damaged'`
 */
export function readWebp(bytes: Uint8Array): WebpFile {
  const size = u32le(bytes, 4) + 8;
  if (size > bytes.length) {
    throw damaged(`The WebP is truncated: it should have ${size} bytes but has ${bytes.length}.`);
  }
  const chunks = readRiffChunks(bytes.subarray(12, size));
  const first = chunks[0];
  if (!first) throw damaged('The WebP has no picture.');
  const frameCount = chunks.filter(({ id }) => id === 'ANMF').length;
  const animated = first.id === 'VP8X' && ((first.data[0] ?? 0) & 2) !== 0;
  const picture = chunks.find(({ id }) => id === 'VP8 ' || id === 'VP8L');
  if (!picture && frameCount === 0) throw damaged('The WebP has no picture.');
  const coded = picture && readCodedSize(picture);
  const canvas =
    first.id === 'VP8X' ? { width: u24le(first.data, 4) + 1, height: u24le(first.data, 7) + 1 } : undefined;
  if (coded && canvas && (coded.width !== canvas.width || coded.height !== canvas.height)) {
    throw damaged(
      `The WebP says ${canvas.width} × ${canvas.height} but its picture is ${coded.width} × ${coded.height}.`,
    );
  }
  const shown = canvas ?? coded;
  if (!shown) throw damaged('The WebP has frames but does not say how large its picture is.');
  const { width, height } = shown;
  const header: ImageHeader = { format: 'webp', width, height, bitDepth: 8, animated, colorModel: 'rgb' };
  return { header, chunks, frameCount };
}

/** Returns the size in the bitstream of a VP8 (RFC 6386, 9.1) or VP8L chunk. */
export function readCodedSize({ id, data }: RiffChunk): { width: number; height: number } {
  if (id === 'VP8L') {
    if (data.length < 5 || data[0] !== 0x2f) throw damaged('The lossless picture of the WebP has no header.');
    const bits = u32le(data, 1);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (data.length < 10 || u24le(data, 3) !== 0x2a019d)
    throw damaged('The picture of the WebP has no header.');
  return { width: u16le(data, 6) & 0x3fff, height: u16le(data, 8) & 0x3fff };
}
