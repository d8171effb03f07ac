import { describe, expect, test } from 'vitest';
import { srgbToOklab } from '../src/color/oklab.ts';
import { pixelsOf } from '../src/image/pixels.ts';
import { createSession, type QuantizeResult, quantize, type RgbaImage } from '../src/index.ts';
import { seededRandom } from '../src/math/random.ts';
import { qualityScore } from '../src/quality-score/index.ts';
import { countColors, findSigns } from '../src/signs/find-signs.ts';
import { drain } from '../src/steps.ts';
import { paint, photo } from './helpers/images.ts';

type Rgb = readonly [red: number, green: number, blue: number];
const RED: Rgb = [229, 32, 43];

interface Area {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** A screen with lines of gray text and blue bars of many shades, and something of a color in an area. */
function screen(color: Rgb, { left, side, top }: Area, ground = 250): RgbaImage {
  const random = seededRandom(4);
  const shades = Array.from({ length: 600 }, () => random());
  const towards = (from: number, to: number, share: number) => Math.round(from + (to - from) * share);
  return paint(480, 300, (x, y) => {
    if (x >= left && x < left + side && y >= top && y < top + side) return [...color, 255];
    const isBar = y > 180 && y < 280 && x % 24 < 16 && y - 180 > 90 * shades[Math.floor(x / 24)]!;
    if (isBar) return [towards(90, 60, x / 480), towards(140, 170, y / 300), towards(190, 210, x / 480), 255];
    const isText = y < 160 && y % 16 < 9 && x % 120 > 20 && shades[(7 * x + 131 * y) % 600]! > 0.6;
    const gray = isText ? towards(ground, 255 - ground, shades[(x + y) % 600]!) : ground;
    return [gray, gray, gray, 255];
  });
}

/** How far the mean color of an area is from a color, in Oklab. */
function shift(result: QuantizeResult, color: Rgb, { left, side, top }: Area): number {
  const [wanted, found] = [new Float64Array(3), new Float64Array(3)];
  srgbToOklab(...color, wanted);
  const difference = [0, 0, 0];
  for (let y = top; y < top + side; y++)
    for (let x = left; x < left + side; x++) {
      const at = 4 * result.indices[y * result.width + x]!;
      srgbToOklab(result.palette[at]!, result.palette[at + 1]!, result.palette[at + 2]!, found);
      for (let axis = 0; axis < 3; axis++) difference[axis]! += (found[axis]! - wanted[axis]!) / side ** 2;
    }
  return Math.hypot(...difference);
}

function signsOf(image: RgbaImage) {
  const pixels = pixelsOf(image, 'keep');
  const counts = countColors(pixels);
  return findSigns(pixels, (bin) => counts[bin]!);
}

const LIGHT = { left: 143, top: 66, side: 3 };
const CASES: readonly (readonly [string, Rgb, Area, number])[] = [
  ['a red light of 9 pixels', RED, LIGHT, 250],
  ['a red light in the dark', RED, LIGHT, 24],
  ['a green one at the edge', [40, 170, 70], { left: 0, top: 60, side: 4 }, 250],
  ['a violet one', [150, 60, 190], { left: 141, top: 100, side: 4 }, 250],
  ['a navy icon in the dark', [0, 49, 89], { left: 420, top: 20, side: 20 }, 36],
];

describe.each(CASES)('%s', (_, color, area, ground) => {
  const image = screen(color, area, ground);

  test('is found as a sign', () => {
    const [sign, ...others] = signsOf(image);
    expect(others).toEqual([]);
    expect(sign!.color).toBe((color[0] | (color[1] << 8) | (color[2] << 16) | 0xff000000) >>> 0);
    expect(Math.abs(2 * sign!.places.length - area.side ** 2)).toBeLessThanOrEqual(1);
  });

  test.each([12, 16, 64])('keeps its color in a palette of %d, in both engines', (maxColors) => {
    const options = { objective: 'perceptual', maxColors, dither: 0.5 } as const;
    const result = quantize(image, { ...options, engine: 'wasm' });
    expect(shift(result, color, area)).toBeLessThan(0.03);
    expect(quantize(image, { ...options, engine: 'js' })).toEqual(result);
  });

  test('takes the score of results that lose it below what is good', () => {
    const gray = screen([120, 120, 120], area, ground);
    expect(qualityScore(image, gray)).toBeLessThan(75);
    expect(qualityScore(image, image)).toBe(100);
  });
});

test('a light on a large screen, of which pixels are sampled, keeps its color', () => {
  const light = { left: 300, top: 200, side: 7 };
  const { data } = photo(600, 300);
  // More than 2²⁰ pixels.
  const image = paint(1300, 820, (x, y) => {
    if (x >= 300 && x < 307 && y >= 200 && y < 207) return [...RED, 255];
    const at = 4 * (600 * (y - 500) + x - 700);
    if (x >= 700 && y >= 500 && y < 800) return [...data.subarray(at, at + 4)];
    return y % 30 < 12 && x % 9 < 5 ? [60, 64, 70, 255] : [24, 26, 32, 255];
  });
  expect(shift(quantize(image, { objective: 'perceptual', maxColors: 16 }), RED, light)).toBeLessThan(0.03);
});

test('a session keeps signs as quantize does', () => {
  const image = screen(RED, LIGHT);
  const options = { maxColors: 16, dither: 0.5 };
  const session = createSession(image, { objective: 'perceptual' });
  const result = drain(session.quantizeSteps(options));
  session.close();
  expect(result).toEqual(quantize(image, { ...options, objective: 'perceptual' }));
});

test('what passes into its surroundings, is scattered, gray or translucent is no sign', () => {
  const random = seededRandom(8);
  const noise = paint(200, 200, () => [...[0, 0, 0].map(() => Math.floor(256 * random())), 255]);
  const scattered = paint(200, 200, (x, y) =>
    (x * 7 + y * 13) % 397 === 0 ? [...RED, 255] : [240, 240, 240, 255],
  );
  const faint = paint(200, 200, (x, y) => (x < 6 && y < 6 ? [...RED, 120] : [240, 240, 240, 255]));
  for (const image of [photo(200, 150), noise, scattered, faint, screen([90, 90, 90], LIGHT)])
    expect(signsOf(image)).toEqual([]);
  expect(signsOf(paint(0, 0, () => []))).toEqual([]);
});

test('dithered signs count by their mean', () => {
  const image = screen(RED, { left: 140, top: 66, side: 8 });
  const dithered = paint(480, 300, (x, y) => {
    const own = [...image.data.subarray(4 * (480 * y + x), 4 * (480 * y + x + 1))];
    return own[0] === RED[0] && own[1] === RED[1] ? [RED[0] + (x & 1 ? 18 : -18), RED[1], RED[2], 255] : own;
  });
  const shifted = {
    ...image,
    data: image.data.map((v, i, all) => (i % 4 === 0 && v === RED[0] && all[i + 1] === RED[1] ? v - 60 : v)),
  };
  expect(qualityScore(image, dithered)).toBeGreaterThan(85);
  expect(qualityScore(image, shifted)).toBeLessThan(75);
});
