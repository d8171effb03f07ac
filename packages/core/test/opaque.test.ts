import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';
import { extractPalette, type QuantizeOptions, quantize, type RemapOptions, remap } from '../src/index.ts';
import { seededRandom } from '../src/math/random.ts';
import type { RgbaImage } from '../src/types.ts';
import { anyImage, expand, noise, paint, photo } from './helpers/images.ts';

const remapOptions: fc.Arbitrary<RemapOptions> = fc.record({
  dither: fc.constantFrom(0, 0.4, 0.75, 1),
  rate: fc.constantFrom(0, 0, 0.3, 1),
  kernel: fc.constantFrom('floyd-steinberg', 'floyd-steinberg', 'jarvis-judice-ninke', 'sierra-lite'),
  scan: fc.constantFrom('raster', 'serpentine'),
  space: fc.constantFrom('srgb', 'oklab'),
});

/** Alpha of the colors that pixels of some alpha got. */
function alphasOf(
  image: RgbaImage,
  result: { indices: Uint8Array; palette: Uint8Array },
  alpha: number,
): number[] {
  const data = expand(result);
  const found: number[] = [];
  for (let i = 3; i < data.length; i += 4) if (image.data[i] === alpha) found.push(data[i]!);
  return found;
}

/** A body of many colors on full transparency, whose alpha falls to nothing over a rim. */
function cutOut(size: number, rim: number, dark = false): RgbaImage {
  const { data } = photo(size, size);
  return paint(size, size, (x, y) => {
    const inside = (0.42 * size - Math.hypot(x - size / 2, y - size / 2)) / rim;
    const at = 4 * (y * size + x);
    const color = [...data.subarray(at, at + 3)].map((value) => (dark ? value >> 6 : value));
    return [...color, Math.max(0, Math.min(255, Math.round(255 * inside)))];
  });
}

const CHOICES: readonly QuantizeOptions[] = [
  {},
  { dither: 0.75 },
  { objective: 'perceptual' },
  { objective: 'perceptual', dither: 0.75 },
  { init: 'k-means++', effort: 'fast' },
  // Plain TypeScript takes its time. It runs these, which between them take every way of remapping.
  { dither: 0.75, effort: 'fast' },
  { objective: 'perceptual', dither: 0.75, rate: 0.5, effort: 'fast' },
  { fixedColors: Uint8Array.of(10, 20, 30, 128, 0, 0, 0, 0) },
];

describe.each(['wasm', 'js'] as const)('%s: opaque pixels', (engine) => {
  test('take an opaque color of any palette that has one', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const color = fc.tuple(byte, byte, byte, fc.constantFrom(0, 100, 200, 250, 254));
    const palettes = fc
      .tuple(fc.array(color, { maxLength: 40 }), fc.nat(), fc.tuple(byte, byte, byte))
      .map(([colors, at, own]) => {
        const all = [...colors] as number[][];
        all.splice(at % (colors.length + 1), 0, [...own, 255]);
        return Uint8Array.from(all.flat());
      });
    fc.assert(
      fc.property(
        fc.oneof(anyImage, fc.constant(noise(40, 30, 3))),
        palettes,
        remapOptions,
        (image, palette, chosen) => {
          const result = remap(image, palette, { ...chosen, engine });
          expect(alphasOf(image, result, 255).every((alpha) => alpha === 255)).toBe(true);
        },
      ),
      { numRuns: runs(engine === 'wasm' ? 100 : 20) },
    );
  });

  test('take what is nearest of a palette without opaque colors', () => {
    const image = paint(20, 20, (x, y) => [x * 12, y * 12, 0, 255]);
    const palette = Uint8Array.of(240, 240, 0, 200, 0, 0, 0, 254, 0, 0, 0, 0);
    for (const space of ['srgb', 'oklab'] as const)
      for (const dither of [0, 1])
        expect(new Set(remap(image, palette, { engine, dither, space }).indices)).toEqual(new Set([0, 1]));
  });

  const images = {
    'a soft cut-out': cutOut(90, 24),
    'a dark one with a thin rim': cutOut(80, 3, true),
    'few among fog': paint(80, 80, (x, y) => [
      2 * x,
      3 * y,
      90,
      x === 40 && y > 30 && y < 50 ? 255 : 100 + x + y,
    ]),
    'few below opacity': paint(80, 80, (x, y) => [
      3 * x,
      90,
      3 * y,
      (x * y) % 9 === 0 ? 255 : 240 + ((x + y) % 15),
    ]),
    noise: noise(70, 60, 5),
  };
  test.each(Object.entries(images))('stay opaque: %s', (_, image) => {
    for (const maxColors of engine === 'wasm' ? [16, 256] : [16])
      for (const chosen of engine === 'wasm' ? CHOICES : CHOICES.slice(-3)) {
        const result = quantize(image, { ...chosen, maxColors, engine });
        expect(alphasOf(image, result, 255).every((alpha) => alpha === 255)).toBe(true);
      }
  });
});

test('bodies stay opaque in small palettes, and transparent pixels transparent', () => {
  const image = cutOut(90, 6);
  for (const objective of ['mse', 'perceptual'] as const)
    for (const maxColors of [2, 3, 4, 5, 6, 7, 8]) {
      const result = quantize(image, { objective, maxColors, dither: 0.5 });
      expect(alphasOf(image, result, 255).every((alpha) => alpha === 255)).toBe(true);
      expect(alphasOf(image, result, 0).every((alpha) => alpha === 0)).toBe(true);
    }
});

test('a single opaque pixel in a large fog stays opaque', () => {
  const fog = noise(80, 80, 8);
  const image = paint(80, 80, (x, y) => {
    const at = 4 * (80 * y + x);
    return [...fog.data.subarray(at, at + 3), x === 50 && y === 70 ? 255 : 100 + (fog.data[at + 3]! >> 2)];
  });
  for (const objective of ['mse', 'perceptual'] as const)
    for (const maxColors of [7, 16]) {
      const result = quantize(image, { maxColors, objective });
      expect(alphasOf(image, result, 255)).toEqual([255]);
    }
});

test('soft rims keep their levels', () => {
  const image = cutOut(120, 30);
  const { indices, palette } = quantize(image, { maxColors: 16 });
  const data = expand({ indices, palette });
  let error = 0;
  let pixels = 0;
  for (let i = 3; i < data.length; i += 4) {
    if (image.data[i] === 0 || image.data[i] === 255) continue;
    error += Math.abs(data[i]! - image.data[i]!);
    pixels++;
  }
  expect(error / pixels).toBeLessThan(30);
});

test('a little noise in the alpha of a body costs no colors', () => {
  const random = seededRandom(3);
  const body = photo(80, 80);
  const noisy = paint(80, 80, (x, y) => {
    const at = 4 * (y * 80 + x);
    return [...body.data.subarray(at, at + 3), 255 - Math.floor(4 * random())];
  });
  for (const objective of ['mse', 'perceptual'] as const) {
    const clean = quantize(body, { maxColors: 32, objective }).mse;
    expect(quantize(noisy, { maxColors: 32, objective }).mse).toBeLessThan(1.1 * clean + 1);
  }
});

test('a panel that is nearly opaque stays so', () => {
  const image = paint(60, 60, (x, y) => [x < 30 ? 4 * x : 200, y, 90, x < 30 ? 255 : 253]);
  const result = quantize(image, { maxColors: 16, objective: 'perceptual' });
  expect(alphasOf(image, result, 253).every((alpha) => alpha === 253)).toBe(true);
});

test('a palette says how many pixels take each color as remapping counts them', () => {
  const image = cutOut(90, 12);
  const { palette, counts } = extractPalette(image, { maxColors: 32 });
  expect([...remap(image, palette).counts]).toEqual([...counts]);
});
