import { decodeBmp } from './bmp/decode.ts';
import { bmpImageHeader, readBmpHeader } from './bmp/header.ts';
import { plainBytes } from './bytes.ts';
import { colorSpaceOf } from './color/color-space.ts';
import { CodecError } from './errors.ts';
import { readGif } from './gif/blocks.ts';
import { decodeGif, gifImageHeader } from './gif/decode.ts';
import { guarded, guardedSync } from './guard.ts';
import { makeUpright } from './image/upright.ts';
import { decodeJpeg } from './jpeg/decode.ts';
import { readJpeg } from './jpeg/markers.ts';
import { readJpegMetadata } from './jpeg/metadata.ts';
import { DEFAULT_MAX_PIXELS } from './limits.ts';
import { readChunks } from './png/chunks.ts';
import { decodePng } from './png/decode.ts';
import { readPngMetadata } from './png/metadata.ts';
import { pngImageHeader } from './png/read-header.ts';
import { printable } from './printable/index.ts';
import { sniffFormat } from './sniff.ts';
import type { ColorSpace, DecodedImage, DecodeOptions, ImageHeader, InputFormat, Metadata } from './types.ts';
import { decodeWebp, readWebpMetadata } from './webp/decode.ts';
import { readWebp } from './webp/riff.ts';

const HEADER_READERS: Record<InputFormat, (bytes: Uint8Array) => ImageHeader> = {
  png: (bytes) => pngImageHeader(readChunks(bytes).chunks),
  jpeg: (bytes) => readJpeg(bytes).header,
  webp: (bytes) => readWebp(bytes).header,
  gif: (bytes) => gifImageHeader(readGif(bytes)),
  bmp: (bytes) => bmpImageHeader(readBmpHeader(bytes)),
};

const METADATA_READERS: Record<InputFormat, (bytes: Uint8Array) => Metadata> = {
  png: (bytes) => readPngMetadata(readChunks(bytes).chunks).metadata,
  jpeg: (bytes) => readJpegMetadata(readJpeg(bytes)).metadata,
  webp: (bytes) => readWebpMetadata(readWebp(bytes).chunks).metadata,
  gif: () => ({}),
  bmp: () => ({}),
};

const DECODERS: Record<InputFormat, (bytes: Uint8Array, maxPixels: number) => Promise<DecodedImage>> = {
  png: decodePng,
  jpeg: decodeJpeg,
  webp: decodeWebp,
  gif: decodeGif,
  bmp: decodeBmp,
};

/**
 * What a file says of itself. The structure of the file is checked, its pixels are not decoded.
 * @throws {CodecError} when the bytes are not an image that can be read, or are damaged.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  return guardedSync('read', () => {
    const plain = plainBytes(bytes);
    return HEADER_READERS[sniffFormat(plain)](plain);
  });
}

/**
 * The space of a file's colors, by its profile; sRGB where it has none. Its pixels are not decoded.
 * @throws {CodecError} when the bytes are not an image that can be read, or are damaged.
 */
export function readColorSpace(bytes: Uint8Array): ColorSpace {
  return guardedSync('read', () => {
    const plain = plainBytes(bytes);
    return colorSpaceOf(METADATA_READERS[sniffFormat(plain)](plain));
  });
}

/**
 * Decodes an image file to upright 8-bit RGBA, with what belongs to it beside its pixels. Of an animation the
 * first picture is decoded. Nothing is lost or repaired silently: `notes` tells it, or there is an error.
 * @throws {CodecError} when the bytes are not an image that can be read, are damaged, are over `maxPixels`, would take far
 * more time than other images of their size, or take more memory than there is.
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions = {}): Promise<DecodedImage> {
  return guarded('read', options, async ({ maxPixels = DEFAULT_MAX_PIXELS }) => {
    if (!(maxPixels > 0)) {
      throw new CodecError(
        'invalid-option',
        `Expected a number above 0 for maxPixels but received ${maxPixels}.`,
      );
    }
    const plain = plainBytes(bytes);
    const decoded = makeUpright(await DECODERS[sniffFormat(plain)](plain, maxPixels));
    return { ...decoded, notes: [...new Set(decoded.notes.map(printable))] };
  });
}
