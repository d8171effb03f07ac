import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WORKING_SPACES } from '../src/color/working-space.ts';
import { addImage, createHistogram, type Histogram, mergeHistograms, type RgbaImage } from '../src/index.ts';
import { HEAP } from '../src/kernels/memory.ts';
import { histogramToPoints } from '../src/kernels/points.ts';
import { BOTH_ENGINES, histogramPoints, totals } from './helpers/engines.ts';
import { anyImage, noise, photo } from './helpers/images.ts';

const { srgb } = WORKING_SPACES;

function histogramOf(...images: RgbaImage[]): Histogram {
  const histogram = createHistogram();
  for (const image of images) addImage(histogram, image);
  return histogram;
}

const pointsOf = (histogram: Histogram) => histogramToPoints(histogram, srgb, HEAP);

/** More distinct colors than are kept apart: opaque ones, or translucent and transparent ones among them. */
const many = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.boolean()).map(([seed, isSolid]) => {
  const image = noise(163, 161, seed);
  return isSolid ? { ...image, data: image.data.map((value, i) => (i % 4 === 3 ? 255 : value)) } : image;
});

describe.each(BOTH_ENGINES)('engine %s', (_, begin) => {
  test('sums over all points are the sums over all pixels, to the rounding of a bin', () => {
    fc.assert(
      fc.property(fc.oneof(anyImage, many), (image) => {
        const points = histogramPoints(begin(), image);
        const expected = [0, 0, 0, 0, image.width * image.height];
        const point = new Int16Array(4);
        for (let i = 0; i < image.data.length; i += 4) {
          const [r, g, b, a] = image.data.subarray(i, i + 4);
          srgb.toPoint((r! | (g! << 8) | (b! << 16) | (a! << 24)) >>> 0, point, 0);
          for (let axis = 0; axis < 4; axis++) expected[axis]! += point[axis]!;
        }
        const sums = totals(points);
        expect(sums[4]).toBe(expected[4]);
        for (let axis = 0; axis < 4; axis++) {
          const slack = points.size === 0 || points.size < 16_384 ? 0 : expected[4]! / 2;
          expect(Math.abs(sums[axis]! - expected[axis]!)).toBeLessThanOrEqual(slack);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('counts what a histogram that is filled image by image counts', () => {
    fc.assert(
      fc.property(fc.oneof(anyImage, many), fc.oneof(anyImage, many), (a, b) => {
        const points = histogramPoints(begin(), a, b);
        const expected = pointsOf(histogramOf(a, b));
        expect(points.coordinates).toEqual(expected.coordinates);
        expect(points.weights).toEqual(expected.weights);
      }),
      { numRuns: 15 },
    );
  });
});

test('merged histograms are the histogram of all images', () => {
  fc.assert(
    fc.property(fc.oneof(anyImage, many), fc.oneof(anyImage, many), (a, b) => {
      const merged = mergeHistograms([histogramOf(a), histogramOf(b)]);
      const together = histogramOf(b, a);
      expect(merged.pixels).toBe(together.pixels);
      expect(merged.binned).toBe(together.binned);
      expect(pointsOf(merged)).toEqual(pointsOf(together));
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
