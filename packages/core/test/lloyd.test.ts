import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WORKING_SPACES } from '../src/color/working-space.ts';
import { addImage, createHistogram } from '../src/histogram/histogram.ts';
import { histogramToPoints, SUMS } from '../src/histogram/points.ts';
import { varianceSplit } from '../src/init/variance-split.ts';
import { assign, totalSquare } from '../src/lloyd/assign.ts';
import { createClusters, explained, update } from '../src/lloyd/clusters.ts';
import { assignPixels, MOST_SAMPLES, sampleStride } from '../src/lloyd/exact-pass.ts';
import { reseedEmpty } from '../src/lloyd/reseed.ts';
import { swapClusters } from '../src/lloyd/swap.ts';
import { createCache } from '../src/nearest/color-cache.ts';
import { createPaletteSearch } from '../src/nearest/palette-search.ts';
import type { RgbaImage } from '../src/types.ts';
import { bruteEntry } from './helpers/brute-force.ts';
import { anyImage, paint, photo } from './helpers/images.ts';

const { srgb } = WORKING_SPACES;

function pointsOf(image: RgbaImage) {
  const histogram = createHistogram();
  addImage(histogram, image);
  return histogramToPoints(histogram, srgb);
}

/** Black, dark gray, light gray, white: 0, 40, 200 and 255, solved by hand for k = 2. */
const grays = paint(4, 1, (x) => {
  const level = [0, 40, 200, 255][x]!;
  return [level, level, level, 255];
});

test('four grays and two centroids: means 20 and 227.5 after one iteration from 0 and 255', () => {
  const points = pointsOf(grays);
  const clusters = createClusters([], [-1020, -1020, -1020, 1020, 1020, 1020, 1020, 1020]);
  const labels = new Uint8Array(4);
  assign(points, clusters, createPaletteSearch(5, srgb.opaque), labels);
  update(clusters, 1);
  expect([...labels]).toEqual([0, 0, 1, 1]);
  expect(clusters.centroids[0]).toBe(8 * 20 - 1020);
  expect(clusters.centroids[4]).toBe(8 * 227.5 - 1020);
  // Inertia in 8-bit steps: 3 channels × (20² + 20² + 27.5² + 27.5²).
  expect((totalSquare(points) - explained(clusters)) / 64).toBeCloseTo(3 * (800 + 2 * 27.5 ** 2), 6);
});

describe('Lloyd iterations over bins', () => {
  test('label every point with its true nearest, and never raise the inertia', () => {
    fc.assert(
      fc.property(anyImage, fc.integer({ min: 1, max: 40 }), (image, k) => {
        const points = pointsOf(image);
        const clusters = createClusters([], varianceSplit(points, k));
        const labels = new Uint8Array(points.size);
        const total = totalSquare(points);
        let last = Infinity;
        for (let i = 0; i < 6; i++) {
          const rounded = clusters.centroids.map(Math.round);
          assign(points, clusters, createPaletteSearch(5, srgb.opaque), labels);
          for (let j = 0; j < points.size; j++) {
            const at = [...points.coordinates.subarray(4 * j, 4 * j + 4)];
            expect(labels[j]).toBe(bruteEntry(rounded, clusters.count, at));
          }
          const inertia = total - explained(clusters);
          // Centroids are rounded to an eighth of a step when points are assigned: a hair of slack.
          expect(inertia).toBeLessThanOrEqual(last + 1e-9 * total + image.data.length);
          last = inertia;
          update(clusters, 1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('know the inertia of fixed centroids, which are not at their means', () => {
    const points = pointsOf(grays);
    const clusters = createClusters([-1020, -1020, -1020, 1020], [1020, 1020, 1020, 1020]);
    assign(points, clusters, createPaletteSearch(5, srgb.opaque), new Uint8Array(4));
    // 0 and 40 stay with black as it is; 200 and 255 have their mean, 227.5.
    const inertia = (totalSquare(points) - explained(clusters)) / 64;
    expect(inertia).toBeCloseTo(3 * (40 ** 2 + 2 * 27.5 ** 2), 6);
  });

  test('do not move fixed centroids', () => {
    const points = pointsOf(photo(32, 32));
    const clusters = createClusters([1, 2, 3, 1020], varianceSplit(points, 4));
    assign(points, clusters, createPaletteSearch(5, srgb.opaque), new Uint8Array(points.size));
    update(clusters, 1.6);
    expect([...clusters.centroids.subarray(0, 4)]).toEqual([1, 2, 3, 1020]);
  });
});

test('an empty cluster is reseeded at the point that fits worst', () => {
  const points = pointsOf(grays);
  const far = [1020, -1020, 1020, 1020]; // magenta: no gray is nearest to it
  const clusters = createClusters([], [-1020, -1020, -1020, 1020, ...far]);
  clusters.centroids.set([-1020, -1020, -1020, 1020]);
  const labels = new Uint8Array(4);
  assign(points, clusters, createPaletteSearch(5, srgb.opaque), labels);
  clusters.sums.fill(0, SUMS); // whatever it had, it has no more
  labels.fill(0);
  expect(reseedEmpty(points, clusters, labels)).toBe(true);
  expect([...clusters.centroids.subarray(4, 8)]).toEqual([1020, 1020, 1020, 1020]);
  clusters.sums.fill(1);
  expect(reseedEmpty(points, clusters, labels)).toBe(false);
});

test('a swap moves one of two centroids in one cluster to where it is wanted', () => {
  // Two tight groups far apart inside one cluster, and two centroids that share a third group.
  const image = paint(30, 1, (x) => {
    if (x < 10) return [x, 0, 0, 255];
    return x < 20 ? [250, 250, 200 + x, 255] : [250, 120, x, 255];
  });
  const points = pointsOf(image);
  const clusters = createClusters(
    [],
    [...[-1020, -1020, -1020, 1020], ...[-970, -1020, -1020, 1020], ...[980, 480, 0, 1020]],
  );
  const labels = new Uint8Array(points.size);
  const search = createPaletteSearch(5, srgb.opaque);
  assign(points, clusters, search, labels);
  const before = explained(clusters);
  expect(swapClusters(points, clusters, labels)).toBe(1);
  assign(points, clusters, search, labels);
  expect(explained(clusters)).toBeGreaterThan(before);
  const greens = [0, 1, 2]
    .map((c) => Math.round((clusters.centroids[4 * c + 1]! + 1020) / 8))
    .sort((a, b) => a - b);
  expect(greens).toEqual([0, 120, 250]);
});

describe('passes over pixels', () => {
  test('sum up the same clusters as a plain loop over all pixels', () => {
    const cache = createCache(srgb.toPoint, createPaletteSearch(5, srgb.opaque)); // one for all runs: it has to forget
    fc.assert(
      fc.property(anyImage, fc.integer({ min: 1, max: 30 }), fc.constantFrom(1, 3, 5), (image, k, stride) => {
        const pixels = new Uint32Array(image.data.buffer);
        const clusters = createClusters([], varianceSplit(pointsOf(image), k));
        const rounded = clusters.centroids.map(Math.round);
        // Two images: the stride goes on from one to the next.
        const square = assignPixels([pixels, pixels], stride, clusters, cache);
        const sums = new Float64Array(clusters.sums.length);
        const point = new Int16Array(4);
        let expectedSquare = 0;
        for (let i = 0; i < 2 * pixels.length; i += stride) {
          srgb.toPoint(pixels[i % pixels.length]!, point, 0);
          const label = bruteEntry(rounded, clusters.count, [...point]);
          for (let axis = 0; axis < 4; axis++) {
            sums[SUMS * label + axis]! += point[axis]!;
            expectedSquare += point[axis]! ** 2;
          }
          sums[SUMS * label + 4]!++;
        }
        expect(clusters.sums).toEqual(sums);
        expect(square).toBe(expectedSquare);
      }),
      { numRuns: 60 },
    );
  });

  test('look at about a million pixels at most, in all columns', () => {
    expect(sampleStride(MOST_SAMPLES, 1024)).toBe(1);
    for (const [width, height] of [
      [1920, 1080],
      [2560, 1440],
      [6000, 4000],
      [10_000, 10_000],
    ] as const) {
      const stride = sampleStride(width * height, width);
      expect((width * height) / stride).toBeLessThanOrEqual(MOST_SAMPLES);
      const columns = new Set(Array.from({ length: width }, (_, i) => (i * stride) % width));
      expect(columns.size).toBe(width);
    }
  });
});
