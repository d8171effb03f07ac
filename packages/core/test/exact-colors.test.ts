import { describe, expect, test } from 'vitest';
import { srgbToDarkOklab } from '../src/color/dark-oklab.ts';
import { nearestColor } from '../src/color/nearest-color.ts';
import { WORKING_SPACES } from '../src/color/working-space.ts';
import { extractPalette, type QuantizeOptions, type QuantizeResult, quantize } from '../src/index.ts';
import { seededRandom } from '../src/math/random.ts';
import type { RgbaImage } from '../src/types.ts';
import { paint, photo } from './helpers/images.ts';

type Rgb = readonly [red: number, green: number, blue: number];

const BRANDS = (
  '10b981 06b6d4 00ff00 e4002b 1da1f2 ff5a5f 25d366 4285f4 ea4335 fbbc05 34a853 7289da ff4500' as const
).split(' ');
const rgb = (hex: string): Rgb => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as never;

/** Step of the cube of colors that is tried: 17 for all 4,096 of them. The engine of plain TypeScript takes its time. */
const cubeStep = (engine: 'wasm' | 'js') =>
  Number(process.env.KCOLORS_CUBE_STEP ?? (engine === 'wasm' ? 85 : 255));

/** A color on five eighths of the pixels, and others that are far from it. */
function flatAbove(color: Rgb): RgbaImage {
  const random = seededRandom(5);
  return paint(48, 48, (_, y) => {
    if (y < 30) return [...color, 255];
    const other = color.map(() => Math.floor(256 * random()));
    const isNear = Math.hypot(...other.map((value, i) => value - color[i]!)) < 60;
    return [...other.map((value) => (isNear ? value ^ 128 : value)), 255];
  });
}

/** The share of the pixels of a color that have exactly that color in a result. */
function shareKept({ data }: RgbaImage, { indices, palette }: QuantizeResult, color: Rgb): number {
  let kept = 0;
  let all = 0;
  for (let i = 0; i < indices.length; i++) {
    if (color.some((value, channel) => data[4 * i + channel] !== value)) continue;
    const at = 4 * indices[i]!;
    all++;
    if (color.every((value, channel) => palette[at + channel] === value) && palette[at + 3] === 255) kept++;
  }
  return kept / all;
}

const perceptual = (maxColors: number, more: QuantizeOptions = {}): QuantizeOptions => ({
  maxColors,
  objective: 'perceptual',
  dither: 0.5,
  ...more,
});

describe.each(['wasm', 'js'] as const)('%s: colors of flat areas come back as they are', (engine) => {
  test.each([8, 32])('each of a cube of colors, in a palette of %d', (maxColors) => {
    const off: string[] = [];
    const step = cubeStep(engine);
    for (let red = 0; red < 256; red += step)
      for (let green = 0; green < 256; green += step)
        for (let blue = 0; blue < 256; blue += step) {
          const image = flatAbove([red, green, blue]);
          const result = quantize(image, perceptual(maxColors, { engine }));
          if (shareKept(image, result, [red, green, blue]) < 1) off.push(`${red} ${green} ${blue}`);
        }
    expect(off).toEqual([]);
  });

  test.each([16, 256])('brand colors beside white and grays, in a palette of %d', (maxColors) => {
    const off = BRANDS.filter((brand) => {
      const color = rgb(brand);
      const image = paint(100, 60, (x, y) =>
        y < 20 && x < 50
          ? [...color, 255]
          : y < 40
            ? [255, 255, 255, 255]
            : [2 * x, 2 * x, 2 * x + (y & 3), 255],
      );
      return shareKept(image, quantize(image, perceptual(maxColors, { engine })), color) < 1;
    });
    expect(off).toEqual([]);
  });

  test('a bar of a color that is in the photograph beside it, too', () => {
    const sun = photo(220, 160);
    const image = paint(220, 160, (x, y) => {
      const at = 4 * (y * 220 + x);
      return x < 40 ? [116, 121, 118, 255] : [...sun.data.subarray(at, at + 4)];
    });
    for (const objective of ['perceptual', 'mse'] as const)
      for (const maxColors of engine === 'wasm' ? [8, 64] : [16]) {
        const result = quantize(image, { objective, maxColors, engine });
        expect(shareKept(image, result, [116, 121, 118])).toBe(1);
        expect(result.palette.length).toBe(4 * maxColors);
      }
  });

  test('below 8 colors the one that covers a third', () => {
    const sun = photo(120, 120);
    const image = paint(120, 120, (x, y) => {
      const at = 4 * (y * 120 + x);
      return y < 40 ? [250, 250, 250, 255] : [...sun.data.subarray(at, at + 4)];
    });
    for (const objective of ['perceptual', 'mse'] as const)
      for (const maxColors of [2, 4, 7]) {
        const result = quantize(image, { objective, maxColors, engine });
        expect(shareKept(image, result, [250, 250, 250])).toBe(1);
      }
  });
});

test('a white page stays white around what is drawn on it, with soft edges', () => {
  const sun = photo(160, 160);
  const image = paint(160, 160, (x, y) => {
    const cover = Math.max(0, Math.min(1, (60 - Math.hypot(x - 80, y - 80)) / 4));
    const at = 4 * (y * 160 + x);
    return [0, 1, 2].map((i) => Math.round(255 + cover * (sun.data[at + i]! - 255))).concat(255);
  });
  for (const maxColors of [4, 8, 16, 64])
    expect(shareKept(image, quantize(image, perceptual(maxColors)), [255, 255, 255])).toBeGreaterThan(0.99);
});

test.each([
  [257, 256, 40],
  [17, 16, 500],
] as const)('of %d colors nearly all pixels keep theirs in a palette of %d', (colors, maxColors, most) => {
  const random = seededRandom(11);
  const own = Array.from({ length: colors }, () => [0, 0, 0].map(() => Math.floor(256 * random())));
  const image = paint(64, 64, (x, y) => [...own[(64 * y + x) % colors]!, 255]);
  for (const objective of ['perceptual', 'mse'] as const) {
    const { indices, palette } = quantize(image, { maxColors, objective, dither: 0.5 });
    let changed = 0;
    indices.forEach((index, i) => {
      if ([0, 1, 2].some((channel) => palette[4 * index + channel] !== image.data[4 * i + channel]))
        changed++;
    });
    expect(changed).toBeLessThanOrEqual(most);
  }
});

test('grays stay neutral', () => {
  const random = seededRandom(2);
  const image = paint(90, 90, (x) =>
    Array(3)
      .fill(Math.min(255, 2 * x + Math.floor(70 * random())))
      .concat(255),
  );
  for (const maxColors of [2, 16, 64]) {
    const { palette } = quantize(image, perceptual(maxColors));
    for (let i = 0; i < palette.length; i += 4)
      expect([palette[i], palette[i + 2]]).toEqual([palette[i + 1], palette[i + 1]]);
  }
});

test('a main color that is given as a fixed one comes but once', () => {
  const image = flatAbove([16, 185, 129]);
  const fixedColors = Uint8Array.of(16, 185, 129, 255);
  const { palette } = extractPalette(image, { objective: 'perceptual', maxColors: 2, fixedColors });
  expect([...palette.subarray(0, 4)]).toEqual([...fixedColors]);
  expect([...palette.subarray(4, 8)]).not.toEqual([...fixedColors]);
});

test('the color nearest to a point of Oklab has no nearer neighbor', () => {
  const random = seededRandom(9);
  const lab = new Float64Array(3);
  const distance = (color: readonly number[], point: readonly number[]) => {
    srgbToDarkOklab(color[0]!, color[1]!, color[2]!, lab);
    return Math.hypot(
      2040 * (lab[0]! - 0.5) - point[0]!,
      2040 * lab[1]! - point[1]!,
      2040 * lab[2]! - point[2]!,
    );
  };
  for (let i = 0; i < 500; i++) {
    srgbToDarkOklab(...([0, 0, 0].map(() => Math.floor(256 * random())) as unknown as Rgb), lab);
    const point = [2040 * (lab[0]! - 0.5), 2040 * lab[1]!, 2040 * lab[2]!].map(
      (each) => each + 12 * random() - 6,
    );
    if (Math.abs(point[1]!) < 2 && Math.abs(point[2]!) < 2) continue; // becomes a gray
    const word = nearestColor(WORKING_SPACES.oklab, point[0]!, point[1]!, point[2]!, 589);
    const found = [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
    const least = distance(found, point);
    for (const [channel, step] of [0, 1, 2].flatMap((c) => [[c, -1] as const, [c, 1] as const])) {
      const next = found.map((value, c) => (c === channel ? value + step : value));
      if (next[channel]! >= 0 && next[channel]! <= 255)
        expect(distance(next, point)).toBeGreaterThanOrEqual(least);
    }
  }
});

test('even areas beside a photograph stay even when it is dithered, in both engines', () => {
  const sun = photo(200, 160);
  const even = [116, 121, 118, 255];
  const image = paint(200, 160, (x, y) => {
    const at = 4 * (y * 200 + x);
    return x >= 160 || y >= 140 ? even : [...sun.data.subarray(at, at + 4)];
  });
  const options = { maxColors: 64, objective: 'perceptual', dither: 1 } as const;
  const result = quantize(image, { ...options, engine: 'wasm' });
  for (let y = 1; y < 160; y++)
    for (let x = y > 140 ? 1 : 161; x < 200; x++) {
      const at = 4 * result.indices[y * 200 + x]!;
      expect([...result.palette.subarray(at, at + 4)]).toEqual(even);
    }
  expect(quantize(image, { ...options, engine: 'js' })).toEqual(result);
});
