import type { IndexedImage } from '@kcolors/core';
import { GIFEncoder } from 'gifenc';
import { CodecError } from '../errors.ts';
import { droppedChunksNote } from '../metadata/carry-over.ts';
import type { EncodedImage, Metadata } from '../types.ts';

const MOST_PIXELS = 65535; // width and height that the format can hold

/** Encodes a still GIF. Its palette must be opaque but for one fully transparent color. */
export async function encodeIndexedGif(image: IndexedImage, metadata: Metadata): Promise<EncodedImage> {
  const { width, height, indices, palette } = image;
  if (width > MOST_PIXELS || height > MOST_PIXELS) {
    throw new CodecError(
      'too-large',
      `A GIF can have at most 65535 × 65535 pixels but this is ${width} × ${height}.`,
    );
  }
  const colors = Array.from({ length: palette.length / 4 }, (_, i) => [
    ...palette.subarray(4 * i, 4 * i + 3),
  ]);
  const alphas = Array.from({ length: colors.length }, (_, i) => palette[4 * i + 3]!);
  const transparent = alphas.indexOf(0);
  if (alphas.some((alpha, i) => alpha < 255 && i !== transparent)) {
    throw new CodecError(
      'invalid-option',
      'A GIF knows opaque colors and one fully transparent one, but the palette has others: quantize with alpha "binary".',
    );
  }
  const encoder = GIFEncoder();
  encoder.writeFrame(indices, width, height, {
    palette: colors,
    colorDepth: Math.max(1, Math.ceil(Math.log2(colors.length))),
    transparent: transparent >= 0,
    transparentIndex: Math.max(0, transparent),
    repeat: -1,
    dispose: 0,
  });
  encoder.finish();
  return { bytes: encoder.bytes(), notes: droppedNotes(metadata) };
}

function droppedNotes(metadata: Metadata): string[] {
  const { icc, exif, xmp } = metadata;
  const names = [icc && 'color profile', exif && 'EXIF', xmp && 'XMP'].filter(Boolean);
  const dropped = names.length > 0 ? [`A GIF has no place for ${names.join(', ')}: dropped.`] : [];
  return [...dropped, ...droppedChunksNote(metadata, 'GIF')];
}
