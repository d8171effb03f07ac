import type { IndexedImage } from '@kcolors/core';
import { GIFEncoder } from 'gifenc';
import { encodingFor, paletteInSrgb } from '../color/carry-colors.ts';
import { CodecError } from '../errors.ts';
import { droppedSegmentNotes } from '../jpeg/metadata.ts';
import { droppedChunksNote } from '../metadata/carry-over.ts';
import type { EncodedImage, Metadata } from '../types.ts';

const CONVERTED = 'The colors were converted to sRGB, since a GIF has no color profile.';
const MAX_SIDE = 65535; // maximum width and height of the format

/** Encodes a GIF of one frame. All colors must be opaque, except for one fully transparent color. */
export async function encodeIndexedGif(image: IndexedImage, metadata: Metadata): Promise<EncodedImage> {
  const { width, height, indices } = image;
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw new CodecError(
      'too-large',
      `A GIF can have at most 65535 × 65535 pixels but this is ${width} × ${height}.`,
    );
  }
  const converted = paletteInSrgb(image.palette, encodingFor('gif', metadata));
  const palette = converted ?? image.palette;
  const colors = Array.from({ length: palette.length / 4 }, (_, i) => [
    ...palette.subarray(4 * i, 4 * i + 3),
  ]);
  const alphas = Array.from({ length: colors.length }, (_, i) => palette[4 * i + 3]!);
  const transparent = alphas.indexOf(0);
  if (alphas.some((alpha, i) => alpha < 255 && i !== transparent)) {
    throw new CodecError(
      'invalid-option',
      'Expected opaque colors and at most one fully transparent color for a GIF but received others: quantize with alpha "binary".',
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
  return { bytes: encoder.bytes(), notes: droppedNotes(metadata, converted !== undefined) };
}

function droppedNotes(metadata: Metadata, isConverted: boolean): string[] {
  const { icc, exif, xmp } = metadata;
  const isLost = icc && encodingFor('gif', metadata).kind === 'tables';
  const names = [isLost && 'color profile', exif && 'EXIF', xmp && 'XMP'].filter(Boolean);
  const dropped = names.length > 0 ? [`A GIF cannot store ${names.join(', ')}: dropped.`] : [];
  const notes = [...droppedChunksNote(metadata, 'GIF'), ...droppedSegmentNotes(metadata)];
  return [...(isConverted ? [CONVERTED] : []), ...dropped, ...notes];
}
