import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';
import { QuantizeError } from '../src/errors.ts';
import { type ResizeOptions, resize, resizedSize, resizeSteps } from '../src/resize/index.ts';
import { drain } from '../src/steps.ts';
import type { RgbaImage } from '../src/types.ts';
import { anyImage, disk, noise, paint, photo } from './helpers/images.ts';
import { referenceResize } from './helpers/resize-reference.ts';

const BOTH = ['wasm', 'js'] as const;
const side = fc.integer({ min: 1, max: 40 });
const anyReduction: fc.Arbitrary<ResizeOptions> = fc.oneof(
  fc.record({ maxWidth: side, maxHeight: side }),
  fc.record({ maxSide: side }),
  fc.record({ scale: fc.constantFrom(0.5, 0.25, 1 / 3, 0.05, 0.9, 0.77) }),
);
const anySize = fc.oneof(
  anyImage,
  fc
    .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.nat(99))
    .map(([width, height, seed]) => noise(width, height, seed)),
);

/** Differences of the visible channels from the reference. */
function differences(image: RgbaImage, options: ResizeOptions): number[] {
  const { data, ...size } = resize(image, options);
  return referenceResize(image, size).map((expected, i) => {
    const isHidden = data[i | 3] === 0 && i % 4 !== 3;
    return isHidden ? 0 : Math.abs(expected - data[i]!);
  });
}

describe('resize', () => {
  test('differs by less than one step from the reference in 64-bit floats', () => {
    fc.assert(
      fc.property(anySize, anyReduction, (image, options) => {
        const { height, width } = resizedSize(image, options);
        fc.pre(width < image.width || height < image.height);
        expect(Math.max(...differences(image, options))).toBeLessThan(1);
      }),
      { numRuns: runs(150) },
    );
  });

  test('mixes light: black and white become gray 188', () => {
    const board = paint(64, 64, (x, y) => ((x + y) % 2 === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    for (const options of [{ scale: 0.5 }, { scale: 0.25 }, { maxSide: 21 }, { maxSide: 3 }]) {
      const { data, height, width } = resize(board, options);
      for (let y = 1; y < height - 1; y++) {
        for (let x = 1; x < width - 1; x++) {
          const at = 4 * (y * width + x);
          expect(Math.abs(data[at]! - 188)).toBeLessThanOrEqual(width > 30 ? 1 : 2);
          expect(data[at + 3]).toBe(255);
        }
      }
    }
  });

  test('keeps white white at a soft edge: no dark rim, whatever color is hidden', () => {
    for (const hidden of [0, 255]) {
      const shape = paint(90, 70, (x, y) => {
        const alpha = Math.max(0, Math.min(255, Math.round(100 * (30 - Math.hypot(x - 45, y - 35)))));
        return alpha === 0 ? [hidden, 0, hidden, 0] : [255, 255, 255, alpha];
      });
      for (const scale of [0.9, 0.5, 0.37, 0.1]) {
        const { data } = resize(shape, { scale });
        const visible = data.filter((_, i) => i % 4 !== 3 && data[i | 3]! > 0);
        expect(visible.length).toBeGreaterThan(0);
        expect(new Set(visible)).toEqual(new Set([255]));
      }
    }
  });

  test('has no rings: colors stay exact more than a result away from an edge, and nothing overshoots', () => {
    const edge = paint(97, 40, (x) => (x < 50 ? [30, 90, 200, 255] : [240, 200, 40, 255]));
    for (const maxWidth of [90, 71, 48, 30, 7]) {
      const { data, width } = resize(edge, { maxWidth });
      const at = (50 * width) / 97;
      for (let x = 0; x < width; x++) {
        const [r, g, b] = data.subarray(4 * x, 4 * x + 3);
        if (x + 1.5 < at) expect([r, g, b]).toEqual([30, 90, 200]);
        if (x - 0.5 > at) expect([r, g, b]).toEqual([240, 200, 40]);
        expect(r! >= 30 && r! <= 240 && b! >= 40 && b! <= 200).toBe(true);
      }
    }
  });

  test('halves an icon that was made at twice the size to the exact icon', () => {
    const icon = paint(24, 17, (x, y) => ((x * y) % 5 < 2 ? [200, 30, 60, 255] : [20, 20, 40, 180]));
    for (const times of [2, 3, 4]) {
      const double = paint(24 * times, 17 * times, (x, y) => {
        const at = 4 * (Math.floor(y / times) * 24 + Math.floor(x / times));
        return [...icon.data.subarray(at, at + 4)];
      });
      expect(resize(double, { scale: 1 / times })).toEqual(icon);
    }
  });

  test('gives transparent results the hidden color at their center', () => {
    const half = paint(40, 40, (x) => (x < 20 ? [9, 130, 77, 0] : [255, 255, 255, 255]));
    const { data } = resize(half, { scale: 0.4 });
    expect([...data.subarray(0, 4)]).toEqual([9, 130, 77, 0]);
    const nothing = resize(
      paint(20, 20, () => [0, 0, 0, 0]),
      { scale: 0.5 },
    );
    expect(new Set(nothing.data)).toEqual(new Set([0]));
  });

  test('keeps opaque pixels opaque, also where a kernel starts at the pixel that another one ends at', () => {
    for (const [width, height, scale] of [
      [211, 160, 0.5],
      [500, 333, 0.31],
    ] as const) {
      const { data } = resize(photo(width, height), { scale });
      expect(new Set(data.filter((_, i) => i % 4 === 3))).toEqual(new Set([255]));
    }
  });

  test('takes single pixels with the filter pixelated', () => {
    const image = noise(50, 41, 3);
    const { data, height, width } = resize(image, { maxSide: 13, filter: 'pixelated' });
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = 4 * (Math.floor(((y + 0.5) * 41) / height) * 50 + Math.floor(((x + 0.5) * 50) / width));
        const to = 4 * (y * width + x);
        expect(data.subarray(to, to + 4)).toEqual(image.data.subarray(from, from + 4));
      }
    }
  });
});

describe('both engines give the same bytes', () => {
  test('of any image and reduction', () => {
    fc.assert(
      fc.property(anySize, anyReduction, (image, options) => {
        const [wasm, js] = BOTH.map((engine) => resize(image, { ...options, engine }));
        expect(wasm).toEqual(js);
      }),
      { numRuns: runs(150) },
    );
  });

  test('of larger images: pinned', () => {
    const pinned = [photo(500, 333), disk(300), noise(640, 90, 5)].map((image) =>
      [0.9, 0.5, 0.31, 0.04].map((scale) => {
        const [wasm, js] = BOTH.map((engine) => resize(image, { scale, engine }));
        expect(wasm).toEqual(js);
        return createHash('sha256').update(wasm!.data).digest('hex').slice(0, 16);
      }),
    );
    expect(pinned).toMatchInlineSnapshot(`
      [
        [
          "33c1d9fa4103bd95",
          "ce57fa6eb3a1cc54",
          "e1c86871c0449cf8",
          "3f08886ef8b8e822",
        ],
        [
          "4f46704b493451ab",
          "7a45492943524877",
          "3f34f67cdb75109a",
          "02bc5bc7414d4d83",
        ],
        [
          "8c9feb508f436df7",
          "5276ceb199b08aeb",
          "12930c93c0d45d19",
          "8d9a0850cb95afb2",
        ],
      ]
    `);
  });
});

describe('sizes', () => {
  test.each<[number, number, ResizeOptions, number, number]>([
    [4000, 3000, { maxSide: 1600 }, 1600, 1200],
    [3000, 4000, { maxSide: 1600 }, 1200, 1600],
    [4000, 3000, { maxWidth: 1000 }, 1000, 750],
    [4000, 3000, { maxHeight: 1000 }, 1333, 1000],
    [4000, 3000, { maxWidth: 1000, maxHeight: 300 }, 400, 300],
    [4000, 3000, { maxSide: 1600, scale: 0.1 }, 400, 300],
    [101, 67, { scale: 0.5 }, 51, 34],
    [20_000, 1, { maxSide: 100 }, 100, 1],
    [1, 20_000, { scale: 0.001 }, 1, 20],
    [800, 600, { maxSide: 1600 }, 800, 600],
    [800, 600, { scale: 1 }, 800, 600],
    [800, 600, {}, 800, 600],
  ])('%i × %i with %j: %i × %i', (width, height, options, newWidth, newHeight) => {
    expect(resizedSize({ width, height }, options)).toEqual({ width: newWidth, height: newHeight });
  });

  test('no limit enlarges, and all limits hold', () => {
    const dimension = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(dimension, dimension, anyReduction, (width, height, options) => {
        const size = resizedSize({ width, height }, options);
        expect(size.width).toBeLessThanOrEqual(Math.min(width, options.maxWidth ?? width));
        expect(size.height).toBeLessThanOrEqual(Math.min(height, options.maxHeight ?? height));
        const { maxSide = Number.POSITIVE_INFINITY } = options;
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(maxSide);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('an image that needs no reduction is returned itself', () => {
    const image = photo(20, 10);
    for (const options of [{}, { maxSide: 20 }, { scale: 1 }, { maxWidth: 50, maxHeight: 10 }])
      expect(resize(image, options)).toBe(image);
    const empty = { data: new Uint8Array(0), width: 0, height: 0 };
    expect(resize(empty, { scale: 0.5 })).toBe(empty);
  });

  test.each([
    [20_000, 1],
    [1, 20_000],
    [1, 1],
    [2, 1],
    [3, 5000],
  ])('%i × %i works with both engines', (width, height) => {
    const image = noise(width, height, 8);
    for (const options of [{ maxSide: 1 }, { scale: 0.5 }, { maxSide: 777 }]) {
      const [wasm, js] = BOTH.map((engine) => resize(image, { ...options, engine }));
      expect(wasm).toEqual(js);
      expect(wasm!.data).toHaveLength(4 * wasm!.width * wasm!.height);
    }
  });

  test('an array that starts at any byte gives the same', () => {
    const image = photo(60, 40);
    const shifted = new Uint8Array(image.data.length + 3);
    shifted.set(image.data, 3);
    expect(resize({ ...image, data: shifted.subarray(3) }, { scale: 0.4 })).toEqual(
      resize(image, { scale: 0.4 }),
    );
  });
});

test('steps tell the progress, and a job ends when no further step is requested', () => {
  const image = photo(1024, 1024);
  const steps = resizeSteps(image, { scale: 0.5 });
  const shares: number[] = [];
  for (let step = steps.next(); !step.done; step = steps.next()) shares.push(step.value.done);
  expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  const stopped = resizeSteps(image, { scale: 0.5 });
  stopped.next();
  expect(stopped.return({ data: new Uint8Array(0), width: 0, height: 0 }).done).toBe(true);
  expect(drain(resizeSteps(image, { scale: 0.5 }))).toEqual(resize(image, { scale: 0.5 }));
});

test.each([
  [{ maxWidth: 0 }, 'Expected an integer of 1 or more for maxWidth but received 0 of type number'],
  [{ maxHeight: 1.5 }, 'Expected an integer of 1 or more for maxHeight but received 1.5 of type number'],
  [{ maxSide: '9' }, 'Expected an integer of 1 or more for maxSide but received "9" of type string'],
  [{ scale: 0 }, 'Expected a number above 0 and up to 1 for scale but received 0 of type number'],
  [{ scale: 2 }, 'Expected a number above 0 and up to 1 for scale but received 2 of type number'],
  [{ scale: Number.NaN }, 'Expected a number above 0 and up to 1 for scale but received NaN of type number'],
  [{ filter: 'cubic' }, 'Expected one of smooth, pixelated for filter but received "cubic" of type string'],
  [{ width: 9 }, 'Expected only the names maxWidth, maxHeight, maxSide, scale, filter, engine for resize'],
  [null, 'Expected an object for resize but received null'],
])('%j is an error', (options, message) => {
  expect(() => resize(photo(4, 4), options as ResizeOptions)).toThrow(QuantizeError);
  expect(() => resize(photo(4, 4), options as ResizeOptions)).toThrow(message);
});
