import type { IndexedImage, RgbaImage } from '@kcolors/core';
import { EFFORTS } from './constants.ts';
import { CodecError } from './errors.ts';
import { encodeIndexedGif } from './gif/encode.ts';
import { guarded } from './guard.ts';
import { encodeRgbaJpeg } from './jpeg/encode.ts';
import { encodeIndexedPng } from './png/encode-indexed.ts';
import { encodeFullColorPng } from './png/encode-rgba.ts';
import type { Preserve } from './preserve.ts';
import type {
  EncodedImage,
  EncodeEffort,
  EncodeOptions,
  IndexedFormat,
  JpegEncodeOptions,
  Metadata,
} from './types.ts';
import { encodeIndexedWebp } from './webp/encode.ts';

/** Encoders of indexed images. */
export const INDEXED_ENCODERS: Record<
  IndexedFormat,
  (
    image: IndexedImage,
    metadata: Metadata,
    effort: EncodeEffort,
    preserve?: Preserve,
  ) => Promise<EncodedImage>
> = {
  png: encodeIndexedPng,
  webp: encodeIndexedWebp,
  gif: encodeIndexedGif,
};

/**
 * Returns an indexed PNG (color type 3). `'fast'` compresses once with the minimum bits per pixel. `'default'` and
 * `'best'` may use more bits or row filters for a smaller file. `'best'` also runs OxiPNG.
 * @param image - 1 to 256 colors, RGBA, 4 bytes per color; `width * height` indices below the number of colors
 * @throws {CodecError} `'invalid-option'` if the image is empty or its indices do not fit its palette.
 */
export function encodePng(image: IndexedImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return encodeIndexed('png', image, options);
}

/**
 * Returns a lossless WebP.
 * @param image - as for `encodePng`
 * @throws {CodecError} as `encodePng`; `'too-large'` above 16383 pixels per side.
 */
export function encodeWebp(image: IndexedImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return encodeIndexed('webp', image, options);
}

/**
 * Returns a GIF of one frame.
 * @param image - as for `encodePng`, with opaque colors and at most one fully transparent color
 * @throws {CodecError} as `encodePng`; `'too-large'` above 65535 pixels per side; `'invalid-option'` for a translucent
 * color or a second transparent one.
 */
export function encodeGif(image: IndexedImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return encodeIndexed('gif', image, options);
}

/**
 * Returns a progressive JPEG, encoded with MozJPEG. Transparency is blended with white.
 * @param image - RGBA, `width * height * 4` bytes
 * @throws {CodecError} `'invalid-option'` for an empty image or a quality out of range; `'too-large'` above 65500
 * pixels per side.
 */
export async function encodeJpeg(image: RgbaImage, options: JpegEncodeOptions = {}): Promise<EncodedImage> {
  return guarded('written', options, async ({ quality = 75, metadata = {} }) => {
    checkPixels(image);
    return encodeRgbaJpeg(image, quality, metadata);
  });
}

/**
 * Returns a full-color, lossless PNG of RGBA pixels. Colors of fully transparent pixels are kept.
 * @param image - RGBA, `width * height * 4` bytes
 * @throws {CodecError} `'invalid-option'` if the image is empty or has a wrong number of bytes.
 */
export async function encodeRgbaPng(image: RgbaImage, options: EncodeOptions = {}): Promise<EncodedImage> {
  return guarded('written', options, async ({ effort = 'default', metadata = {} }) => {
    checkPixels(image);
    checkEffort(effort);
    return encodeFullColorPng(image, metadata, effort);
  });
}

/**
 * Returns a mask as a black and white PNG with 1 bit per pixel.
 * @param mask - `width * height` bytes: 0 is outside (black), 1 is inside (white)
 * @throws {CodecError} `'invalid-option'` if the mask is empty, has a wrong number of bytes, or a byte above 1.
 */
export function encodeMask(mask: Uint8Array, width: number, height: number): Promise<EncodedImage> {
  const palette = Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255);
  return encodePng({ width, height, indices: mask, palette }, { effort: 'fast' });
}

/** Returns the size in bytes of a file without metadata at effort `'fast'`, for comparisons. */
export async function quickSize(format: IndexedFormat, image: IndexedImage): Promise<number> {
  return (await INDEXED_ENCODERS[format](image, {}, 'fast')).bytes.length;
}

async function encodeIndexed(
  format: IndexedFormat,
  image: IndexedImage,
  options: EncodeOptions,
): Promise<EncodedImage> {
  return guarded('written', options, async (checked) => {
    const { metadata = {}, effort = 'default', keepPaletteOrder = false } = checked;
    checkSize(image);
    checkIndices(image);
    checkEffort(effort);
    return INDEXED_ENCODERS[format](image, metadata, effort, { order: keepPaletteOrder });
  });
}

function checkEffort(effort: EncodeEffort): void {
  if (EFFORTS.includes(effort)) return;
  throw new CodecError(
    'invalid-option',
    `Expected one of ${EFFORTS.join(', ')} for effort but received ${effort}.`,
  );
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
  const invalid = indices.find((index) => index >= colors);
  if (invalid !== undefined) {
    throw new CodecError(
      'invalid-option',
      `Expected indices below ${colors}, the number of colors, but received ${invalid}.`,
    );
  }
}
