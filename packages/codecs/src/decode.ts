import { readHeif } from './avif/items.ts';
import { heifImageHeader, readHeifMetadata } from './avif/read.ts';
import { decodeBmp } from './bmp/decode.ts';
import { bmpImageHeader, readBmpHeader } from './bmp/header.ts';
import { plainBytes } from './bytes.ts';
import { colorSpaceOf } from './color/color-space.ts';
import { DEFAULT_MAX_PIXELS } from './constants.ts';
import { CodecError } from './errors.ts';
import { readGif } from './gif/blocks.ts';
import { decodeGif, gifImageHeader } from './gif/decode.ts';
import { guarded, guardedSync } from './guard.ts';
import type { Decoders, ExternalFormat } from './hooks.ts';
import { decodeIcon, iconImageHeader } from './ico/decode.ts';
import { largestPicture, readIcon } from './ico/directory.ts';
import { makeUpright } from './image/upright.ts';
import { decodeJpeg } from './jpeg/decode.ts';
import { readJpeg } from './jpeg/markers.ts';
import { readJpegMetadata } from './jpeg/metadata.ts';
import { readChunks } from './png/chunks.ts';
import { decodePng } from './png/decode.ts';
import { readPngMetadata } from './png/metadata.ts';
import { pngImageHeader } from './png/read-header.ts';
import { printable } from './printable/index.ts';
import { sniffFormat } from './sniff.ts';
import { readTiff } from './tiff/directory.ts';
import { readTiffMetadata } from './tiff/metadata.ts';
import { pagesOf, readPage, tiffImageHeader } from './tiff/page.ts';
import type { ColorSpace, DecodedImage, DecodeOptions, ImageHeader, InputFormat, Metadata } from './types.ts';
import { decodeWebp, readWebpMetadata } from './webp/decode.ts';
import { readWebp } from './webp/riff.ts';

const HEADER_READERS: Record<InputFormat, (bytes: Uint8Array) => ImageHeader> = {
  png: (bytes) => pngImageHeader(readChunks(bytes).chunks),
  jpeg: (bytes) => readJpeg(bytes).header,
  webp: (bytes) => readWebp(bytes).header,
  gif: (bytes) => gifImageHeader(readGif(bytes)),
  bmp: (bytes) => bmpImageHeader(readBmpHeader(bytes)),
  tiff: (bytes) => tiffImageHeader(readPage(readTiff(bytes))),
  ico: iconImageHeader,
  avif: (bytes) => heifImageHeader(readHeif(bytes), 'avif'),
  heic: (bytes) => heifImageHeader(readHeif(bytes), 'heic'),
};

const METADATA_READERS: Record<InputFormat, (bytes: Uint8Array) => Metadata> = {
  png: (bytes) => readPngMetadata(readChunks(bytes).chunks).metadata,
  jpeg: (bytes) => readJpegMetadata(readJpeg(bytes)).metadata,
  webp: (bytes) => readWebpMetadata(readWebp(bytes).chunks).metadata,
  gif: () => ({}),
  bmp: () => ({}),
  tiff(bytes) {
    const file = readTiff(bytes);
    return readTiffMetadata(file, pagesOf(file)[0]!).metadata;
  },
  ico(bytes) {
    const { kind, bytes: picture } = largestPicture(readIcon(bytes));
    return kind === 'png' ? readPngMetadata(readChunks(picture).chunks).metadata : {};
  },
  avif: (bytes) => readHeifMetadata(readHeif(bytes)).metadata,
  heic: (bytes) => readHeifMetadata(readHeif(bytes)).metadata,
};

const DECODERS: Record<
  InputFormat,
  (bytes: Uint8Array, maxPixels: number, decoders?: Decoders) => Promise<DecodedImage>
> = {
  png: decodePng,
  jpeg: decodeJpeg,
  webp: decodeWebp,
  gif: decodeGif,
  bmp: decodeBmp,
  async tiff(bytes, maxPixels) {
    const { decodeTiff } = await import('./tiff/decode.ts'); // lazy, because few files need it
    return decodeTiff(bytes, maxPixels);
  },
  ico: decodeIcon,
  avif: (...args) => decodeExternal('avif', ...args),
  heic: (...args) => decodeExternal('heic', ...args),
};

async function decodeExternal(
  format: ExternalFormat,
  bytes: Uint8Array,
  maxPixels: number,
  decoders?: Decoders,
): Promise<DecodedImage> {
  const { decodeHeif } = await import('./avif/decode.ts');
  return decodeHeif(bytes, format, maxPixels, decoders);
}

/**
 * Returns the header of an image file. It checks the structure of the file but decodes no pixels.
 * @param bytes - a PNG, JPEG, WebP, GIF, BMP, TIFF, ICO, AVIF or HEIC file
 * @throws {CodecError} the codes of `sniffFormat`; `'damaged'` or `'unsupported-feature'` for the file.
 */
export function readHeader(bytes: Uint8Array): ImageHeader {
  return guardedSync('read', () => {
    const plain = plainBytes(bytes);
    return HEADER_READERS[sniffFormat(plain)](plain);
  });
}

/**
 * Returns the color space of an image file. A file without color information is sRGB. It decodes no pixels.
 * @param bytes - a PNG, JPEG, WebP, GIF, BMP, TIFF, ICO, AVIF or HEIC file
 * @throws {CodecError} as `readHeader`.
 */
export function readColorSpace(bytes: Uint8Array): ColorSpace {
  return guardedSync('read', () => {
    const plain = plainBytes(bytes);
    return colorSpaceOf(METADATA_READERS[sniffFormat(plain)](plain));
  });
}

/**
 * Returns the pixels of an image file as upright 8-bit RGBA, with its metadata. Only the first frame of an animation is
 * decoded. Every loss and repair is reported in `notes` or as an error.
 * @param bytes - a PNG, JPEG, WebP, GIF, BMP, TIFF, ICO, AVIF or HEIC file; the array is not modified
 * @throws {CodecError} the codes of `sniffFormat`; `'damaged'` or `'unsupported-feature'` for the file; `'too-large'`
 * above `maxPixels`, or if the file is built to take very long to decode; `'unsupported-format'` for AVIF or HEIC without
 * a decoder; `'out-of-memory'`.
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions = {}): Promise<DecodedImage> {
  return guarded('read', options, async ({ maxPixels = DEFAULT_MAX_PIXELS, decoders }) => {
    if (!(maxPixels > 0)) {
      throw new CodecError(
        'invalid-option',
        `Expected a number above 0 for maxPixels but received ${maxPixels}.`,
      );
    }
    const plain = plainBytes(bytes);
    const decoded = makeUpright(await DECODERS[sniffFormat(plain)](plain, maxPixels, decoders));
    return { ...decoded, notes: [...new Set(decoded.notes.map(printable))] };
  });
}
