import type { IndexedImage } from '@kcolors/core';
import { withProfile } from '../color/carry-colors.ts';
import { CodecError } from '../errors.ts';
import { expandIndexed } from '../image/expand-indexed.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import { droppedChunksNote } from '../metadata/carry-over.ts';
import type { EncodedImage, EncodeEffort, Metadata, Preserve } from '../types.ts';
import { extendedHeader } from './decode.ts';
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
  allMetadata: Metadata,
  effort: EncodeEffort,
  { hidden }: Pick<Preserve, 'hidden'> = {},
): Promise<EncodedImage> {
  const metadata = withProfile('webp', allMetadata);
  const { width, height, palette } = image;
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw new CodecError(
      'too-large',
      `A WebP can have at most 16383 × 16383 pixels but this is ${width} × ${height}.`,
    );
  }
  const { encodeWithLibWebp } = await import('../wasm/webp-encoder.ts');
  const plain = await encodeWithLibWebp(expandIndexed(image, hidden), ...EFFORTS[effort]);
  const { icc, exif, xmp } = metadata;
  const notes = [...droppedChunksNote(metadata, 'WebP'), ...droppedSegmentNotes(metadata)];
  if (!icc && !exif && !xmp) return { bytes: plain, notes };
  const hasAlpha = palette.some((value, i) => i % 4 === 3 && value < 255);
  const flags =
    (icc ? ICC_FLAG : 0) | (hasAlpha ? ALPHA_FLAG : 0) | (exif ? EXIF_FLAG : 0) | (xmp ? XMP_FLAG : 0);
  const chunks: RiffChunk[] = [extendedHeader(width, height, flags)];
  if (icc) chunks.push({ id: 'ICCP', data: icc });
  chunks.push(...readRiffChunks(plain.subarray(12)).filter(({ id }) => id === 'VP8L'));
  if (exif) chunks.push({ id: 'EXIF', data: exif });
  if (xmp) chunks.push({ id: 'XMP ', data: xmp });
  return { bytes: writeWebp(chunks), notes };
}
