import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WORKING_SPACES } from '../src/color/working-space.ts';
import { createWasmEngine } from '../src/engine/wasm-engine.ts';
import { pixelsOf } from '../src/image/pixels.ts';
import { type QuantizeOptions, quantize, type RgbaImage } from '../src/index.ts';
import { seededRandom } from '../src/math/random.ts';
import { solveSymmetric } from '../src/math/solve.ts';
import { refineByBlur } from '../src/remap/blur-refine.ts';
import { disk, expand, noise, paint, photo } from './helpers/images.ts';

/** Sum of the squared differences between two images in Oklab after a blur, by its definition. */
function seenError(image: RgbaImage, data: Uint8Array): number {
  const { height, width } = image;
  const [one, other] = [image.data as Uint8Array, data].map((bytes) => {
    const points = new Int16Array(bytes.length);
    new Uint32Array(bytes.slice().buffer).forEach((rgba, i) => {
      WORKING_SPACES.oklab.toPoint(rgba, points, 4 * i);
    });
    return points;
  }) as [Int16Array, Int16Array];
  const inside = (value: number, end: number) => Math.max(0, Math.min(end - 1, value));
  let error = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let axis = 0; axis < 3; axis++) {
        let sum = 0;
        for (let dy = -2; dy <= 2; dy++) {
          for (let dx = -2; dx <= 2; dx++) {
            const at = 4 * (inside(y + dy, height) * width + inside(x + dx, width)) + axis;
            sum += [6, 4, 1][Math.abs(dx)]! * [6, 4, 1][Math.abs(dy)]! * (one[at]! - other[at]!);
          }
        }
        error += (sum / 256) ** 2;
      }
    }
  }
  return error;
}

const engine = createWasmEngine();
engine.begin(WORKING_SPACES.oklab, 2 ** 18);

const chosen: QuantizeOptions = { maxColors: 9, objective: 'perceptual', dither: 0.75, effort: 'fast' };

test('colors go to where the blurred error is lower', () => {
  for (const image of [photo(180, 122), noise(50, 47, 3), photo(700, 400)]) {
    const plain = quantize(image, chosen);
    const { indices, palette } = plain;
    const refined = refineByBlur(engine, pixelsOf(image, 'keep'), indices, palette, [], 'oklab');
    const before = seenError(image, expand(plain));
    const after = seenError(image, expand({ indices, palette: refined }));
    expect(after).toBeLessThan(0.99 * before);
    if (image.width === 180) {
      const again = quantize(image, { ...chosen, effort: 'default' });
      expect(seenError(image, expand(again))).toBeLessThan(0.9 * before);
    }
  }
}, 20_000);

test('what is fixed, translucent or without pixels stays', () => {
  const image = disk(60);
  const fixedColors = Uint8Array.of(255, 0, 0, 255, 9, 9, 9, 255, 90, 80, 70, 120);
  for (const effort of ['default', 'best'] as const) {
    const { palette } = quantize(image, { ...chosen, maxColors: 12, fixedColors, effort });
    expect(palette.subarray(0, 12)).toEqual(fixedColors);
    expect([...palette].filter((_, i) => i % 4 === 3)).toContain(0);
  }
  const { indices, palette } = quantize(image, { ...chosen, maxColors: 12, fixedColors });
  const refined = refineByBlur(
    engine,
    pixelsOf(image, 'keep'),
    indices,
    palette,
    [true, true, true],
    'oklab',
  );
  let moved = 0;
  for (let at = 0; at < palette.length; at += 4) {
    const [before, after] = [palette, refined].map((colors) => [...colors.subarray(at, at + 4)]);
    expect(after![3]).toBe(before![3]);
    if (at < 12 || before![3]! < 255) expect(after).toEqual(before);
    else if (String(after) !== String(before)) moved++;
  }
  expect(moved).toBeGreaterThan(0);
});

test('nothing is refined without dithering, for the mean square, in flat graphics, or in small pictures', () => {
  const image = photo(160, 120);
  const flat = paint(180, 120, (x, y) => (x < 120 ? [30, 60, 90, 255] : [x, 2 * y, y, 255]));
  const colors = (source: RgbaImage, options: QuantizeOptions) => {
    const { palette } = quantize(source, { maxColors: 9, space: 'oklab', ...options });
    return [...new Uint32Array(palette.slice().buffer)].sort();
  };
  for (const [source, objective] of [
    [image, 'mse'],
    [flat, 'perceptual'],
    [photo(127, 129), 'perceptual'],
  ] as const) {
    expect(colors(source, { objective, dither: 0.75 })).toEqual(colors(source, { objective }));
  }
  expect(colors(image, { ...chosen, effort: 'fast' })).toEqual(
    colors(image, { ...chosen, effort: 'fast', dither: 0 }),
  );
  expect(colors(image, { ...chosen, effort: 'default' })).not.toEqual(
    colors(image, { ...chosen, effort: 'default', dither: 0 }),
  );
});

test('a photograph on a transparent ground is refined as one that fills the picture', () => {
  const inner = photo(160, 120);
  const outer = paint(400, 200, (x, y) => {
    const isInside = x >= 100 && x < 260 && y >= 40 && y < 160;
    const at = 4 * ((y - 40) * 160 + x - 100);
    return isInside ? [...inner.data.subarray(at, at + 4)] : [0, 0, 0, 0];
  });
  const { palette } = quantize(outer, { ...chosen, maxColors: 10, effort: 'default' });
  const undithered = quantize(outer, { ...chosen, maxColors: 10, effort: 'default', dither: 0 }).palette;
  expect([...palette].sort()).not.toEqual([...undithered].sort());
});

test('a system of equations is solved', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (size, seed) => {
      const random = seededRandom(seed);
      const root = Float64Array.from({ length: size * size }, () => random() - 0.5);
      const a = Float64Array.from({ length: size * size }, (_, at) => {
        const [i, j] = [Math.floor(at / size), at % size];
        let sum = i === j ? 0.1 : 0;
        for (let m = 0; m < size; m++) sum += root[i * size + m]! * root[j * size + m]!;
        return sum;
      });
      const x = Float64Array.from({ length: 2 * size }, () => 10 * random());
      const b = x.map((_, at) => {
        let sum = 0;
        for (let m = 0; m < size; m++) sum += a[Math.floor(at / 2) * size + m]! * x[2 * m + (at % 2)]!;
        return sum;
      });
      solveSymmetric(a, b, 2).forEach((value, i) => {
        expect(value).toBeCloseTo(x[i]!, 8);
      });
    }),
  );
});
