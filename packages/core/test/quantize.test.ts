import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packColor, paletteToPoints, STEPS_SQ, WORKING_SPACES } from '../src/color/working-space.ts';
import {
  extractPalette,
  type PaletteOptions,
  quantize,
  quantizeSteps,
  type RgbaImage,
  remap,
} from '../src/index.ts';
import { seededRandom } from '../src/math/random.ts';
import { bruteEntry, seenDifference } from './helpers/brute-force.ts';
import { anyImage, disk, expand, paint, photo } from './helpers/images.ts';

const maxColors = fc.integer({ min: 1, max: 256 });
const image256 = photo(96, 64);

describe('any image', () => {
  test('comes back within maxColors, with counts of its pixels, the largest first', () => {
    fc.assert(
      fc.property(
        anyImage,
        maxColors,
        fc.constantFrom(0, 0.5, 1),
        fc.constantFrom('srgb', 'oklab'),
        (image, k, dither, space) => {
          const result = quantize(image, { maxColors: k, dither, space });
          const colors = result.palette.length / 4;
          expect(colors).toBeGreaterThanOrEqual(1);
          expect(colors).toBeLessThanOrEqual(k);
          expect(result.indices.length).toBe(image.width * image.height);
          const counts = new Float64Array(colors);
          for (const index of result.indices) counts[index]!++;
          expect(result.counts).toEqual(counts);
          for (let i = 1; i < colors; i++) expect(counts[i]).toBeLessThanOrEqual(counts[i - 1]!);
          expect(counts.every((count) => count > 0)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('takes its nearest color everywhere, and mse measures that', () => {
    fc.assert(
      fc.property(
        anyImage,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('srgb', 'oklab'),
        (image, k, space) => {
          const { indices, mse, palette } = quantize(image, { maxColors: k, space });
          const points = paletteToPoints(palette, WORKING_SPACES[space]);
          const point = new Int16Array(4);
          let total = 0;
          for (let i = 0; i < indices.length; i++) {
            WORKING_SPACES[space].toPoint(packColor(image.data as Uint8Array, 4 * i), point, 0);
            const at = [...point];
            const best = bruteEntry(points, palette.length / 4, at, WORKING_SPACES[space].opaque);
            const square = (c: number) =>
              at.reduce((sum, v, axis) => sum + (v - points[4 * c + axis]!) ** 2, 0);
            expect(square(indices[i]!)).toBe(square(best));
            total += seenDifference(
              image.data.subarray(4 * i, 4 * i + 4),
              palette.subarray(4 * indices[i]!, 4 * indices[i]! + 4),
            );
          }
          expect(Math.sqrt(mse)).toBeCloseTo(Math.sqrt(total / indices.length), 0);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of no more colors than asked for is exact, dithered or not', () => {
    fc.assert(
      fc.property(anyImage, fc.constantFrom(0, 1), (image, dither) => {
        const distinct = new Set<number>();
        for (let i = 0; i < image.data.length; i += 4) {
          distinct.add(image.data[i + 3] === 0 ? 0 : packColor(image.data as Uint8Array, i));
        }
        fc.pre(distinct.size <= 256);
        const result = quantize(image, { maxColors: distinct.size, dither });
        const expected = image.data.slice();
        for (let i = 0; i < expected.length; i += 4) if (expected[i + 3] === 0) expected.fill(0, i, i + 4);
        expect(expand(result)).toEqual(expected);
        expect(result).toMatchObject({ mse: 0, inertia: 0, iterations: 0, converged: true });
        // With one color less something has to give.
        if (distinct.size > 1)
          expect(quantize(image, { maxColors: distinct.size - 1 }).mse).toBeGreaterThan(0);
      }),
      { numRuns: 80 },
    );
  });

  test('comes back the same, order of the palette included, when its result is quantized again', () => {
    fc.assert(
      fc.property(anyImage, fc.integer({ min: 1, max: 40 }), (image, k) => {
        const { indices, palette } = quantize(image, { maxColors: k, dither: 0.5 });
        const again = quantize(
          { ...image, data: expand({ indices, palette }) },
          { maxColors: k, dither: 0.5 },
        );
        expect(again.palette).toEqual(palette);
        expect(again.indices).toEqual(indices);
      }),
      { numRuns: 40 },
    );
  });

  test('gives the same palette in whatever order its pixels come', () => {
    const pixels = new Uint32Array(image256.data.buffer);
    const shuffled = { ...image256, data: new Uint8Array(pixels.slice().sort().buffer) };
    expect(quantize(shuffled, { maxColors: 40 }).palette).toEqual(
      quantize(image256, { maxColors: 40 }).palette,
    );
  });
});

describe('the same bytes', () => {
  const options = { maxColors: 24, dither: 0.7, space: 'oklab' } as const;
  const first = quantize(image256, options);

  test('twice', () => {
    expect(quantize(image256, options)).toEqual(first);
  });

  test('from a subarray at any offset, a Node Buffer and a clamped array', () => {
    for (const offset of [0, 1, 2, 3, 4, 7]) {
      const larger = new Uint8Array(image256.data.length + 16).fill(99);
      larger.set(image256.data, offset);
      const data = larger.subarray(offset, offset + image256.data.length);
      expect(quantize({ ...image256, data }, options)).toEqual(first);
    }
    expect(quantize({ ...image256, data: Buffer.from(image256.data) }, options)).toEqual(first);
    expect(quantize({ ...image256, data: new Uint8ClampedArray(image256.data) }, options)).toEqual(first);
  });

  test('from the generator', () => {
    const steps = quantizeSteps(image256, options);
    let step = steps.next();
    while (!step.done) step = steps.next();
    expect(step.value).toEqual(first);
  });

  test('for the same seed; other seeds lead elsewhere', () => {
    const seeded = (seed: number) => quantize(image256, { maxColors: 12, init: 'k-means++', seed }).palette;
    expect(seeded(3)).toEqual(seeded(3));
    expect([1, 2, 4, 5].some((seed) => seeded(seed).join() !== seeded(3).join())).toBe(true);
  });

  test('and the input stays as it was', () => {
    const before = image256.data.slice();
    quantize(image256, { ...options, alpha: 'binary' });
    expect(image256.data).toEqual(before);
  });
});

describe('small and odd images', () => {
  test.each([
    [0, 0],
    [0, 5],
    [5, 0],
  ])('%i × %i is empty', (width, height) => {
    const result = quantize({ data: new Uint8Array(0), width, height }, { dither: 1 });
    expect(result).toMatchObject({ width, height, mse: 0, inertia: 0, converged: true });
    expect([result.palette.length, result.indices.length, result.counts.length]).toEqual([0, 0, 0]);
  });

  test('one pixel is one color', () => {
    const result = quantize({ data: Uint8Array.of(1, 2, 3, 4), width: 1, height: 1 }, { maxColors: 1 });
    expect([...result.palette]).toEqual([1, 2, 3, 4]);
    expect([...result.indices]).toEqual([0]);
  });

  test('one color is one color', () => {
    const result = quantize(
      paint(9, 9, () => [9, 8, 7, 255]),
      { maxColors: 16 },
    );
    expect([...result.palette]).toEqual([9, 8, 7, 255]);
    expect([...result.counts]).toEqual([81]);
  });

  test('fully transparent is one entry of zeros, whatever color hides under it', () => {
    const result = quantize(
      paint(40, 40, (x, y) => [x, y, 99, 0]),
      { maxColors: 16, dither: 1 },
    );
    expect([...result.palette]).toEqual([0, 0, 0, 0]);
    expect(result.mse).toBe(0);
  });

  test('gray stays gray', () => {
    const { palette } = quantize(
      paint(64, 64, (x, y) => [2 * x + y, 2 * x + y, 2 * x + y, 255]),
      { maxColors: 9 },
    );
    for (let i = 0; i < palette.length; i += 4) expect(palette[i]).toBe(palette[i + 1]);
  });
});

describe('alpha', () => {
  const image = disk(64);

  test('keep: transparency stays exact, opaque stays opaque, nothing of the color under alpha 0 appears', () => {
    const { indices, palette } = quantize(image, { maxColors: 12, dither: 1 });
    for (let i = 0; i < indices.length; i++) {
      const [, green, , alpha] = palette.subarray(4 * indices[i]!, 4 * indices[i]! + 4);
      if (image.data[4 * i + 3] === 0) expect(alpha).toBe(0);
      if (alpha! > 0) expect(green).toBeGreaterThan(100); // the hidden magenta has none
    }
  });

  test('keep: a solid body stays solid though its rim is soft', () => {
    for (const space of ['srgb', 'oklab'] as const) {
      const { indices, palette } = quantize(disk(128), { maxColors: 10, space });
      let solid = 0;
      let veiled = 0;
      disk(128).data.forEach((value, i) => {
        if (i % 4 !== 3 || value < 255) return;
        if (palette[4 * indices[i >> 2]! + 3] === 255) solid++;
        else veiled++;
      });
      expect(veiled / solid).toBeLessThan(0.03);
    }
  });

  test('keep: translucent colors fit much better than cutting at half', () => {
    const seen = quantize(image, { maxColors: 12 });
    const cut = expand(quantize(image, { maxColors: 12, alpha: 'binary' }));
    let cutError = 0;
    for (let i = 0; i < cut.length; i += 4) {
      cutError += seenDifference(image.data.subarray(i, i + 4), cut.subarray(i, i + 4));
    }
    expect(seen.mse).toBeLessThan((0.7 * cutError) / (cut.length / 4));
    expect(seen.palette.some((value, i) => i % 4 === 3 && value > 0 && value < 255)).toBe(true);
  });

  test('binary: every color is opaque or fully transparent', () => {
    const { indices, palette } = quantize(image, { maxColors: 12, alpha: 'binary' });
    for (let i = 0; i < indices.length; i++) {
      expect(palette[4 * indices[i]! + 3]).toBe(image.data[4 * i + 3]! < 128 ? 0 : 255);
    }
  });

  test('ignore: every color is opaque', () => {
    const { palette } = quantize(image, { maxColors: 12, alpha: 'ignore' });
    expect(palette.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  });
});

describe('fixedColors', () => {
  const fixedColors = Uint8Array.of(255, 0, 128, 255, 1, 2, 3, 255, 0, 0, 0, 0);

  test.each([3, 4, 8, 64, 256])('are the first of %i, byte for byte, used or not', (k) => {
    for (const space of ['srgb', 'oklab'] as const) {
      const result = quantize(image256, { maxColors: k, fixedColors, space });
      expect(result.palette.subarray(0, 12)).toEqual(fixedColors);
      expect(result.palette.length / 4).toBeLessThanOrEqual(k);
      if (k >= 8) expect(result.counts[2]).toBe(0);
    }
  });

  test('the others are found around them: better than adding them to a palette found without', () => {
    const half = paint(64, 64, (x, y) =>
      x < 32 ? [200 + (y % 8), 30, 30, 255] : [x * 2, y * 3, 255 - y, 255],
    );
    const fixed = Uint8Array.of(203, 30, 30, 255);
    const around = quantize(half, { maxColors: 6, fixedColors: fixed });
    const without = extractPalette(half, { maxColors: 5 }).palette;
    const added = quantize(half, { maxColors: 6, fixedColors: Uint8Array.of(...fixed, ...without) });
    expect(around.mse).toBeLessThan(added.mse);
    expect(around.mse).toBeLessThan(remap(half, fixed).mse);
  });

  test('exact images stay exact when there is room for both', () => {
    const image = paint(8, 1, (x) => [x, x, x, 255]);
    const result = quantize(image, { maxColors: 11, fixedColors });
    expect(expand(result)).toEqual(image.data);
    expect(quantize(image, { maxColors: 10, fixedColors }).mse).toBeGreaterThan(0);
  });
});

test.each<PaletteOptions>([
  { init: 'multi-scale' },
  { init: 'variance-split' },
  { init: 'k-means++' },
  { effort: 'fast' },
  { effort: 'best' },
])('%o ends near the same fit', (options) => {
  const reference = quantize(image256, { maxColors: 32 }).mse;
  expect(quantize(image256, { maxColors: 32, ...options }).mse / reference).toBeLessThan(1.12);
});

test('more effort never fits much worse', () => {
  const [fast, usual, best] = (['fast', 'default', 'best'] as const).map(
    (effort) => quantize(image256, { maxColors: 100, effort }).mse,
  );
  expect(usual! / fast!).toBeLessThan(1.01);
  expect(best! / usual!).toBeLessThan(1.01);
});

test('inertia, before rounding, is near the error of all pixels after it', () => {
  const { inertia, mse } = quantize(image256, { maxColors: 32 });
  const pixels = image256.width * image256.height;
  expect(inertia / pixels).toBeLessThanOrEqual(mse * 1.01);
  expect(inertia / pixels).toBeGreaterThan(mse * 0.9);
});

test('progress rises from 0 to 1, and a job can be left at any step', () => {
  const image: RgbaImage = photo(600, 900);
  let last = 0;
  let steps = 0;
  for (const { done, stage } of quantizeSteps(image, { maxColors: 80, dither: 1 })) {
    expect(['histogram', 'init', 'lloyd', 'remap']).toContain(stage);
    expect(done).toBeGreaterThanOrEqual(last);
    expect(done).toBeLessThanOrEqual(1);
    last = done;
    steps++;
  }
  expect(last).toBeGreaterThan(0.8);
  expect(steps).toBeGreaterThan(8);
  for (const _ of quantizeSteps(image)) break;
});

test('costs are sums of whole steps', () => {
  const { mse } = quantize(image256, { maxColors: 7 });
  const total = mse * image256.width * image256.height * STEPS_SQ;
  expect(Math.abs(total - Math.round(total))).toBeLessThan(1e-3);
});

describe('colors that lie close together', () => {
  test('are told apart: a palette is as large as it may be, whatever the bins', () => {
    const random = seededRandom(3);
    const level = (most: number) => 100 + Math.floor(random() * (most + 1));
    const noise = (most: number) => paint(200, 200, () => [level(most), level(most), level(most), 255]);
    for (const space of ['srgb', 'oklab'] as const) {
      for (const k of [2, 8, 32])
        expect(quantize(noise(3), { maxColors: k, space }).palette.length / 4).toBe(k);
      for (const k of [64, 256])
        expect(quantize(noise(31), { maxColors: k, space }).palette.length / 4).toBe(k);
    }
  });

  test('a ramp of 256 grays gets evenly spaced ones', () => {
    const ramp = paint(256, 4, (x) => [x, x, x, 255]);
    // 64 grays for 4 levels each: 3 channels × (1.5² + 0.5² + 0.5² + 1.5²) / 4, off by the rounding to 8 bits.
    expect(quantize(ramp, { maxColors: 64 }).mse).toBeLessThan(4.6);
    expect(quantize(ramp, { maxColors: 255 }).mse).toBeLessThan(0.02);
  });
});

describe('holes', () => {
  const clear = [0, 0, 0, 0];

  test('opaque pixels take no transparent color while there is another', () => {
    const palette = Uint8Array.of(...clear, 0, 0, 0, 255, 255, 255, 255, 255);
    const gray = paint(4, 4, () => [128, 128, 128, 255]);
    for (const space of ['srgb', 'oklab'] as const) {
      for (const dither of [0, 1]) {
        expect(remap(gray, palette, { space, dither }).counts[0]).toBe(0);
      }
    }
    expect([...remap(gray, Uint8Array.from(clear)).indices]).toEqual(new Array(16).fill(0));
  });

  test('an unused transparent color changes nothing for opaque pixels, dithered too', () => {
    const { palette } = quantize(image256, { maxColors: 12 });
    const more = Uint8Array.of(...palette, ...clear);
    expect(remap(image256, more, { dither: 1 }).indices).toEqual(
      remap(image256, palette, { dither: 1 }).indices,
    );
  });

  test('binary knows nothing between opaque and transparent, with one color too', () => {
    for (const share of [1, 2, 3]) {
      const image = paint(4, 4, (x) => (x < share ? [200, 0, 0, 255] : clear));
      const { palette } = quantize(image, { maxColors: 1, alpha: 'binary' });
      expect([0, 255]).toContain(palette[3]);
    }
  });
});

test('extractPalette is exact too, where colors share a point', () => {
  const image = paint(16, 16, (x, y) => [255, y, x, 255]);
  expect(extractPalette(image, { maxColors: 256, space: 'oklab' }).palette.length / 4).toBe(256);
  const faint = paint(2, 1, (x) => [250 + 5 * x, 0, 0, 1]);
  expect(extractPalette(faint, { maxColors: 2 }).palette.length / 4).toBe(2);
});
