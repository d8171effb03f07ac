import { QuantizeError } from '../errors.ts';
import type { AlphaMode } from '../options.ts';
import type { RgbaImage } from '../types.ts';
import { isByteArray } from './byte-array.ts';

/** Pixels as 32-bit words, red in the lowest byte, alpha in the highest (little-endian RGBA). */
export type Pixels = Uint32Array;

const OPAQUE = 0xff000000;

/** Checks an image and gives its pixels in the given alpha mode, without a copy where none is needed. */
export function pixelsOf(image: RgbaImage, alpha: AlphaMode): Pixels {
  checkImage(image);
  const { data } = image;
  // A view may start at any byte, 32-bit words only at every fourth.
  const aligned = data.byteOffset % 4 === 0 ? data : new Uint8Array(data);
  const pixels = new Uint32Array(aligned.buffer, aligned.byteOffset, data.length / 4);
  return ALPHA_MODES[alpha](pixels);
}

const ALPHA_MODES: Record<AlphaMode, (pixels: Pixels) => Pixels> = {
  keep: (pixels) => pixels,
  binary: (pixels) =>
    pixels.some((p) => p >>> 24 !== 0 && p >>> 24 !== 255)
      ? pixels.map((p) => (p >>> 24 < 128 ? 0 : p | OPAQUE))
      : pixels,
  ignore: (pixels) => (pixels.some((p) => p >>> 24 !== 255) ? pixels.map((p) => p | OPAQUE) : pixels),
};

function checkImage(image: RgbaImage): void {
  if (typeof image !== 'object' || image === null) {
    throw new QuantizeError('invalid-dimensions', 'image', 'an object with data, width and height', image);
  }
  const { data, width, height } = image;
  for (const [name, value] of [
    ['width', width],
    ['height', height],
  ] as const) {
    if (!Number.isInteger(value) || value < 0) {
      throw new QuantizeError('invalid-dimensions', name, 'an integer of 0 or more', value);
    }
  }
  if (width * height > MAX_PIXELS) {
    throw new QuantizeError(
      'invalid-dimensions',
      'width × height',
      `at most ${MAX_PIXELS} pixels`,
      width * height,
    );
  }
  if (!isByteArray(data)) {
    throw new QuantizeError('buffer-length-mismatch', 'data', 'a Uint8Array or Uint8ClampedArray', data);
  }
  if (data.length !== width * height * 4) {
    const expected = `${width} × ${height} × 4 = ${width * height * 4} bytes`;
    throw new QuantizeError('buffer-length-mismatch', 'data', expected, `${data.length} bytes`);
  }
}

/** Most pixels of one image or histogram: sums of bins stay below 2³². */
export const MAX_PIXELS: number = 2 ** 30;
