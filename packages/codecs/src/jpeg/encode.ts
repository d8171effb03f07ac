import type { RgbaImage } from '@kcolors/core';
import { concatBytes, startsWith, u16be, u16beBytes } from '../bytes.ts';
import { withProfile } from '../color/carry-colors.ts';
import { CodecError } from '../errors.ts';
import { flattenOnWhite } from '../image/flatten.ts';
import { droppedChunksNote } from '../metadata/carry-over.ts';
import { iccIsFor } from '../metadata/icc.ts';
import type { EncodedImage, Metadata } from '../types.ts';
import { jpegMetadataSegments } from './metadata.ts';

const MAX_SIDE = 65500; // maximum width and height of libjpeg

/**
 * Encodes a JPEG in full color, or in grayscale if all pixels are gray. Transparency is blended with white.
 * @throws {CodecError} `'invalid-option'` for an invalid quality; `'too-large'`
 */
export async function encodeRgbaJpeg(
  image: RgbaImage,
  quality: number,
  allMetadata: Metadata,
): Promise<EncodedImage> {
  const metadata = withProfile('jpeg', allMetadata);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new CodecError(
      'invalid-option',
      `Expected an integer between 1 and 100 for quality but received ${quality}.`,
    );
  }
  checkJpegSize(image);
  const { encodeWithMozJpeg } = await import('../wasm/jpeg-encoder.ts');
  const opaque = flattenOnWhite(image);
  const plain = await encodeWithMozJpeg(opaque, quality, canBeGray(opaque, metadata));
  const { bytes, notes } = withJpegMetadata(plain, metadata);
  return { bytes, notes: [...(opaque === image ? [] : [BLENDED]), ...notes] };
}

/** Note about an image whose transparency is lost. */
export const BLENDED = 'Transparency was blended with white, since a JPEG has none.';

/** @throws {CodecError} `'too-large'` if a JPEG cannot have so many rows or columns. */
export function checkJpegSize({ height, width }: Pick<RgbaImage, 'height' | 'width'>): void {
  if (width <= MAX_SIDE && height <= MAX_SIDE) return;
  throw new CodecError(
    'too-large',
    `A JPEG can have at most 65500 × 65500 pixels but this is ${width} × ${height}.`,
  );
}

/** Returns an encoded JPEG with metadata, and notes about everything that a JPEG cannot store. */
export function withJpegMetadata(plain: Uint8Array, metadata: Metadata): EncodedImage {
  const afterJfif = startsWith(plain, 'JFIF\0', 6) ? 4 + u16be(plain, 4) : 2;
  const start = new Uint8Array(plain.subarray(0, afterJfif));
  if (afterJfif > 2 && metadata.density) writeDensity(start, metadata.density);
  const { bytes: segments, notes } = jpegMetadataSegments(metadata);
  notes.push(...droppedChunksNote(metadata, 'JPEG'));
  return { bytes: concatBytes([start, segments, plain.subarray(afterJfif)]), notes };
}

/** Writes the density as pixels per inch to the JFIF segment. */
function writeDensity(start: Uint8Array, { x, y }: NonNullable<Metadata['density']>): void {
  const perInch = (perMeter: number) => Math.round(perMeter * 0.0254);
  if (perInch(x) < 1 || perInch(y) < 1 || perInch(x) > 65535 || perInch(y) > 65535) return;
  start[13] = 1;
  start.set(u16beBytes(perInch(x)), 14);
  start.set(u16beBytes(perInch(y)), 16);
}

/** Returns whether an image can be stored in grayscale: all pixels are gray, and it has no RGB profile. */
export function canBeGray({ data }: RgbaImage, { icc }: Metadata): boolean {
  if (icc && iccIsFor(icc, 'RGB ')) return false;
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false;
  }
  return true;
}
