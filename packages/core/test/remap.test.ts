import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addImage,
  createHistogram,
  extractPalette,
  mergeHistograms,
  quantize,
  remap,
  remapSteps,
} from '../src/index.ts';
import { anyImage, disk, expand, paint, photo } from './helpers/images.ts';

describe('remap', () => {
  test('an image to its own palette is what quantize gave', () => {
    fc.assert(
      fc.property(
        anyImage,
        fc.integer({ min: 1, max: 64 }),
        fc.constantFrom(0, 0.6, 1),
        (image, maxColors, dither) => {
          const { indices, mse, palette, counts } = quantize(image, { maxColors, dither });
          const again = remap(image, palette, { dither });
          // Of two colors that are as near, a dithered pixel takes either; what its neighbors take follows from that.
          if (dither > 0) expect(Math.abs(again.mse - mse)).toBeLessThanOrEqual(0.25 * mse);
          else {
            expect(again.mse).toBeCloseTo(mse, 6);
            expect(again).toEqual({ ...again, indices, counts });
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('the palette comes back as it was, unused colors and all', () => {
    const palette = Uint8Array.of(1, 2, 3, 255, 9, 9, 9, 9, 250, 250, 250, 255);
    const result = remap(
      paint(4, 4, () => [255, 255, 255, 255]),
      palette,
    );
    expect(result.palette).toEqual(palette);
    expect(result.palette).not.toBe(palette);
    expect([...result.counts]).toEqual([0, 0, 16]);
    expect(result.mse).toBe(75);
  });

  test('new images go to the groups that were found', () => {
    const { palette } = extractPalette(photo(64, 64), { maxColors: 8 });
    const other = remap(photo(80, 40, 9), palette);
    expect(other.counts.reduce((a, b) => a + b)).toBe(80 * 40);
    expect(expand(other).length).toBe(80 * 40 * 4);
  });

  test('an empty image has no indices', () => {
    expect(
      remap({ data: new Uint8Array(0), width: 0, height: 0 }, Uint8Array.of(1, 1, 1, 1)).indices.length,
    ).toBe(0);
  });

  test.each([
    [new Uint8Array(0), /1 to 256 colors of 4 bytes for palette but received "0 bytes"/],
    [new Uint8Array(6), /received "6 bytes"/],
    [new Uint8Array(257 * 4), /received "1028 bytes"/],
    [[1, 2, 3, 4], /in a Uint8Array for palette but received Array/],
  ])('a bad palette is refused: %#', (palette, message) => {
    expect(() => remap(photo(4, 4), palette as Uint8Array)).toThrow(message);
  });

  test('has steps too', () => {
    const steps = [...remapSteps(photo(512, 1200), Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255))];
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.at(-1)).toEqual({ stage: 'remap', done: 1 });
  });
});

describe('extractPalette', () => {
  test('of one image is the palette of quantize', () => {
    const image = photo(64, 48);
    const { palette, counts } = extractPalette(image, { maxColors: 20 });
    const result = quantize(image, { maxColors: 20 });
    expect(palette).toEqual(result.palette);
    expect(counts).toEqual(result.counts);
  });

  test('of several images is that of one image of all their pixels', () => {
    const [a, b] = [photo(40, 30), disk(32)];
    const data = new Uint8Array([...a.data, ...b.data]);
    const joined = { data, width: 1, height: data.length / 4 };
    expect(extractPalette([a, b], { maxColors: 12 })).toEqual(extractPalette(joined, { maxColors: 12 }));
  });

  test('from a histogram fits nearly as well, and counts all pixels', () => {
    const images = [photo(96, 64), photo(64, 96, 5)];
    const parts = images.map((image) => {
      const histogram = createHistogram();
      addImage(histogram, image);
      return histogram;
    });
    const { palette, counts } = extractPalette(mergeHistograms(parts), { maxColors: 32 });
    expect(counts.reduce((a, b) => a + b)).toBe(2 * 96 * 64);
    const exact = extractPalette(images, { maxColors: 32 }).palette;
    const error = (p: Uint8Array) => images.reduce((sum, image) => sum + remap(image, p).mse, 0);
    expect(error(palette) / error(exact)).toBeLessThan(1.08);
  });

  test('of few colors is exact, with exact counts, from a histogram too', () => {
    const image = paint(10, 10, (x, y) =>
      y === 0 ? [255, 0, 0, 255] : x < 3 ? [0, 0, 255, 100] : [7, 7, 7, 0],
    );
    const histogram = createHistogram();
    addImage(histogram, image);
    for (const source of [image, [image], histogram]) {
      const { palette, counts } = extractPalette(source, { maxColors: 8 });
      expect([...palette]).toEqual([0, 0, 0, 0, 0, 0, 255, 100, 255, 0, 0, 255]);
      expect([...counts]).toEqual([63, 27, 10]);
    }
  });

  test('of nothing is empty', () => {
    for (const source of [[], createHistogram(), { data: new Uint8Array(0), width: 0, height: 0 }]) {
      expect(extractPalette(source).palette.length).toBe(0);
    }
  });

  test('the alpha mode is that of the histogram', () => {
    const histogram = createHistogram('ignore');
    addImage(histogram, disk(32));
    const { palette } = extractPalette(histogram, { maxColors: 4 });
    expect(palette.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    expect(() => extractPalette(histogram, { alpha: 'keep' })).toThrow(
      /Expected ignore, as in the histogram/,
    );
  });
});
