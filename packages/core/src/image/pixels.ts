import { isByteArray } from '../byte-array.ts';
import { QuantizeError } from '../errors.ts';
import type { AlphaMode } from '../options.ts';
import type { RgbaImage } from '../types.ts';

/** Pixels as 32-bit words, red in the lowest byte, alpha in the highest (little-endian RGBA). */
export type Pixels = Uint32Array;

/** Pixels of an image in an alpha mode, read in parts, so that the whole image is never copied. */
export interface PixelSource {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  /** Returns pixels `from … to−1`, read-only, valid until the next call. */
  view(from: number, to: number): Pixels;
  /** Copies them to `target[0 … to−from−1]`. */
  copy(from: number, to: number, target: Pixels): void;
}

const OPAQUE = 0xff000000;

/** Returns the pixels of an image in an alpha mode; throws if the image is invalid. */
export function pixelsOf(image: RgbaImage, alpha: AlphaMode): PixelSource {
  checkImage(image);
  const { data, height, width } = image;
  const length = data.length / 4;
  const change = ALPHA_MODES[alpha];
  const copy = (from: number, to: number, target: Pixels): void => {
    // Copies bytes, since the data may start at any byte but words only at every fourth.
    const bytes = new Uint8Array(target.buffer, target.byteOffset, 4 * (to - from));
    bytes.set(data.subarray(4 * from, 4 * to));
    change?.(target.subarray(0, to - from));
  };
  if (!change && data.byteOffset % 4 === 0) {
    const words = new Uint32Array(data.buffer, data.byteOffset, length);
    return { length, width, height, copy, view: (from, to) => words.subarray(from, to) };
  }
  let scratch = new Uint32Array(0);
  const view = (from: number, to: number): Pixels => {
    if (scratch.length < to - from) scratch = new Uint32Array(to - from);
    copy(from, to, scratch);
    return scratch.subarray(0, to - from);
  };
  return { length, width, height, copy, view };
}

/** In-place change of pixels in each alpha mode; undefined if there is none. */
const ALPHA_MODES: Record<AlphaMode, ((pixels: Pixels) => void) | undefined> = {
  keep: undefined,
  binary: (pixels) => {
    for (let i = 0; i < pixels.length; i++) pixels[i] = pixels[i]! >>> 31 === 0 ? 0 : pixels[i]! | OPAQUE;
  },
  ignore: (pixels) => {
    for (let i = 0; i < pixels.length; i++) pixels[i] = pixels[i]! | OPAQUE;
  },
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

/** Maximum number of pixels of an image or histogram: sums of bins stay below 2³². */
export const MAX_PIXELS: number = 2 ** 30;
