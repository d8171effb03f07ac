import type { RgbaImage } from '@kcolors/core';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../packages/core/src/math/random.ts';
import { paint } from '../packages/core/test/helpers/images.ts';
import { type Entry, readAnswers } from './bench/eye/blind/key.ts';
import { tally } from './bench/eye/blind/tally.ts';
import { cambi, windowOf } from './bench/eye/cambi.ts';
import { exactShare, meanShift, opaqueLost } from './bench/eye/measures.ts';
import { streaks } from './bench/eye/streaks.ts';

const [WIDTH, HEIGHT] = [320, 240];
const gray = (value: (x: number, y: number) => number): RgbaImage =>
  paint(WIDTH, HEIGHT, (x, y) => {
    const level = Math.max(0, Math.min(255, Math.round(value(x, y))));
    return [level, level, level, 255];
  });

describe('bands', () => {
  const slope = (x: number) => 40 + (80 * x) / WIDTH;
  const inSteps = (step: number, noise: () => number) =>
    gray((x) => step * Math.floor(slope(x) / step + noise()));

  test('a gradient in steps has them, the same steps dithered hardly any', () => {
    const random = seededRandom(3);
    for (const [step, contrast] of [
      [1, 2],
      [2, 4],
      [4, 4],
      [8, 5],
    ] as const) {
      const banded = cambi(
        inSteps(step, () => 0),
        contrast,
      );
      expect(banded).toBeGreaterThan(15);
      expect(cambi(inSteps(step, random), contrast)).toBeLessThan(banded / 2);
    }
  });

  test('steps that are higher than asked for are edges, not bands', () => {
    const halves = (step: number) => gray((x) => (x < WIDTH / 2 ? 100 : 100 + step));
    expect(cambi(halves(1))).toBeGreaterThan(0.3);
    expect(cambi(halves(2))).toBeLessThan(0.01);
    expect(cambi(halves(8), 5)).toBeGreaterThan(0.3);
    expect(cambi(halves(12), 5)).toBeLessThan(0.01);
  });

  test('what is even or noise has none', () => {
    const random = seededRandom(4);
    expect(cambi(gray(() => 120))).toBe(0);
    expect(cambi(gray(() => 255 * random()))).toBeLessThan(0.01);
    expect(cambi(paint(0, 0, () => []))).toBe(0);
    expect(cambi(paint(1, 1, () => [1, 2, 3, 255]))).toBe(0);
  });

  test('a step between two even areas weighs what the definition says', () => {
    expect(windowOf(WIDTH, HEIGHT)).toBe(7);
    expect(windowOf(3840, 2160)).toBe(65);
    // The luma of 100 and 101 is 3 levels apart at 10 bits: weight 3. Of 7 columns of the window 3, 2 or 1 are on the other side.
    const ofRow = 2 * 3 * (4 * 3 + 5 * 2 + 6 * 1);
    let score = 0;
    for (const [scale, weight] of [16, 8, 4, 2, 1].entries()) {
      const [width, height] = [WIDTH >> scale, HEIGHT >> scale];
      // Windows of the first and the last rows have 3, 2 and 1 rows less.
      score += (weight * ofRow * (height - (2 * (3 + 2 + 1)) / 7)) / (0.6 * width * height) / 7 ** 2;
    }
    expect(cambi(gray((x) => (x < WIDTH / 2 ? 100 : 101))) / score).toBeCloseTo(1, 2);
  });

  test('an indexed image is judged as its pixels are', () => {
    const indices = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => Math.floor((i % WIDTH) / 40));
    const palette = Uint8Array.from({ length: 32 }, (_, i) =>
      i % 4 === 3 ? 255 : 90 + 2 * Math.floor(i / 4),
    );
    const indexed = { width: WIDTH, height: HEIGHT, indices, palette };
    const pixels = gray((x) => 90 + 2 * Math.floor(x / 40));
    expect(cambi(indexed, 4)).toBe(cambi(pixels, 4));
    expect(cambi(indexed, 4)).toBeGreaterThan(1);
  });
});

describe('streaks', () => {
  const source = gray((x) => 100 + x / 40);
  const off = (by: (x: number, y: number) => number) => gray((x, y) => 100 + x / 40 + by(x, y));

  test('lines along rows raise the ratio, lines down columns lower it', () => {
    const random = seededRandom(5);
    const noise = Array.from({ length: 999 }, () => 6 * (random() - 0.5));
    const rows = streaks(
      source,
      off((_, y) => noise[y]!),
    );
    const columns = streaks(
      source,
      off((x) => noise[x]!),
    );
    const neither = streaks(
      source,
      off(() => 6 * (random() - 0.5)),
    );
    expect(rows.ratio).toBeGreaterThan(20);
    expect(columns.ratio).toBeLessThan(1 / 20);
    expect(neither.ratio).toBeGreaterThan(0.85);
    expect(neither.ratio).toBeLessThan(1.15);
    expect(rows.blocks).toBe((WIDTH * HEIGHT) / 64);
  });

  test('every other row off by two is a variance of one', () => {
    const { columnVariance, rowVariance } = streaks(
      gray(() => 90),
      gray((_, y) => 90 + 2 * (y % 2)),
    );
    expect(rowVariance).toBeCloseTo(1, 4);
    expect(columnVariance).toBeCloseTo(0, 4);
  });

  test('without an error, and where nothing is smooth, there is no direction', () => {
    const rough = gray((x, y) => ((x + y) % 2 ? 90 : 160));
    expect(streaks(source, source)).toEqual({
      blocks: 1200,
      ratio: 1,
      rowVariance: 0,
      columnVariance: 0,
      patches: 0,
    });
    expect(
      streaks(
        rough,
        gray((_, y) => 90 + (y % 5)),
      ),
    ).toMatchObject({ blocks: 0, ratio: 1, rowVariance: 0 });
  });

  test('a tint drifts, noise of the same size does not, nor does a change of lightness', () => {
    const even = gray(() => 128);
    const tinted = (by: (x: number, y: number) => number) =>
      paint(WIDTH, HEIGHT, (x, y) => [128 + by(x, y), 128, 128 - by(x, y), 255]);
    const tint = streaks(
      even,
      tinted(() => 6),
    ).patches;
    expect(tint).toBeGreaterThan(0.8);
    expect(
      streaks(
        even,
        tinted((x, y) => ((x + y) % 2 ? 6 : -6)),
      ).patches,
    ).toBeLessThan(0.1);
    expect(
      streaks(
        even,
        gray(() => 134),
      ).patches,
    ).toBeLessThan(0.01);
  });

  test('pictures of two sizes are refused', () => {
    expect(() =>
      streaks(
        source,
        paint(8, 8, () => [0, 0, 0, 255]),
      ),
    ).toThrow('The result has 8 × 8 pixels, its source 320 × 240');
  });
});

test('exact pixels, the shift of a sign, and opaque pixels that are not are counted in their area', () => {
  const original = paint(4, 1, (x) => [200, 30, 40, x === 3 ? 100 : 255]);
  const result = paint(4, 1, (x) => [200, 30, x === 1 ? 41 : 40, [255, 253, 200, 90][x]!]);
  expect(exactShare(original, original, Uint32Array.of(0, 1, 2, 3))).toBe(1);
  expect(exactShare(original, result, Uint32Array.of(0, 1))).toBe(0.5);
  expect(meanShift(original, result, Uint32Array.of(0))).toBe(0);
  const black = paint(4, 1, () => [0, 0, 0, 255]);
  const white = paint(4, 1, () => [255, 255, 255, 255]);
  expect(meanShift(black, white, Uint32Array.of(1, 2))).toBeCloseTo(1, 3);
  expect(opaqueLost(original, result)).toEqual({ lost: 2 / 3, faint: 1 / 3 });
});

describe('blind comparison', () => {
  const side = { bytes: 100, made: '' };
  const entry = (id: string, ours: 'A' | 'B', bytes: number): Entry => ({
    id,
    comparison: 'good',
    image: `image ${id}`,
    kind: 'face',
    half: 'test',
    ours,
    crop: { left: 0, top: 0, width: 1, height: 1 },
    kcolors: { bytes, made: '' },
    pngquant: side,
  });
  const key = [entry('1', 'A', 40), entry('2', 'B', 60)];
  const answer = (id: string, nearer: string) => ({
    id,
    nearer,
    accepted: { A: true, B: false },
    points: { A: '', B: 'lines' },
  });
  const read = (...answers: object[]) => readAnswers('ann', JSON.stringify(answers), key);

  test('sides are turned back into ours and theirs', () => {
    const lines = tally(key, [read(answer('1', 'A'), answer('2', 'A'))]).split('\n');
    const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
    expect(cells).toContainEqual(['', 'ann', '1', '0', '1', '50 %', '50 %', '50 %', '']);
    expect(lines.join(' ')).toContain('in **1 of 2**');
    expect(lines.join(' ')).toContain('photographs 50 %');
    expect(lines.filter((line) => line.startsWith('- '))).toEqual(['- image 2 (2), ann: lines']);
  });

  test('answers that cannot be counted are refused', () => {
    expect(() => read(answer('3', 'A'))).toThrow('ann: there is no picture “3”');
    expect(() => read(answer('1', 'A'), answer('1', 'B'))).toThrow('ann: two answers for picture “1”');
    expect(() => read(answer('1', 'left'))).toThrow(
      'ann: expected A, B or none for nearer of “1” but received left',
    );
    expect(() => read({ ...answer('1', 'A'), accepted: {} })).toThrow('ann: expected true or false');
  });
});
