import type { IndexedImage, RgbaImage } from '@kcolors/core';
import { plainBytes } from '../bytes.ts';
import { readGif } from '../gif/blocks.ts';
import { decodeGif } from '../gif/decode.ts';
import { guarded } from '../guard.ts';
import { makeUpright } from '../image/upright.ts';
import { DEFAULT_MAX_PIXELS } from '../limits.ts';
import { readChunks, writePng } from '../png/chunks.ts';
import { decodePng } from '../png/decode.ts';
import { sniffFormat } from '../sniff.ts';
import type { DecodeOptions } from '../types.ts';
import { storedPalette } from './stored-palette.ts';

const MOST_COLORS = 256;

/**
 * Decodes an indexed PNG, or the first frame of a GIF, to the palette and the numbers that are stored, upright. The palette
 * has its order, duplicates and unused colors. Pixels outside of a GIF's frame have its transparent color, or one that is
 * added after the others. Undefined for an image without a palette, and where there is no room for such a color.
 * @throws {CodecError} when the bytes are not an image that can be read, are damaged, or are over `maxPixels`.
 */
export function decodeIndexed(
  bytes: Uint8Array,
  options: DecodeOptions = {},
): Promise<IndexedImage | undefined> {
  return guarded('read', options, ({ maxPixels = DEFAULT_MAX_PIXELS }) =>
    decodeNumbers(plainBytes(bytes), maxPixels),
  );
}

async function decodeNumbers(bytes: Uint8Array, maxPixels: number): Promise<IndexedImage | undefined> {
  const palette = storedPalette(bytes);
  if (!palette) return undefined;
  const image =
    sniffFormat(bytes) === 'png'
      ? await numbersOfPng(bytes, maxPixels)
      : await numbersOfGif(bytes, maxPixels);
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
  if (transparent < 0 && count === MOST_COLORS) return undefined;
  for (let i = 0; i < indices.length; i++) {
    if (data[4 * i + 3] === 0) indices[i] = transparent < 0 ? count : transparent;
  }
  const more = transparent < 0 ? Uint8Array.of(...palette, 0, 0, 0, 0) : palette;
  return { width, height, indices, palette: more };
}

/*
 * The decoders give colors, not numbers. So they are given the same file with a palette whose reds are the numbers: then
 * whatever they know of filters, interlacing and damage holds here as well.
 */

async function numbersOfPng(bytes: Uint8Array, maxPixels: number): Promise<RgbaImage> {
  const { chunks } = readChunks(bytes);
  const needed = chunks.filter(({ type }) => ['IHDR', 'PLTE', 'IDAT', 'IEND', 'eXIf'].includes(type));
  const numbered = needed.map(({ type, data }) => ({
    type,
    data: type === 'PLTE' ? numbers(data.length) : data,
  }));
  return makeUpright(await decodePng(writePng(numbered), maxPixels)).image;
}

async function numbersOfGif(bytes: Uint8Array, maxPixels: number): Promise<RgbaImage> {
  const copy = new Uint8Array(bytes);
  const { palette } = readGif(copy).frame; // a view
  palette.set(numbers(palette.length));
  return (await decodeGif(copy, maxPixels)).image;
}

/** Colors of 3 bytes whose reds are their numbers. */
const numbers = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i % 3 === 0 ? i / 3 : 0));
