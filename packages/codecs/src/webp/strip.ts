import { concatBytes } from '../bytes.ts';
import { orientationExif, readOrientation } from '../metadata/exif.ts';
import type { Stripped } from '../metadata/stripped.ts';
import { readWebpMetadata } from './decode.ts';
import {
  EXIF_FLAG,
  type RiffChunk,
  readRiffChunks,
  readWebp,
  riffChunkBytes,
  writeWebp,
  XMP_FLAG,
} from './riff.ts';

const FRAME_CHUNKS: readonly string[] = ['ALPH', 'VP8 ', 'VP8L'];
const KEPT: readonly string[] = [...FRAME_CHUNKS, 'ICCP', 'ANIM'];
/** Bytes of an ANMF chunk before the chunks of its frame. */
const FRAME_HEADER = 16;

/** Removes all chunks of a WebP except those of its pictures, animation, color profile and orientation. */
export function stripWebp(bytes: Uint8Array): Stripped {
  const { chunks } = readWebp(bytes);
  const orientation = readOrientation(readWebpMetadata(chunks).metadata.exif);
  const kept: RiffChunk[] = [];
  for (const { id, data } of chunks) {
    if (id === 'VP8X') kept.push({ id, data: withoutFlags(data, orientation === 1 ? 0 : EXIF_FLAG) });
    else if (id === 'ANMF') kept.push({ id, data: plainFrame(data) });
    else if (KEPT.includes(id)) kept.push({ id, data });
  }
  if (orientation !== 1) kept.push({ id: 'EXIF', data: orientationExif(orientation) });
  return { bytes: writeWebp(kept), orientation, hadCredentials: chunks.some(({ id }) => id === 'C2PA') };
}

/** Returns the VP8X data without metadata flags, except for the given EXIF flag. */
function withoutFlags(header: Uint8Array, exif: number): Uint8Array {
  const copy = header.slice(0, 10);
  copy[0] = (copy[0]! & ~(EXIF_FLAG | XMP_FLAG)) | exif;
  return copy;
}

/** Returns an ANMF chunk without chunks that are not part of its picture. */
function plainFrame(frame: Uint8Array): Uint8Array {
  const chunks = readRiffChunks(frame.subarray(FRAME_HEADER)).filter(({ id }) => FRAME_CHUNKS.includes(id));
  return concatBytes([frame.subarray(0, FRAME_HEADER), ...chunks.flatMap(riffChunkBytes)]);
}
