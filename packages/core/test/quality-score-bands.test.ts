import { describe, expect, test } from 'vitest';
import { seededRandom } from '../src/math/random.ts';
import { prepareArtifacts } from '../src/quality-score/artifacts.ts';
import { bandsOf, levelsOf, pyramidAt } from '../src/quality-score/bands.ts';
import { prepareQualityScore, qualityScore } from '../src/quality-score/index.ts';
import { createJsKernels } from '../src/quality-score/kernels/kernels.ts';
import { rowsOf } from '../src/quality-score/rows.ts';
import { createScales, fillScales } from '../src/quality-score/scales.ts';
import { quantize } from '../src/quantize.ts';
import type { RgbaImage } from '../src/types.ts';
import { expand, paint } from './helpers/images.ts';

/** The scores that `small` and `good` ask for. */
const SMALL = 75;
const GOOD = 82;
const HARD_TO_TELL = 85;

type Rgb = readonly [red: number, green: number, blue: number];

const NUMBERS = Float64Array.from({ length: 2 ** 16 }, seededRandom(3));

/** A repeatable number from −1 to 1. */
const scatter = (x: number, y: number): number => 2 * NUMBERS[(x + 256 * y) & 0xffff]! - 1;

/** The share from one color to another, to 8 bits. */
const between = (from: Rgb, to: Rgb, share: number): number[] => [
  ...from.map((value, c) => Math.round(value + (to[c]! - value) * share)),
  255,
];

/** The most that a result can score by its bands and streaks. */
function worstOf(original: RgbaImage, result: RgbaImage): number {
  const bands = bandsOf(original);
  const [before, after] = [original, result].map((image) =>
    bands.map((band) => {
      const scales = createScales(image.width, band.rows);
      fillScales(createJsKernels(), rowsOf(image), band, 255, scales, 0);
      return pyramidAt(scales, 0, band.rows, levelsOf(image));
    }),
  );
  const { add, limit } = prepareArtifacts(before!, bands, original)();
  for (const [band, pyramid] of after!.entries()) add(band, pyramid);
  return limit();
}

/** A gray ramp of one level in three pixels, in steps of so many levels: 1 is the ramp itself. */
const ramp = (step: number, size = 240): RgbaImage =>
  paint(size, size / 2, (x) => {
    const level = 90 + Math.floor(x / 3 / step) * step + (step - 1) / 2;
    return [level, level, level, 255];
  });

/** The same ramp in steps, whose levels are mixed by error diffusion of full strength. */
function diffused(step: number): RgbaImage {
  const { data, height, width } = ramp(1);
  const errors = new Float64Array((width + 2) * (height + 1));
  const at = (x: number, y: number) => y * (width + 2) + x + 1;
  return paint(width, height, (x, y) => {
    const wanted = data[4 * (y * width + x)]! + errors[at(x, y)]!;
    const level = Math.round(wanted / step) * step;
    for (const [dx, dy, share] of [
      [1, 0, 7],
      [-1, 1, 3],
      [0, 1, 5],
      [1, 1, 1],
    ] as const)
      errors[at(x + dx, y + dy)]! += ((wanted - level) * share) / 16;
    return [level, level, level, 255];
  });
}

describe('bands', () => {
  const gradient = ramp(1);
  const prepared = prepareQualityScore(gradient);

  test('all over a picture are not good if two levels apart, and worse if four', () => {
    const [two, four, seven] = [2, 4, 7].map((step) => worstOf(gradient, ramp(step)));
    expect(prepared.score(ramp(4))).toBeLessThanOrEqual(four!);
    expect(prepared.score(gradient)).toBe(100);
    expect(two!).toBeLessThan(GOOD);
    expect(two!).toBeGreaterThan(65);
    expect(four!).toBeLessThan(two! - 5);
    expect(seven!).toBeLessThanOrEqual(four!);
  });

  test('that are dithered away do not count', () => {
    expect(worstOf(gradient, diffused(2))).toBeGreaterThan(95);
    expect(worstOf(gradient, diffused(4))).toBeGreaterThan(worstOf(gradient, ramp(4)) + 10);
  });

  test('of the original do not count, nor does an edge', () => {
    const banded = ramp(7);
    expect(qualityScore(banded, banded)).toBe(100);
    const noisy = paint(240, 120, (x, y) => {
      const level = banded.data[4 * (240 * y + x)]! + Math.round(scatter(x, y));
      return [level, level, level, 255];
    });
    expect(worstOf(banded, noisy)).toBeGreaterThan(95);
    const edge = paint(160, 120, (x) => (x < 80 ? [60, 90, 140, 255] : [150, 120, 60, 255]));
    const near = { ...edge, data: edge.data.map((v, i) => (i % 4 === 3 ? v : v + (v > 100 ? 2 : 0))) };
    expect(worstOf(edge, near)).toBe(100);
  });

  test('count where they are added to a part of a screen', () => {
    const screen = (step: number) =>
      paint(480, 300, (x, y) => {
        if (y >= 60) return y % 16 < 9 && (x * 5 + y * 3) % 7 < 3 ? [40, 40, 40, 255] : [255, 255, 255, 255];
        const share = Math.floor(x / (4 * step)) * step * 4;
        return between([99, 102, 241], [236, 72, 153], share / 480);
      });
    expect(qualityScore(screen(1), screen(2))).toBeGreaterThan(GOOD);
    expect(qualityScore(screen(1), screen(8))).toBeLessThan(SMALL);
  });

  test.each([48, 64, 128, 256])('count in an icon of %d pixels', (size) => {
    const icon = (steps: number) =>
      paint(size, size, (x, y) => {
        if (Math.hypot(x - size / 2, y - size / 2) > 0.47 * size) return [0, 0, 0, 0];
        return between([255, 180, 60], [220, 40, 90], Math.floor((y / size) * steps) / steps);
      });
    expect(qualityScore(icon(256), icon(256))).toBe(100);
    expect(worstOf(icon(256), icon(8))).toBeLessThan(SMALL);
  });

  test('of hue alone count', () => {
    // About as light from end to end.
    const hues = (steps: number) =>
      paint(320, 160, (x) =>
        between([168, 104, 104], [92, 136, 108], Math.floor((x / 320) * steps) / (steps - 1)),
      );
    const [lowest, highest] = [hues(320), hues(10)].map((image) => qualityScore(hues(320), image));
    expect(lowest).toBe(100);
    expect(highest).toBeLessThan(SMALL);
  });

  test('of results of quantize keep them from being called good, until they are dithered', () => {
    const sky = paint(300, 200, (x, y) => between([70, 120, 190], [230, 200, 190], (x / 4 + y) / 275));
    const score = (dither: number) => {
      const result = quantize(sky, { maxColors: 24, dither, space: 'oklab' });
      return worstOf(sky, { ...sky, data: expand(result) });
    };
    expect(score(0)).toBeLessThan(SMALL);
    expect(score(0.9)).toBeGreaterThan(score(0) + 5);
  });
});

/** A soft ground, and errors of so many levels. */
const ground = (error: (x: number, y: number) => number) =>
  paint(256, 192, (x, y) => {
    const level = 120 + 30 * Math.sin(x / 60) * Math.sin(y / 50);
    const value = Math.round(level) + error(x, y);
    return [value, value, value, 255];
  });

describe('streaks', () => {
  const even = ground(() => 0);
  const most = (error: (x: number, y: number) => number) => worstOf(even, ground(error));
  const size = 2.2;

  test('along rows and columns count, scattered errors of the same size do not', () => {
    const inRows = most((_, y) => Math.round(size * scatter(7, y)));
    const inColumns = most((x) => Math.round(size * scatter(x, 7)));
    const inRuns = most((x, y) => Math.round(size * scatter((x + 5 * y) >> 4, y)));
    for (const streaked of [inRows, inColumns, inRuns]) expect(streaked).toBeLessThan(SMALL);
    expect(most((x, y) => Math.round(size * scatter(x, y)))).toBeGreaterThan(90);
    expect(
      qualityScore(
        even,
        ground((_, y) => Math.round(size * scatter(7, y))),
      ),
    ).toBeLessThan(SMALL);
  });

  test('of one level here and there hardly count', () => {
    expect(most((x, y) => (((x >> 4) * 7 + y * 5) % 23 === 0 ? 1 : 0))).toBeGreaterThan(HARD_TO_TELL);
  });

  test('are hidden by texture', () => {
    const rough = (error: (x: number, y: number) => number) =>
      ground((x, y) => Math.round(24 * scatter(y, x)) + error(x, y));
    const streaked = rough((_, y) => Math.round(size * scatter(7, y)));
    expect(
      worstOf(
        rough(() => 0),
        streaked,
      ),
    ).toBeGreaterThan(HARD_TO_TELL);
  });
});

test('bands and streaks cost the same however the picture is given, and however often', () => {
  const image = paint(700, 420, (x, y) => between([30, 34, 50], [200, 120, 90], (x + y) / 1120)); // more than 2¹⁸ pixels
  const result = quantize(image, { maxColors: 20 });
  const prepared = prepareQualityScore(image);
  const score = prepared.score(result);
  const pixels = { data: expand(result), width: image.width, height: image.height };
  expect([prepared.score(pixels), prepared.score(result), qualityScore(image, result)]).toEqual([
    score,
    score,
    score,
  ]);
  expect(prepared.score(image)).toBe(100);
});

test('two fields of flat graphics that differ by a little are not good as one', () => {
  const [one, other] = [
    [196, 160, 0, 255],
    [204, 164, 8, 255],
  ] as const;
  const screen = (second: readonly number[]) =>
    paint(240, 160, (x, y) => {
      if (y > 40 && y < 100 && x > 30 && x < 90) return [...one];
      if (y > 40 && y < 100 && x > 110 && x < 170) return [...second];
      return (x + y) % 37 === 0 ? [30, 30, 40, 255] : [240, 240, 240, 255];
    });
  const score = qualityScore(screen(other), screen(one));
  expect(score).toBeLessThan(82);
  expect(score).toBeGreaterThanOrEqual(70);
});
