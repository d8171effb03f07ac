import type { IndexedImage, RgbaImage } from '@kcolors/core';
import { plainBytes } from '../bytes.ts';
import { DEFAULT_MAX_PIXELS, MAX_COLORS } from '../constants.ts';
import { readGif } from '../gif/blocks.ts';
import { decodeGif } from '../gif/decode.ts';
import { guarded } from '../guard.ts';
import { makeUpright } from '../image/upright.ts';
import { readChunks, writePng } from '../png/chunks.ts';
import { decodePng } from '../png/decode.ts';
import { sniffFormat } from '../sniff.ts';
import type { DecodeOptions } from '../types.ts';
import { storedPalette } from './stored-palette.ts';

/**
 * Returns the stored palette and the upright indices of an indexed PNG or of the first frame of a GIF. The palette keeps
 * its order, duplicates and unused colors. Pixels outside of a GIF's frame get its transparent color, or one that is
 * added at the end.
 * @returns undefined for a file without a palette, and for a GIF with 256 opaque colors and pixels outside of its frame
 * @throws {CodecError} as `decodeImage`.
 */
export function decodeIndexed(
  bytes: Uint8Array,
  options: DecodeOptions = {},
): Promise<IndexedImage | undefined> {
  return guarded('read', options, ({ maxPixels = DEFAULT_MAX_PIXELS }) =>
    decodeIndices(plainBytes(bytes), maxPixels),
  );
}

async function decodeIndices(bytes: Uint8Array, maxPixels: number): Promise<IndexedImage | undefined> {
  const palette = storedPalette(bytes);
  if (!palette) return undefined;
  const image =
    sniffFormat(bytes) === 'png'
      ? await indicesOfPng(bytes, maxPixels)
      : await indicesOfGif(bytes, maxPixels);
  const { data, height, width } = image;
  const indices = new Uint8Array(width * height);
  let isOutside = false;
  for (let i = 0; i < indices.length; i++) {
    if (data[4 * i + 3] === 0) isOutside = true;
    indices[i] = data[4 * i]!;
  }
  if (!isOutside) return { width, height, indices, palette };
  const count = palette.length / 4;
  const transparent = palette.findIndex((value, i) => i % 4 === 3 && value === 0) >> 2;
  if (transparent < 0 && count === MAX_COLORS) return undefined;
  for (let i = 0; i < indices.length; i++) {
    if (data[4 * i + 3] === 0) indices[i] = transparent < 0 ? count : transparent;
  }
  const extended = transparent < 0 ? Uint8Array.of(...palette, 0, 0, 0, 0) : palette;
  return { width, height, indices, palette: extended };
}

// The decoders return colors, not indices. They decode a copy of the file in which the red of each color is its index,
// so that their handling of filters, interlacing and damage is reused.

async function indicesOfPng(bytes: Uint8Array, maxPixels: number): Promise<RgbaImage> {
  const { chunks } = readChunks(bytes);
  const needed = chunks.filter(({ type }) => ['IHDR', 'PLTE', 'IDAT', 'IEND', 'eXIf'].includes(type));
  const numbered = needed.map(({ type, data }) => ({
    type,
    data: type === 'PLTE' ? indexColors(data.length) : data,
  }));
  return makeUpright(await decodePng(writePng(numbered), maxPixels)).image;
}

async function indicesOfGif(bytes: Uint8Array, maxPixels: number): Promise<RgbaImage> {
  const copy = new Uint8Array(bytes);
  const { palette } = readGif(copy).frame; // a view of the copy
  palette.set(indexColors(palette.length));
  return (await decodeGif(copy, maxPixels)).image;
}

/** Returns RGB colors, 3 bytes each, whose red is their index. */
const indexColors = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i % 3 === 0 ? i / 3 : 0));
