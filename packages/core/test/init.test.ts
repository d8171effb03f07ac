import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WORKING_SPACES } from '../src/color/working-space.ts';
import type { Engine } from '../src/engine/engine.ts';
import { createJsEngine } from '../src/engine/js-engine.ts';
import { INITIALIZERS } from '../src/init/initializers.ts';
import { kMeansPlusPlus } from '../src/init/kmeans-plus-plus.ts';
import { BOTH_ENGINES, histogramPoints, pointsFrom, totals } from './helpers/engines.ts';
import { anyImage, photo } from './helpers/images.ts';

const TWO_PAIRS = [
  [0, 0, 0, 1020, 3],
  [10, 0, 0, 1020, 1],
  [500, 0, 0, 1020, 1],
  [520, 0, 0, 1020, 1],
];

describe.each(BOTH_ENGINES)('engine %s', (_, begin) => {
  const merge = (engine: Engine, centroids: number[], weights: number[], count: number) => {
    const from = engine.memory.float64(centroids.length);
    const by = engine.memory.float64(weights.length);
    from.set(centroids);
    by.set(weights);
    return [...engine.wardMerge(from, by, count)];
  };

  test('a variance split of two pairs gives the two weighted means', () => {
    const engine = begin();
    expect([...engine.varianceSplit(pointsFrom(engine, TWO_PAIRS), 2)]).toEqual([
      2.5, 0, 0, 1020, 510, 0, 0, 1020,
    ]);
  });

  test('Ward merges the pair whose joining costs least: small weights before small distances', () => {
    const centroids = [0, 0, 0, 0, 10, 0, 0, 0, 25, 0, 0, 0];
    // 0 and 10 are nearer, but heavy: 100·100/200·100 = 5000; 10 and 25: 100·1/101·225 = 223.
    expect(merge(begin(), centroids, [100, 100, 1], 2)).toEqual([0, 0, 0, 0, 1025 / 101, 0, 0, 0]);
  });

  test('Ward drops what has no weight first', () => {
    const left = merge(begin(), [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0], [5, 0, 5], 2);
    expect(left).toEqual([1, 0, 0, 0, 3, 0, 0, 0]);
  });

  test('Ward merges as a search through all pairs does', () => {
    const coordinate = fc.integer({ min: -1020, max: 1020 });
    const rows = fc.array(fc.tuple(coordinate, coordinate, coordinate, coordinate), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 8 }), (centroids, count) => {
        const weights = centroids.map((_, i) => 1 + ((i * 7) % 5));
        const expected = bruteWard(centroids, weights, count);
        const found = merge(begin(), centroids.flat(), weights, count);
        expect(found.length).toBe(expected.length);
        found.forEach((value, i) => {
          expect(value).toBeCloseTo(expected[i]!, 6);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('folding joins close points and keeps all sums', () => {
    const engine = begin();
    const close = pointsFrom(engine, [
      [10, 0, 0, 1020, 3],
      [22, 0, 0, 1020, 1],
      [480, 0, 0, 1020, 1],
      [490, 0, 0, 1020, 1],
    ]);
    const folded = engine.mergePoints(close, 5);
    expect([...folded.coordinates]).toEqual([13, 0, 0, 1020, 485, 0, 0, 1020]);
    expect([...engine.mergePoints(close, 4).weights]).toEqual([4, 2]);
    expect([...folded.weights]).toEqual([4, 2]);
    expect(totals(folded)).toEqual(totals(close));
    // The table of cells is clean again. Labels are what the memory held: the next stage writes them.
    const { labels: _, ...again } = engine.mergePoints(close, 5);
    expect(folded).toMatchObject(again);
  });

  test.each(Object.keys(INITIALIZERS) as (keyof typeof INITIALIZERS)[])(
    '%s gives no more centroids than there are points',
    (init) => {
      const engine = begin();
      const context = { count: 16, fixed: new Float64Array(0), seed: 7, trials: 4, cellBits: 5 };
      const centroids = INITIALIZERS[init](engine, pointsFrom(engine, TWO_PAIRS), context);
      expect(centroids.length).toBeGreaterThanOrEqual(4);
      expect(centroids.length).toBeLessThanOrEqual(4 * TWO_PAIRS.length);
      expect(centroids.every(Number.isFinite)).toBe(true);
    },
  );

  test.each(Object.keys(INITIALIZERS) as (keyof typeof INITIALIZERS)[])(
    '%s chooses what plain TypeScript chooses, to the last bit',
    (init) => {
      const chosen = (engine: Engine, image: Parameters<typeof histogramPoints>[1], count: number) => {
        const fixed = Float64Array.of(0, 0, 0, 1020);
        const context = { count, fixed, seed: 3, trials: 6, cellBits: 6 };
        return [...INITIALIZERS[init](engine, histogramPoints(engine, image), context)];
      };
      fc.assert(
        fc.property(
          fc.oneof(anyImage, fc.constant(photo(200, 160))),
          fc.integer({ min: 1, max: 70 }),
          (image, k) => {
            const plain = createJsEngine();
            plain.begin(WORKING_SPACES.srgb, 0);
            expect(chosen(begin(), image, k)).toEqual(chosen(plain, image, k));
          },
        ),
        { numRuns: 12 },
      );
    },
  );
});

/** Ward's merging by looking at all pairs each time; the first of several equals. */
function bruteWard(centroids: readonly number[][], weights: readonly number[], count: number): number[] {
  const parts = centroids.map((mean, i) => ({ mean: [...mean], weight: weights[i]! }));
  while (parts.length > count) {
    let best = { a: 0, b: 1, rise: Infinity };
    for (let a = 0; a < parts.length; a++) {
      for (let b = a + 1; b < parts.length; b++) {
        const [p, q] = [parts[a]!, parts[b]!];
        const square = p.mean.reduce((sum, value, axis) => sum + (value - q.mean[axis]!) ** 2, 0);
        const rise = ((p.weight * q.weight) / (p.weight + q.weight)) * square;
        if (rise < best.rise) best = { a, b, rise };
      }
    }
    const [p, q] = [parts[best.a]!, parts[best.b]!];
    const both = p.weight + q.weight;
    p.mean = p.mean.map((value, axis) => (value * p.weight + q.mean[axis]! * q.weight) / both);
    p.weight = both;
    parts.splice(best.b, 1);
  }
  return parts.flatMap(({ mean }) => mean);
}

describe('k-means++', () => {
  const engine = createJsEngine();
  engine.begin(WORKING_SPACES.srgb, 0);
  const twoPairs = pointsFrom(engine, TWO_PAIRS);

  test('takes points, each once, and the same ones for the same seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const chosen = kMeansPlusPlus(twoPairs, 4, seed);
      const xs = [0, 1, 2, 3].map((i) => chosen[4 * i]!).sort((a, b) => a - b);
      expect(xs).toEqual([0, 10, 500, 520]);
      expect(kMeansPlusPlus(twoPairs, 4, seed)).toEqual(chosen);
    }
  });

  test('goes to the far pair second, nearly always', () => {
    let crossed = 0;
    for (let seed = 0; seed < 200; seed++) {
      const [first, , , , second] = kMeansPlusPlus(twoPairs, 2, seed);
      if (first! < 250 !== second! < 250) crossed++;
    }
    expect(crossed).toBeGreaterThan(195);
  });
});
