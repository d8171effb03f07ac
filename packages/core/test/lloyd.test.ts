import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WORKING_SPACES } from '../src/color/working-space.ts';
import { SUMS_PER_CLUSTER } from '../src/constants.ts';
import type { Engine } from '../src/engine/engine.ts';
import { sampleImages } from '../src/histogram/build-points.ts';
import { pixelsOf } from '../src/image/pixels.ts';
import { createClusters, inertiaOf, update } from '../src/kernels/clusters.ts';
import { HEAP } from '../src/kernels/memory.ts';
import { mergeCosts } from '../src/kernels/merge-costs.ts';
import { MAX_SAMPLES, sampleStride } from '../src/kernels/samples.ts';
import { splitClusters } from '../src/kernels/split-clusters.ts';
import { reseedEmpty, swapClusters } from '../src/lloyd/relocate.ts';
import { bruteEntry } from './helpers/brute-force.ts';
import { BOTH_ENGINES, histogramPoints, pointsFrom, totals } from './helpers/engines.ts';
import { anyImage, noise, paint, photo } from './helpers/images.ts';

const { srgb } = WORKING_SPACES;

/** Black, dark gray, light gray, white: 0, 40, 200 and 255, solved by hand for k = 2. */
const grays = paint(4, 1, (x) => {
  const level = [0, 40, 200, 255][x]!;
  return [level, level, level, 255];
});
const BLACK = [-1020, -1020, -1020, 1020];
const WHITE = [1020, 1020, 1020, 1020];

const clustersOf = (engine: Engine, fixed: ArrayLike<number>, free: ArrayLike<number>) =>
  createClusters(engine.memory, fixed, free);

describe.each(BOTH_ENGINES)('engine %s', (_, begin) => {
  test('four grays and two centroids: means 20 and 227.5 after one iteration from 0 and 255', () => {
    const engine = begin();
    const points = histogramPoints(engine, grays);
    const clusters = clustersOf(engine, [], [...BLACK, ...WHITE]);
    engine.assign(points, clusters, 5);
    // Inertia in 8-bit steps: 3 channels × (20² + 20² + 27.5² + 27.5²).
    expect(inertiaOf(clusters) / 64).toBeCloseTo(3 * (800 + 2 * 27.5 ** 2), 6);
    update(clusters, 1);
    expect([...points.labels]).toEqual([0, 0, 1, 1]);
    expect(clusters.centroids[0]).toBe(8 * 20 - 1020);
    expect(clusters.centroids[4]).toBe(8 * 227.5 - 1020);
  });

  test.each([3, 4, 5])('labels every point with its true nearest, in cells of %i bits', (bits) => {
    const side = fc.integer({ min: -1020, max: 1020 });
    const point = fc.tuple(side, side, side, fc.oneof(fc.integer({ min: 0, max: 1020 }), fc.constant(1020)));
    const crowded = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 9 })));
    const some = (maxLength: number) => fc.array(fc.oneof(point, crowded), { minLength: 1, maxLength });
    fc.assert(
      fc.property(some(256), some(100), fc.boolean(), (centroids, queries, arePalette) => {
        const engine = begin();
        const points = pointsFrom(
          engine,
          queries.map((query, i) => [...query, i + 1]),
        );
        const flat = centroids.flat();
        const clusters = { ...clustersOf(engine, [], flat), arePalette };
        engine.assign(points, clusters, bits);
        const expected = queries.map((query) => bruteEntry(flat, centroids.length, query, 1020, arePalette));
        expect([...points.labels]).toEqual(expected);
        const sums = new Float64Array(SUMS_PER_CLUSTER * centroids.length);
        queries.forEach((query, i) => {
          const at = SUMS_PER_CLUSTER * expected[i]!;
          const square = query.reduce((sum, value) => sum + value * value, 0);
          [...query, 1, square].forEach((value, j) => {
            sums[at + j]! += (i + 1) * value;
          });
        });
        expect([...clusters.sums]).toEqual([...sums]);
      }),
      { numRuns: 100 },
    );
  });

  test('iterations never raise the inertia', () => {
    fc.assert(
      fc.property(anyImage, fc.integer({ min: 1, max: 40 }), (image, k) => {
        const engine = begin();
        const points = histogramPoints(engine, image);
        const clusters = clustersOf(engine, [], engine.varianceSplit(points, k));
        let last = Infinity;
        for (let i = 0; i < 6; i++) {
          engine.assign(points, clusters, 4);
          const inertia = inertiaOf(clusters);
          // Centroids are rounded to an eighth of a step when points are assigned: those between two may go either way.
          expect(inertia).toBeLessThanOrEqual(last * 1.005 + image.data.length);
          last = inertia;
          update(clusters, 1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('the inertia of fixed centroids is known, which are not at their means', () => {
    const engine = begin();
    const clusters = clustersOf(engine, BLACK, WHITE);
    engine.assign(histogramPoints(engine, grays), clusters, 5);
    // 0 and 40 stay with black as it is; 200 and 255 have their mean, 227.5.
    expect(inertiaOf(clusters) / 64).toBeCloseTo(3 * (40 ** 2 + 2 * 27.5 ** 2), 6);
  });

  test('fixed centroids do not move', () => {
    const engine = begin();
    const points = histogramPoints(engine, photo(32, 32));
    const clusters = clustersOf(engine, [1, 2, 3, 1020], engine.varianceSplit(points, 4));
    engine.assign(points, clusters, 5);
    update(clusters, 1.6);
    expect([...clusters.centroids.subarray(0, 4)]).toEqual([1, 2, 3, 1020]);
  });

  test('an empty cluster is reseeded at the point that fits worst', () => {
    const engine = begin();
    const points = histogramPoints(engine, grays);
    const far = [1020, -1020, 1020, 1020]; // magenta: no gray is nearest to it
    const clusters = clustersOf(engine, [], [...BLACK, 1020, -1020, 1020, 0]);
    points.labels.fill(0);
    engine.assign(points, clustersOf(engine, [], BLACK), 5);
    clusters.sums.set([...totals(points), 4 * (3 * 1020 ** 2 + 1020 ** 2)]);
    clusters.sums.fill(0, SUMS_PER_CLUSTER);
    clusters.centroids.set(far, 4);
    expect(reseedEmpty(engine, points, clusters)).toBe(true);
    expect([...clusters.centroids.subarray(4, 8)]).toEqual(WHITE);
    clusters.sums.fill(1);
    expect(reseedEmpty(engine, points, clusters)).toBe(false);
  });

  test('a swap moves one of two centroids in one cluster to where it is wanted', () => {
    // Two tight groups far apart inside one cluster, and two centroids that share a third group.
    const image = paint(30, 1, (x) => {
      if (x < 10) return [x, 0, 0, 255];
      return x < 20 ? [250, 250, 200 + x, 255] : [250, 120, x, 255];
    });
    const engine = begin();
    const points = histogramPoints(engine, image);
    const start = [...BLACK, ...[-970, -1020, -1020, 1020], ...[980, 480, 0, 1020]];
    const clusters = clustersOf(engine, [], start);
    engine.assign(points, clusters, 4);
    const before = inertiaOf(clusters);
    expect(swapClusters(engine, points, clusters)).toBe(1);
    engine.assign(points, clusters, 4);
    expect(inertiaOf(clusters)).toBeLessThan(before);
    const greens = [0, 1, 2]
      .map((c) => Math.round((clusters.centroids[4 * c + 1]! + 1020) / 8))
      .sort((a, b) => a - b);
    expect(greens).toEqual([0, 120, 250]);
  });

  test('halves and costs of merging are those of plain TypeScript, to the last bit', () => {
    fc.assert(
      fc.property(anyImage, fc.integer({ min: 3, max: 100 }), (image, k) => {
        const engine = begin();
        const points = histogramPoints(engine, image);
        const clusters = clustersOf(engine, [10, 20, 30, 1020], engine.varianceSplit(points, k));
        engine.assign(points, clusters, 4);
        update(clusters, 1);
        expect([...engine.splitClusters(points, clusters)]).toEqual([
          ...splitClusters(points, clusters, HEAP),
        ]);
        const { cost, partner } = engine.mergeCosts(clusters);
        const plain = mergeCosts(clusters, HEAP);
        expect([...cost]).toEqual([...plain.cost]);
        expect([...partner]).toEqual([...plain.partner]);
      }),
      { numRuns: 25 },
    );
  });

  test('samples are every n-th pixel, from one image to the next', () => {
    const [one, two] = [photo(1500, 800), noise(1201, 700, 5)];
    const images = [one, two, two].map((image) => pixelsOf(image, 'keep'));
    const points = sampleImages(begin(), images);
    const words = [one, two, two].flatMap(({ data }) => [...new Uint32Array(data.buffer)]);
    const stride = sampleStride(words.length, 1500);
    expect(stride).toBe(7);
    const expected = [0, 0, 0, 0, 0];
    const point = new Int16Array(4);
    for (let i = 0; i < words.length; i += stride) {
      srgb.toPoint(words[i]!, point, 0);
      [...point, 1].forEach((value, j) => {
        expected[j]! += value;
      });
    }
    expect(totals(points)).toEqual(expected);
  });
});

test('samples are about a million pixels at most, in all columns', () => {
  expect(sampleStride(MAX_SAMPLES, 1024)).toBe(1);
  for (const [width, height] of [
    [1920, 1080],
    [2560, 1440],
    [6000, 4000],
    [10_000, 10_000],
  ] as const) {
    const stride = sampleStride(width * height, width);
    expect((width * height) / stride).toBeLessThanOrEqual(MAX_SAMPLES);
    const columns = new Set(Array.from({ length: width }, (_, i) => (i * stride) % width));
    expect(columns.size).toBe(width);
  }
});
