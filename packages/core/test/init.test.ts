import { describe, expect, test } from 'vitest';
import { allocatePoints, type Points, SUMS } from '../src/histogram/points.ts';
import { foldPoints } from '../src/init/fold.ts';
import { INITIALIZERS } from '../src/init/initializers.ts';
import { kMeansPlusPlus } from '../src/init/kmeans-plus-plus.ts';
import { varianceSplit } from '../src/init/variance-split.ts';
import { wardMerge } from '../src/init/ward-merge.ts';

/** Points from rows of x, y, z, t, weight. */
function pointsOf(...rows: number[][]): Points {
  const points = allocatePoints(rows.length);
  rows.forEach(([x, y, z, t, weight], i) => {
    points.coordinates.set([x!, y!, z!, t!], 4 * i);
    points.sums.set([x! * weight!, y! * weight!, z! * weight!, t! * weight!, weight!], SUMS * i);
  });
  return points;
}

const twoPairs = pointsOf(
  [0, 0, 0, 1020, 3],
  [10, 0, 0, 1020, 1],
  [500, 0, 0, 1020, 1],
  [520, 0, 0, 1020, 1],
);

test('a variance split of two pairs gives the two weighted means', () => {
  expect([...varianceSplit(twoPairs, 2)]).toEqual([2.5, 0, 0, 1020, 510, 0, 0, 1020]);
});

test('Ward merges the pair whose joining costs least: small weights before small distances', () => {
  const centroids = [0, 0, 0, 0, 10, 0, 0, 0, 25, 0, 0, 0];
  // 0 and 10 are nearer, but heavy: 100·100/200·100 = 5000; 10 and 25: 100·1/101·225 = 223.
  expect([...wardMerge(centroids, [100, 100, 1], 2)]).toEqual([0, 0, 0, 0, 1025 / 101, 0, 0, 0]);
});

test('Ward drops what has no weight first', () => {
  expect([...wardMerge([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0], [5, 0, 5], 2)]).toEqual([
    1, 0, 0, 0, 3, 0, 0, 0,
  ]);
});

describe('k-means++', () => {
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

test('folding joins close points and keeps all sums', () => {
  const close = pointsOf(
    [10, 0, 0, 1020, 3],
    [20, 0, 0, 1020, 1],
    [480, 0, 0, 1020, 1],
    [490, 0, 0, 1020, 1],
  );
  const folded = foldPoints(close);
  expect(folded.size).toBe(2);
  expect([...folded.coordinates]).toEqual([13, 0, 0, 1020, 485, 0, 0, 1020]);
  const total = (points: Points, j: number) =>
    points.sums.reduce((sum, value, i) => (i % SUMS === j ? sum + value : sum), 0);
  for (let j = 0; j < SUMS; j++) expect(total(folded, j)).toBe(total(close, j));
});

test.each(Object.keys(INITIALIZERS) as (keyof typeof INITIALIZERS)[])(
  '%s gives no more centroids than there are points',
  (init) => {
    const context = { count: 16, fixed: new Float64Array(0), seed: 7, trials: 4, opaque: 1020 };
    const centroids = INITIALIZERS[init](twoPairs, context);
    expect(centroids.length).toBeGreaterThanOrEqual(4);
    expect(centroids.length).toBeLessThanOrEqual(4 * twoPairs.size);
    expect(centroids.every(Number.isFinite)).toBe(true);
  },
);
