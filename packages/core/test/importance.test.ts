import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weighSurroundings } from '../src/histogram/perceptual-weights.ts';
import { pixelsOf } from '../src/image/pixels.ts';
import { type RgbaImage, shrink } from '../src/index.ts';
import { importanceOf } from '../src/kernels/importance.ts';
import { drain } from '../src/steps.ts';
import { BOTH_ENGINES } from './helpers/engines.ts';
import { anyImage, noise, paint, photo } from './helpers/images.ts';

/** The weight of one pixel by its definition. */
function plainImportance({ data, height, width }: RgbaImage, x: number, y: number): number {
  const lumas: number[] = [];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const column = Math.min(width - 1, Math.max(0, x + dx));
      const row = Math.min(height - 1, Math.max(0, y + dy));
      const [r, g, b, a] = data.subarray(4 * (row * width + column));
      lumas.push(((0.2126 * r! + 0.7152 * g! + 0.0722 * b!) * a!) / 255);
    }
  }
  const mean = lumas.reduce((sum, luma) => sum + luma / 9, 0);
  const deviation = Math.sqrt(lumas.reduce((sum, luma) => sum + (luma - mean) ** 2 / 9, 0));
  return (1 + (deviation / 255 / 0.03) ** 2) ** -0.5;
}

describe.each(BOTH_ENGINES)('what surrounds pixels, %s', (_, begin) => {
  const look = (...images: RgbaImage[]) =>
    drain(
      weighSurroundings(
        begin(),
        images.map((image) => pixelsOf(image, 'keep')),
      ),
    );

  test('weighs them as it is defined', () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        const { data, height, width } = image;
        const found = look(image);
        let [sum, expected, visible, repeated] = [0, 0, 0, 0];
        const words = new Uint32Array(Uint8Array.from(data).buffer);
        for (let i = 0; i < found.bins.length - 2; i += 2) sum += found.bins[i]! / 255;
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            if (data[4 * (y * width + x) + 3] === 0) continue;
            expected += plainImportance(image, x, y);
            visible++;
            if (x > 0 && words[y * width + x] === words[y * width + x - 1]) repeated++;
          }
        }
        // Luma is rounded to 8 bits: half a step changes a weight by up to 0.025.
        expect(Math.abs(sum - expected)).toBeLessThanOrEqual(0.015 * visible + 0.05);
        expect(found).toMatchObject({ pixels: visible, repeated });
      }),
    );
  });

  test('is that of the bin of a color', () => {
    const image = paint(60, 40, (x, y) => (x < 30 ? [90, 90, 90, 255] : [200, (x * y * 53) & 255, 20, 255]));
    const found = look(image);
    const calm = importanceOf(found, 0xff5a5a5a, 0);
    expect(calm).toBeGreaterThan(0.97); // the last column is beside the noise
    expect(importanceOf(found, 0xff1480c8, 0)).toBeLessThan(0.6);
    expect(importanceOf(found, 0xff0000ff, 0.123)).toBe(0.123);
  });

  test('of several images, wide and narrow, is the sum of them', () => {
    const images = [photo(40_000, 3), noise(50, 70, 3), photo(90, 40)];
    const apart = images
      .map((image) => look(image))
      .map(({ bins, ...rest }) => ({ bins: bins.slice(), ...rest }));
    const together = look(...images);
    expect(together.pixels).toBe(apart.reduce((sum, { pixels }) => sum + pixels, 0));
    expect(together.repeated).toBe(apart.reduce((sum, { repeated }) => sum + repeated, 0));
    const sums = apart[0]!.bins.map((_, i) => apart.reduce((sum, { bins }) => sum + bins[i]!, 0));
    expect(together.bins).toEqual(sums);
    expect(look(shrink(images[0]!, 10)).pixels).toBeLessThanOrEqual(10);
  });
});

test('both engines find the same', () => {
  fc.assert(
    fc.property(fc.array(anyImage, { maxLength: 3 }), (images) => {
      const [js, wasm] = BOTH_ENGINES.map(([, begin]) => {
        const sources = images.map((image) => pixelsOf(image, 'keep'));
        const { bins, pixels, repeated } = drain(weighSurroundings(begin(), sources));
        return { bins: Buffer.from(bins.slice().buffer), pixels, repeated };
      });
      expect(wasm!.bins.equals(js!.bins)).toBe(true);
      expect(wasm).toMatchObject({ pixels: js!.pixels, repeated: js!.repeated });
    }),
  );
});
