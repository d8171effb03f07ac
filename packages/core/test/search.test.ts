import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSearch, nearest, setPoints } from '../src/kernels/nearest-search.ts';
import { bruteEntry } from './helpers/brute-force.ts';

const side = fc.integer({ min: -1020, max: 1020 });
const depth = fc.oneof(fc.integer({ min: 0, max: 1020 }), fc.constant(1020));
const point = fc.tuple(side, side, side, depth);
// Points in a small corner give crowded cells and ties.
const crowded = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 9 })));

for (const [opaque, bits] of [
  [1020, 3],
  [1020, 4],
  [1020, 5],
  [589, 5],
] as const) {
  test.each([true, false])(
    `cells of ${bits} bits find the same point as a search through all, where opaque is ${opaque}; palette: %s`,
    (arePalette) => {
      const search = createSearch(opaque);
      const within = ([x, y, z, t]: number[]) => [x!, y!, z!, Math.min(t!, opaque)];
      fc.assert(
        fc.property(
          fc.array(fc.oneof(point, crowded).map(within), { minLength: 1, maxLength: 256 }),
          fc.array(fc.oneof(point, crowded).map(within), { minLength: 1, maxLength: 100 }),
          (points, queries) => {
            const flat = points.flat();
            setPoints(search, flat, points.length, bits, arePalette);
            for (const query of queries) {
              const [x, y, z, t] = query as [number, number, number, number];
              const entry = bruteEntry(flat, points.length, query, opaque, arePalette);
              expect(nearest(search, x, y, z, t)).toBe(entry);
            }
          },
        ),
        { numRuns: 200 },
      );
    },
  );
}

test('the corners of the space are inside it', () => {
  const search = createSearch(1020);
  const corners = [-1020, -1020, -1020, 0, 1020, 1020, 1020, 1020];
  setPoints(search, corners, 2, 5, true);
  expect(nearest(search, -1020, -1020, -1020, 0)).toBe(0);
  expect(nearest(search, 1020, 1020, 1020, 1020)).toBe(1);
});
