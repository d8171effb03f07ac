import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { bdRate, type CurvePoint, paretoHull } from './bench/look/curves.ts';
import type { Point } from './bench/look/points.ts';
import { drawCurves } from './bench/look/svg.ts';
import { curveOf, equalPart, QUALITIES } from './bench/look/tables.ts';
import { worstBlock } from './bench/look/worst.ts';

const curve: readonly CurvePoint[] = [
  { bytes: 1000, quality: 30 },
  { bytes: 2000, quality: 50 },
  { bytes: 4000, quality: 80 },
];
const scaled = (factor: number) => curve.map(({ bytes, quality }) => ({ bytes: bytes * factor, quality }));

test('half the bytes at every quality are −50 %, the same are none', () => {
  expect(bdRate(scaled(0.5), curve)).toBeCloseTo(-50, 9);
  expect(bdRate(scaled(2), curve)).toBeCloseTo(100, 9);
  expect(bdRate(curve, curve)).toBe(0);
});

test('only the qualities that both have, above the lowest, are compared', () => {
  const above = curve.map(({ bytes, quality }) => ({ bytes, quality: quality + 60 }));
  expect(bdRate(above, curve)).toBeUndefined();
  expect(bdRate([], curve)).toBeUndefined();
  expect(bdRate(curve, curve, 80)).toBeUndefined();
  // The same from 50 up, and half the bytes at 30: only that below 50 differs.
  const cheaper = [{ bytes: 500, quality: 30 }, ...curve.slice(1)];
  expect(bdRate(cheaper, curve)).toBeLessThan(0);
  expect(bdRate(cheaper, curve, 50)).toBe(0);
});

test('a curve of other knots on the same line is the same curve', () => {
  const middle = { bytes: Math.sqrt(1000 * 2000), quality: 40 };
  expect(bdRate([curve[0]!, middle, ...curve.slice(1)], curve)).toBeCloseTo(0, 9);
});

test('the hull holds what nothing beats, and nothing else', () => {
  const point = fc.record({
    bytes: fc.integer({ min: 1, max: 50 }),
    quality: fc.integer({ min: 0, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 30 }), (points) => {
      const hull = paretoHull(points);
      for (const [i, { bytes, quality }] of hull.entries()) {
        if (i > 0) expect(bytes > hull[i - 1]!.bytes && quality > hull[i - 1]!.quality).toBe(true);
      }
      for (const { bytes, quality } of points) {
        expect(hull.some((one) => one.bytes <= bytes && one.quality >= quality)).toBe(true);
      }
    }),
  );
});

test('the curves are an SVG that can be read, whatever the names hold', async () => {
  const points = curve.flatMap(({ bytes, quality }, i): Point[] =>
    ['a < b & "c"', 'other'].map((method, j) => ({
      image: 'x & y <z>',
      kind: 'photos',
      method,
      k: 8 * (i + 1),
      bytes: bytes * (j + 1),
      colors: 8 * (i + 1),
      ssimulacra2: quality,
      butteraugli: 100 / quality,
    })),
  );
  for (const quality of Object.values(QUALITIES)) {
    const svg = drawCurves(points, quality);
    // One for each method in the legend, one in the panel.
    expect(svg.match(/<path /g)).toHaveLength(4);
    expect(svg).not.toContain('NaN');
    const { width, height } = await sharp(Buffer.from(svg)).metadata();
    expect([width, height].every((side) => side! > 100)).toBe(true);
  }
});

const point = (method: string, ssimulacra2: number, more: Partial<Point> = {}): Point => ({
  image: 'one',
  kind: 'photos',
  method,
  k: 64,
  bytes: 1000,
  colors: 64,
  ssimulacra2,
  ...more,
});

test('files that nobody keeps are in no curve of Butteraugli, nor are those it was not measured on', () => {
  const points = [
    point('a', 10, { butteraugli: 9 }),
    point('a', 50, { butteraugli: 2, bytes: 2000 }),
    point('a', 60),
  ];
  expect(curveOf(points, 'one', 'a', QUALITIES.butteraugli)).toEqual([{ bytes: 2000, quality: -2 }]);
});

test('at the same number of colors a curve of several rates has no place, and missing numbers are a dash', () => {
  const table = equalPart([point('a', 50), point('b', 60, { colors: 70 }), point('c', 70, { rate: 0.5 })]);
  const cells = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  expect(cells).toContainEqual(['', 'a', '–', '50.0', '–', '']);
  expect(cells).toContainEqual(['', 'b', '–', 'more colors', '–', '']);
  expect(table).not.toContain('| c ');
});

test('the worst block is where a patch is off, not where a checker of the same mean is', () => {
  const [width, height] = [256, 128];
  const original = { width, height, data: new Uint8Array(width * height * 4).fill(128) };
  original.data.forEach((_, i) => {
    if (i % 4 === 3) original.data[i] = 255;
  });
  const made = { ...original, data: original.data.slice() };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const by = x >= 192 ? 6 : x < 64 ? ((x + y) % 2 === 0 ? 40 : -40) : 0;
      made.data[4 * (y * width + x)]! += by;
    }
  }
  expect(worstBlock(original, made).x).toBe(224);
  expect(worstBlock(original, original).error).toBe(0);
});
