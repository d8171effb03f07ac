import { describe, expect, test } from 'vitest';
import {
  extractPalette,
  QuantizeError,
  type QuantizeOptions,
  quantize,
  type RgbaImage,
  remap,
} from '../src/index.ts';
import { photo } from './helpers/images.ts';

const image = photo(4, 4);

function errorOf(run: () => unknown): QuantizeError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(QuantizeError);
    return error as QuantizeError;
  }
  throw new Error('nothing was thrown');
}

describe('options that a function does not use', () => {
  test('are rejected, not ignored', () => {
    const palette = new Uint8Array(8);
    const unused = { maxColors: 3 } as object;
    expect(errorOf(() => remap(image, palette, unused)).message).toMatch(/received "maxColors"/);
    expect(errorOf(() => extractPalette(image, { dither: 1 } as object)).message).toMatch(
      /received "dither"/,
    );
    expect(remap(image, palette, { dither: 1 }).indices).toHaveLength(16);
  });
});

describe('images', () => {
  test.each([
    ['no image', null, 'invalid-dimensions', /an object with data, width and height/],
    [
      'NaN width',
      { ...image, width: Number.NaN },
      'invalid-dimensions',
      /0 or more for width but received NaN/,
    ],
    [
      'negative height',
      { ...image, height: -4 },
      'invalid-dimensions',
      /for height but received -4 of type number/,
    ],
    ['fraction', { ...image, width: 3.5 }, 'invalid-dimensions', /for width but received 3.5/],
    [
      'huge',
      { ...image, width: 2 ** 20, height: 2 ** 20 },
      'invalid-dimensions',
      /at most 1073741824 pixels/,
    ],
    [
      'too short',
      { ...image, height: 5 },
      'buffer-length-mismatch',
      /4 × 5 × 4 = 80 bytes for data but received "64 bytes"/,
    ],
    [
      'RGB without alpha',
      { ...image, data: new Uint8Array(48) },
      'buffer-length-mismatch',
      /received "48 bytes"/,
    ],
    [
      'floats',
      { ...image, data: new Float32Array(64) },
      'buffer-length-mismatch',
      /Uint8ClampedArray for data but received Float32Array/,
    ],
    ['plain array', { ...image, data: [...image.data] }, 'buffer-length-mismatch', /received Array/],
  ])('%s', (_, bad, code, message) => {
    const error = errorOf(() => quantize(bad as unknown as RgbaImage));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(errorOf(() => extractPalette([bad as unknown as RgbaImage])).code).toBe(code);
  });
});

describe('options', () => {
  test.each([
    [{ maxColors: 0 }, /an integer between 1 and 256 for maxColors but received 0 of type number/],
    [{ maxColors: 257 }, /received 257/],
    [{ maxColors: 16.5 }, /received 16.5/],
    [{ maxColors: Number.NaN }, /received NaN/],
    [{ maxColors: '16' }, /received "16" of type string/],
    [{ maxColors: null }, /received null/],
    [{ dither: 1.1 }, /a number between 0 and 1 for dither but received 1.1/],
    [{ dither: Number.NaN }, /received NaN/],
    [{ dither: true }, /received true of type boolean/],
    [{ seed: -1 }, /an integer between 0 and 4294967295 for seed/],
    [{ space: 'lab' }, /one of srgb, oklab for space but received "lab"/],
    [{ init: 'wu' }, /for init but received "wu"/],
    [{ alpha: false }, /one of keep, binary, ignore for alpha but received false/],
    [{ toString: 1 }, /only the names/],
    [[], /an object for options/],
    [{ alpha: 'binary', fixedColors: Uint8Array.of(1, 2, 3, 77) }, /opaque or transparent colors/],
    [{ colors: 16 }, /only the names space, .* for options but received "colors"/],
    [
      { fixedColors: Uint8Array.of(1, 2, 3) },
      /0 to 16 colors of 4 bytes for fixedColors but received "3 bytes"/,
    ],
    [{ maxColors: 1, fixedColors: new Uint8Array(8) }, /0 to 1 colors of 4 bytes/],
    ['many', /an object for options but received "many"/],
  ])('%j', (options, message) => {
    const error = errorOf(() => quantize(image, options as unknown as QuantizeOptions));
    expect(error.message).toMatch(message);
    expect(['option-out-of-range', 'invalid-palette']).toContain(error.code);
    expect(error.expected.length).toBeGreaterThan(0);
  });

  test('undefined is the default', () => {
    const options = { maxColors: undefined, dither: undefined } as unknown as QuantizeOptions;
    expect(quantize(image, options)).toEqual(quantize(image));
  });
});
