import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { srgbToOklab } from '../src/color/oklab.ts';
import { seededRandom } from '../src/math/random.ts';
import { extractColors, extractColorsSteps } from '../src/palette/index.ts';
import type { Progress, RgbaImage } from '../src/types.ts';

type Rgb = readonly [number, number, number];
const SIDE = 200;

function lab([r, g, b]: ArrayLike<number> & Iterable<number>): Float64Array {
  const out = new Float64Array(3);
  srgbToOklab(r!, g!, b!, out);
  return out;
}
const deltaE = (a: Iterable<number> & ArrayLike<number>, b: Iterable<number> & ArrayLike<number>) => {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0]! - q[0]!, p[1]! - q[1]!, p[2]! - q[2]!);
};

/** Bands of some colors, one after the other, with noise of `noise` steps either way. */
function bands(colors: readonly Rgb[], shares: readonly number[], noise: number, seed = 1): RgbaImage {
  const random = seededRandom(seed);
  const data = new Uint8ClampedArray(4 * SIDE * SIDE);
  let [color, end] = [0, shares[0]! * SIDE * SIDE];
  for (let i = 0; i < SIDE * SIDE; i++) {
    while (i >= end && color < colors.length - 1) end += shares[++color]! * SIDE * SIDE;
    const rgb = colors[color]!.map((value) => value + Math.round((2 * random() - 1) * noise));
    data.set([...rgb, 255], 4 * i);
  }
  return { data, width: SIDE, height: SIDE };
}

const TRUTH: Rgb[] = [
  [128, 128, 128],
  [30, 60, 160],
  [230, 220, 190],
  [40, 130, 60],
  [210, 30, 40],
];
const SHARES = [0.6, 0.2, 0.145, 0.05, 0.005];

it.each([0, 6])('finds known colors and their shares under noise of %i steps', (noise) => {
  const found = extractColors(bands(TRUTH, SHARES, noise), { colors: TRUTH.length });
  expect(found).toHaveLength(TRUTH.length);
  found.forEach(({ rgba, share }, i) => {
    expect(deltaE(rgba, TRUTH[i]!)).toBeLessThan(0.02);
    expect(share).toBeCloseTo(SHARES[i]!, 3);
  });
});

it('finds a small red sign on a gray wall at 5 colors', () => {
  const wall: Rgb[] = [90, 110, 130, 150, 170, 190].map((v) => [v, v, v] as const);
  const image = bands([...wall, [210, 30, 40]], [0.17, 0.17, 0.17, 0.17, 0.16, 0.155, 0.005], 8);
  const found = extractColors(image, { colors: 5 });
  expect(Math.min(...found.map(({ rgba }) => deltaE(rgba, [210, 30, 40])))).toBeLessThan(0.02);
});

it('does not depend on the order of images', () => {
  const images = [3, 4, 5].map((seed) => bands(TRUTH, [...SHARES].reverse(), 5 * seed, seed));
  const first = extractColors(images);
  fc.assert(
    fc.property(fc.shuffledSubarray(images, { minLength: 3 }), (other) => {
      expect(extractColors(other)).toEqual(first);
    }),
    { numRuns: 5 },
  );
});

it('keeps fixed colors, and snaps the others to colors that occur', () => {
  const image = bands(TRUTH, SHARES, 12);
  const fixedColors = Uint8Array.of(1, 2, 3, 255);
  const found = extractColors(image, { colors: 4, fixedColors, snap: true });
  expect(found).toHaveLength(4);
  expect(found[0]!.rgba).toEqual(fixedColors);
  const words = new Set(new Uint32Array(image.data.buffer));
  for (const { rgba } of found.slice(1)) expect(words.has(new Uint32Array(rgba.buffer)[0]!)).toBe(true);
});

it('does not count transparent pixels', () => {
  const image = bands(TRUTH, SHARES, 0);
  image.data.fill(0, 0, 0.6 * 4 * SIDE * SIDE);
  const found = extractColors(image, { colors: 4 });
  expect(found.map(({ rgba }) => rgba[3])).toEqual([255, 255, 255, 255]);
  expect(found[0]!.share).toBeCloseTo(0.5, 3);
});

it('auto has room for more fixed colors than it would choose', () => {
  const fixedColors = Uint8Array.from({ length: 4 * 20 }, (_, i) => (i % 4 === 3 ? 255 : 3 * i));
  const found = extractColors(bands(TRUTH, SHARES, 0), { colors: 'auto', fixedColors });
  expect(found.flatMap(({ rgba }) => [...rgba])).toEqual([...fixedColors]);
});

it('says what is wrong with an option', () => {
  expect(() => extractColors(bands(TRUTH, SHARES, 0), { colors: 0 })).toThrow('colors');
  expect(() => extractColors(bands(TRUTH, SHARES, 0), { salience: 2 })).toThrow('salience');
});

it('finds the same step by step, with progress that never falls, and stops when no step is asked for', () => {
  const images = [
    bands(
      [
        [200, 40, 40],
        [30, 90, 200],
      ],
      [0.6, 0.4],
      3,
    ),
    bands([[20, 160, 90]], [1], 5),
  ];
  const steps = extractColorsSteps(images, { colors: 4 });
  const told: Progress[] = [];
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      expect(step.value).toEqual(extractColors(images, { colors: 4 }));
      break;
    }
    told.push(step.value);
  }
  const shares = told.map(({ done }) => done);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect([shares[0]! > 0, shares.at(-1)]).toEqual([true, 1]);
  expect(told.filter(({ stage }) => stage === 'histogram')).toHaveLength(images.length);

  const stopped = extractColorsSteps(images);
  stopped.next();
  stopped.return([]);
  expect(stopped.next().done).toBe(true);
  expect(extractColors(images, { colors: 4 })).toHaveLength(4); // the engine was given back
});
