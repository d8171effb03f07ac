import type { IndexedImage, RgbaImage } from '@kcolors/core';
import { withProfile } from '../color/carry-colors.ts';
import { CodecError } from '../errors.ts';
import { expandIndexed } from '../image/expand-indexed.ts';
import { isOpaque } from '../image/flatten.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import { droppedChunksNote } from '../metadata/carry-over.ts';
import type { Preserve } from '../preserve.ts';
import type { EncodedImage, EncodeEffort, Metadata } from '../types.ts';
import { extendedHeader, PICTURE_CHUNKS } from './decode.ts';
import {
  ALPHA_FLAG,
  EXIF_FLAG,
  ICC_FLAG,
  type RiffChunk,
  readRiffChunks,
  writeWebp,
  XMP_FLAG,
} from './riff.ts';

/** Maximum width and height of the format. */
export const MAX_SIDE = 16383;

/** Speed settings of libwebp: its method, 0 to 6, and its quality, 0 to 100. */
const EFFORTS: Record<EncodeEffort, readonly [method: number, quality: number]> = {
  fast: [1, 50],
  default: [4, 75],
  best: [6, 100],
};

/** Encodes a lossless WebP. With `hidden`, it has more hidden colors than a palette could hold. */
export async function encodeIndexedWebp(
  image: IndexedImage,
  metadata: Metadata,
  effort: EncodeEffort,
  { hidden }: Pick<Preserve, 'hidden'> = {},
): Promise<EncodedImage> {
  checkWebpSize(image);
  return encodeLosslessWebp(expandIndexed(image, hidden), metadata, effort);
}

/** Encodes a lossless WebP of RGBA pixels, including hidden colors. */
export async function encodeLosslessWebp(
  image: RgbaImage,
  metadata: Metadata,
  effort: EncodeEffort,
): Promise<EncodedImage> {
  checkWebpSize(image);
  const { encodeLosslessWithLibWebp } = await import('../wasm/webp-encoder.ts');
  return withWebpMetadata(await encodeLosslessWithLibWebp(image, ...EFFORTS[effort]), image, metadata);
}

/** @throws {CodecError} `'too-large'` if a WebP cannot have so many rows or columns. */
export function checkWebpSize({ height, width }: Pick<RgbaImage, 'height' | 'width'>): void {
  if (width <= MAX_SIDE && height <= MAX_SIDE) return;
  throw new CodecError(
    'too-large',
    `A WebP can have at most 16383 × 16383 pixels but this is ${width} × ${height}.`,
  );
}

/** Returns an encoded WebP with metadata, and notes about everything that a WebP cannot store. */
export function withWebpMetadata(plain: Uint8Array, image: RgbaImage, allMetadata: Metadata): EncodedImage {
  const metadata = withProfile('webp', allMetadata);
  const { icc, exif, xmp } = metadata;
  const notes = [...droppedChunksNote(metadata, 'WebP'), ...droppedSegmentNotes(metadata)];
  if (!icc && !exif && !xmp) return { bytes: plain, notes };
  const flags =
    (icc ? ICC_FLAG : 0) | (isOpaque(image) ? 0 : ALPHA_FLAG) | (exif ? EXIF_FLAG : 0) | (xmp ? XMP_FLAG : 0);
  const chunks: RiffChunk[] = [extendedHeader(image.width, image.height, flags)];
  if (icc) chunks.push({ id: 'ICCP', data: icc });
  chunks.push(...readRiffChunks(plain.subarray(12)).filter(({ id }) => PICTURE_CHUNKS.includes(id)));
  if (exif) chunks.push({ id: 'EXIF', data: exif });
  if (xmp) chunks.push({ id: 'XMP ', data: xmp });
  return { bytes: writeWebp(chunks), notes };
}
