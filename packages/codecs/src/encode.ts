import type { IndexedImage, RgbaImage } from '@kcolors/core';
import { CodecError } from './errors.ts';
import { encodeIndexedGif } from './gif/encode.ts';
import { guarded } from './guard.ts';
import { encodeRgbaJpeg } from './jpeg/encode.ts';
import { encodeIndexedPng } from './png/encode-indexed.ts';
import { encodeRgbaPng } from './png/encode-rgba.ts';
import type {
  EncodedImage,
  EncodeEffort,
  EncodeOptions,
  IndexedFormat,
  JpegEncodeOptions,
  Keeping,
  Metadata,
} from './types.ts';
import { encodeIndexedWebp } from './webp/encode.ts';

/** How they are written. */
export const INDEXED_ENCODERS: Record<
  IndexedFormat,
  (image: IndexedImage, metadata: Metadata, effort: EncodeEffort, keeping?: Keeping) => Promise<EncodedImage>
> = {
  png: encodeIndexedPng,
  webp: encodeIndexedWebp,
  gif: encodeIndexedGif,
};

/**
 * Writes an indexed PNG (color type 3) with the fewest bits per pixel, and looks for a smaller file as long as
 * `effort` says: `'fast'` compresses once, `'default'` and `'max'` let OxiPNG try, which may take more bits.
 * @throws {CodecError} `'invalid-option'` when the image is empty or its indices do not fit its palette.
 */
export function encodePng(image: IndexedImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return encodeIndexed('png', image, options);
}

/** Writes a lossless WebP. @throws {CodecError} as `encodePng`, and `'too-large'` above 16383 pixels a side. */
export function encodeWebp(image: IndexedImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return encodeIndexed('webp', image, options);
}

/**
 * Writes a still GIF.
 * @throws {CodecError} as `encodePng`, `'too-large'` above 65535 pixels a side, and `'invalid-option'` when a
 * color of the palette is neither opaque nor fully transparent.
 */
export function encodeGif(image: IndexedImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return encodeIndexed('gif', image, options);
}

/**
 * Writes a progressive JPEG with MozJPEG. Transparency is blended with white.
 * @throws {CodecError} `'invalid-option'` for a quality out of range, `'too-large'` above 65500 pixels a side.
 */
export async function encodeJpeg(image: RgbaImage, options: JpegEncodeOptions = {}): Promise<EncodedImage> {
  return guarded('written', options, async ({ quality = 75, metadata = {} }) => {
    checkPixels(image);
    return encodeRgbaJpeg(image, quality, metadata);
  });
}

/**
 * Writes a PNG of all pixels as they are, transparent ones included.
 * @throws {CodecError} `'invalid-option'` when the image is empty.
 */
export async function encodeRgba(image: RgbaImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return guarded('written', options, async ({ effort = 'default', metadata = {} }) => {
    checkPixels(image);
    return encodeRgbaPng(image, metadata, effort);
  });
}

/**
 * Writes a mask, one byte a pixel that is 0 outside and 1 inside, as a PNG of one bit a pixel: black and white.
 * @throws {CodecError} `'invalid-option'` when the mask is empty or not of this size.
 */
export function encodeMask(mask: Uint8Array, width: number, height: number): Promise<EncodedImage> {
  const palette = Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255);
  return encodePng({ width, height, indices: mask, palette }, { effort: 'fast' });
}

/** The bytes of an image without metadata, quickly packed: for comparisons. */
export async function quickSize(format: IndexedFormat, image: IndexedImage): Promise<number> {
  return (await INDEXED_ENCODERS[format](image, {}, 'fast')).bytes.length;
}

async function encodeIndexed(
  format: IndexedFormat,
  image: IndexedImage,
  options: EncodeOptions,
): Promise<EncodedImage> {
  return guarded('written', options, async (given) => {
    const { metadata = {}, effort = 'default', keepPaletteOrder = false } = given;
    checkSize(image);
    checkIndices(image);
    return INDEXED_ENCODERS[format](image, metadata, effort, { order: keepPaletteOrder });
  });
}

function checkSize(image: { readonly width: number; readonly height: number }): void {
  if (typeof image !== 'object' || image === null) {
    throw new CodecError('invalid-option', `Expected an image to encode but received ${image}.`);
  }
  const { width, height } = image;
  if (!(width >= 1 && height >= 1 && Number.isInteger(width) && Number.isInteger(height))) {
    throw new CodecError(
      'invalid-option',
      `Expected at least 1 × 1 pixels to encode but received ${width} × ${height}.`,
    );
  }
}

function checkPixels(image: RgbaImage): void {
  checkSize(image);
  const { data, width, height } = image;
  checkBytes('pixels', data);
  if (data.length !== 4 * width * height) {
    throw new CodecError(
      'invalid-option',
      `Expected ${4 * width * height} bytes of pixels to encode but received ${data.length}.`,
    );
  }
}

function checkBytes(what: string, bytes: unknown): void {
  if (bytes instanceof Uint8Array || bytes instanceof Uint8ClampedArray) return;
  throw new CodecError(
    'invalid-option',
    `Expected a Uint8Array of ${what} to encode but received ${typeof bytes}.`,
  );
}

function checkIndices({ width, height, indices, palette }: IndexedImage): void {
  checkBytes('colors', palette);
  checkBytes('indices', indices);
  const colors = palette.length / 4;
  if (!Number.isInteger(colors) || colors < 1 || colors > 256) {
    throw new CodecError(
      'invalid-option',
      `Expected 1 to 256 colors of 4 bytes but received ${palette.length} bytes.`,
    );
  }
  if (indices.length !== width * height) {
    throw new CodecError(
      'invalid-option',
      `Expected ${width * height} indices but received ${indices.length}.`,
    );
  }
  if (indices.some((index) => index >= colors)) {
    throw new CodecError(
      'invalid-option',
      `Expected indices below ${colors}, the number of colors, but one is not.`,
    );
  }
}
