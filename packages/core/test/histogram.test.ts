import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WORKING_SPACES } from '../src/color/working-space.ts';
import { addImage, createHistogram, type Histogram, mergeHistograms } from '../src/histogram/histogram.ts';
import { histogramToPoints, SUMS } from '../src/histogram/points.ts';
import type { RgbaImage } from '../src/types.ts';
import { anyImage, photo } from './helpers/images.ts';

function histogramOf(...images: RgbaImage[]): Histogram {
  const histogram = createHistogram();
  for (const image of images) addImage(histogram, image);
  return histogram;
}

test('sums over all bins are the sums over all pixels, exactly', () => {
  fc.assert(
    fc.property(anyImage, (image) => {
      const points = histogramToPoints(histogramOf(image), WORKING_SPACES.srgb);
      const expected = [0, 0, 0, 0, image.width * image.height];
      const point = new Int16Array(4);
      for (let i = 0; i < image.data.length; i += 4) {
        const [r, g, b, a] = image.data.subarray(i, i + 4);
        WORKING_SPACES.srgb.toPoint((r! | (g! << 8) | (b! << 16) | (a! << 24)) >>> 0, point, 0);
        for (let axis = 0; axis < 4; axis++) expected[axis]! += point[axis]!;
      }
      const sums = [0, 0, 0, 0, 0];
      for (let i = 0; i < points.sums.length; i++) sums[i % SUMS]! += points.sums[i]!;
      expect(sums).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('merged histograms are the histogram of all images', () => {
  fc.assert(
    fc.property(anyImage, anyImage, (a, b) => {
      const merged = mergeHistograms([histogramOf(a), histogramOf(b)]);
      const together = histogramOf(a, b);
      expect(merged.pixels).toBe(together.pixels);
      expect(merged.distinct.overflowed).toBe(together.distinct.overflowed);
      expect(histogramToPoints(merged, WORKING_SPACES.srgb)).toEqual(
        histogramToPoints(together, WORKING_SPACES.srgb),
      );
    }),
    { numRuns: 15 },
  );
});

test('it does not grow with the number of pixels', () => {
  const histogram = histogramOf(photo(64, 64));
  const { length } = histogram.opaque;
  addImage(histogram, photo(256, 256, 2));
  expect(histogram.opaque.length).toBe(length);
  expect(histogram.pixels).toBe(64 * 64 + 256 * 256);
});

describe('errors', () => {
  test('histograms of different alpha modes do not merge', () => {
    expect(() => mergeHistograms([createHistogram('keep'), createHistogram('ignore')])).toThrow(
      /Expected keep in all histograms for alpha but received "ignore"/,
    );
  });

  test('more than 2^30 pixels are refused before a sum can overflow', () => {
    const histogram = createHistogram();
    histogram.pixels = 2 ** 30;
    expect(() => addImage(histogram, photo(1, 1))).toThrow(/at most 1073741824 pixels/);
  });
});
