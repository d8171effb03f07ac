import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type QuantizeOptions, quantize, type RgbaImage, remap } from '../src/index.ts';
import { KERNELS } from '../src/kernels/error-diffusion.ts';
import { ditherReach } from '../src/remap/dither-reach.ts';
import { expand, mean, paint } from './helpers/images.ts';

const blackAndWhite = Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255);
const flat = (color: readonly number[], size = 64): RgbaImage => paint(size, size, () => color);
const kernels = Object.keys(KERNELS) as (keyof typeof KERNELS)[];

describe.each(kernels)('%s', (kernel) => {
  test('gives away all of the error, to later pixels only', () => {
    const { divisor, taps } = KERNELS[kernel];
    expect(taps.reduce((sum, [, , weight]) => sum + weight, 0)).toBe(divisor);
    for (const [dx, dy] of taps) expect(dy > 0 || (dy === 0 && dx > 0)).toBe(true);
  });

  test.each(['raster', 'serpentine'] as const)('a flat field keeps its level (%s)', (scan) => {
    // Error that crosses the border of the image is lost; wide kernels carry more across it.
    const size = kernel === 'floyd-steinberg' ? 64 : 192;
    for (const level of [3, 20, 40, 64, 100, 128, 200, 250]) {
      for (const space of ['srgb', 'oklab'] as const) {
        const result = remap(flat([level, level, level, 255], size), blackAndWhite, {
          dither: 1,
          kernel,
          scan,
          space,
        });
        expect(Math.abs(mean(expand(result), 0) - level)).toBeLessThan(2);
      }
    }
  });
});

test('a flat field of any color within the palette keeps its color', () => {
  const cube = Uint8Array.from({ length: 32 }, (_, i) =>
    i % 4 === 3 ? 255 : ((i >> 2) >> (i % 4)) & 1 ? 255 : 0,
  );
  const byte = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(byte, byte, byte, (r, g, b) => {
      const data = expand(remap(flat([r, g, b, 255]), cube, { dither: 1 }));
      [r, g, b].forEach((level, channel) => {
        expect(Math.abs(mean(data, channel) - level)).toBeLessThan(3);
      });
    }),
    { numRuns: 40 },
  );
});

test('where it shall look right, translucent pixels receive two thirds of their share', () => {
  const seen = { objective: 'perceptual', dither: 0.75 } as const;
  expect(labelsOfRamp(128, 192, seen)).toEqual(labelsOfRamp(128, 192, { dither: 0.5 }));
  expect(labelsOfRamp(128, 192, seen)).not.toEqual(labelsOfRamp(128, 192, { dither: 0.75 }));
  expect(labelsOfRamp(255, 192, seen)).toEqual(labelsOfRamp(255, 192, { dither: 0.75 }));
});

test('where it shall look right, pixels of small pictures receive half of their share', () => {
  const seen = { objective: 'perceptual', dither: 0.75 } as const;
  expect(labelsOfRamp(255, 170, seen)).toEqual(labelsOfRamp(255, 170, { dither: 0.375 }));
  expect(labelsOfRamp(128, 170, seen)).toEqual(labelsOfRamp(128, 170, { dither: 0.25 }));
  expect(labelsOfRamp(255, 171, seen)).toEqual(labelsOfRamp(255, 171, { dither: 0.75 }));
});

/** Labels of a ramp that is 96 pixels high, none of them near to a color of the palette. */
function labelsOfRamp(alpha: number, width: number, options: QuantizeOptions): Uint8Array {
  const ramp = paint(width, 96, (x, y) => [40 + x, 230 - x, 60 + y, alpha]);
  const colors = [0, 0, 0, 255, 255, 255, 0, 0, 200].flatMap((value, i) =>
    i % 3 < 2 ? value : [value, alpha],
  );
  return remap(ramp, Uint8Array.from(colors), { ...options, space: 'oklab' }).indices;
}

test('in small pictures that shall look right, what is near to its color takes no error', () => {
  const image = paint(150, 100, (x, y) => [
    (x * 37 + y * y) & 255,
    (y * 53 + x * x) & 255,
    (x * y) & 255,
    255,
  ]);
  const chosen = Array.from({ length: 64 }, (_, i) => 4 * (231 * i + 80)); // pixels with others around them
  const palette = Uint8Array.from(chosen.flatMap((at) => [...image.data.subarray(at, at + 4)]));
  const labels = (options: QuantizeOptions) => {
    const { indices } = remap(image, palette, { ...options, dither: 1, space: 'oklab' });
    return chosen.map((at) => indices[at / 4]);
  };
  expect(labels({ objective: 'perceptual' })).toEqual(chosen.map((_, i) => i));
  expect(labels({ objective: 'mse' })).not.toEqual(chosen.map((_, i) => i));
});

test('half strength lies between none and full', () => {
  const ramp = paint(128, 32, (x) => [2 * x, 2 * x, 2 * x, 255]);
  const ones = (dither: number) => {
    const { indices } = remap(ramp, blackAndWhite, { dither });
    let changes = 0;
    for (let i = 1; i < indices.length; i++) if (indices[i] !== indices[i - 1]) changes++;
    return changes;
  };
  expect(ones(0)).toBeLessThan(ones(0.5));
  expect(ones(0.5)).toBeLessThan(ones(1));
});

test('no strength is the plain nearest color', () => {
  const ramp = paint(64, 8, (x) => [4 * x, 4 * x, 4 * x, 255]);
  expect(remap(ramp, blackAndWhite, { dither: 0 }).indices).toEqual(remap(ramp, blackAndWhite).indices);
  expect(remap(ramp, blackAndWhite, { dither: 0.001 }).indices).toEqual(remap(ramp, blackAndWhite).indices);
});

test('error that no color can make up for does not smear over the next edge', () => {
  // Left: brighter than the whole palette. Right: exactly one of its colors.
  const image = paint(96, 24, (x) => (x < 64 ? [250, 250, 250, 255] : [90, 90, 90, 255]));
  const palette = Uint8Array.of(80, 80, 80, 255, 90, 90, 90, 255, 100, 100, 100, 255, 110, 110, 110, 255);
  const { indices } = remap(image, palette, { dither: 1 });
  for (let y = 0; y < 24; y++) {
    for (let x = 64 + 8; x < 96; x++) expect(indices[y * 96 + x]).toBe(1);
  }
});

test('the reach of a palette is half of its largest gap, or all of it outside of sRGB', () => {
  const corner = Int32Array.of(0, 0, 0, 255, 10, 0, 0, 255, 0, 30, 0, 255, 10, 10, 0, 255);
  expect(ditherReach(corner, 'srgb')).toBe(10);
  expect(ditherReach(corner, 'oklab')).toBe(20);
  expect(ditherReach(Int32Array.of(5, 5, 5, 255), 'srgb')).toBe(0);
});

describe('alpha', () => {
  test('nothing bleeds out of or over full transparency', () => {
    const image = paint(48, 48, (x, y) => (x % 16 < 8 ? [255, 0, 0, 0] : [40 + y, 100, 60, 255]));
    const { indices, palette } = quantize(image, { maxColors: 6, dither: 1 });
    for (let i = 0; i < indices.length; i++) {
      expect(palette[4 * indices[i]! + 3]).toBe(image.data[4 * i + 3]);
    }
  });

  test.each([8, 64, 90, 127, 140, 200])('a translucent flat field keeps its alpha of %i', (alpha) => {
    for (const color of [
      [200, 100, 50],
      [200, 50, 50],
      [30, 160, 90],
    ]) {
      const palette = Uint8Array.of(0, 0, 0, 0, ...color, 255);
      const data = expand(remap(flat([...color, alpha], 192), palette, { dither: 1 }));
      expect(Math.abs(mean(data, 3) - alpha)).toBeLessThan(2);
    }
  });
});

test('rows of one pixel and images of one row are dithered too', () => {
  for (const [width, height] of [
    [1, 400],
    [400, 1],
    [2, 200],
  ] as const) {
    for (const kernel of kernels) {
      const result = remap(
        paint(width, height, () => [100, 100, 100, 255]),
        blackAndWhite,
        { dither: 1, kernel },
      );
      expect(new Set(result.indices).size).toBe(2);
    }
  }
});
