import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';
import { type Histogram, mergeHistograms, quantize, type RgbaImage } from '../src/index.ts';
import type { QuantizeOptions } from '../src/options.ts';
import { drain } from '../src/steps.ts';
import { countStrip, findColors, joinStrips, labelStrip, sampleRow } from '../src/strips.ts';
import { anyImage, noise, photo } from './helpers/images.ts';

/** Quantizes in strips of `rows` rows, as a pool does in several places. */
function inStrips(image: RgbaImage, options: QuantizeOptions, rows: number) {
  const { data, height, width } = image;
  const strips: RgbaImage[] = [];
  for (let y = 0; y < height; y += rows) {
    const end = Math.min(height, y + rows);
    strips.push({ data: data.slice(4 * y * width, 4 * end * width), width, height: end - y });
  }
  // Two places, each counting on from what it has, as if everything were posted.
  const counted: (Histogram | undefined)[] = [undefined, undefined];
  strips.forEach((strip, i) => {
    counted[i % 2] = structuredClone(drain(countStrip(strip, counted[i % 2], options)));
  });
  const histograms = counted.reverse().filter((histogram) => histogram !== undefined);
  const found = drain(findColors(mergeHistograms(histograms), sampleRow(image), options));
  const labeled = strips.map((strip) => drain(labelStrip(strip, found, options)));
  const indices = Uint8Array.from(labeled.flatMap((strip) => [...strip.indices]));
  return joinStrips(image, found, indices, labeled);
}

test('strips give the bytes of the whole', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        { arbitrary: anyImage, weight: 3 },
        { arbitrary: fc.constantFrom(photo(200, 150), noise(160, 140, 2)), weight: 1 },
      ),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 256 }),
      fc.constantFrom('keep', 'binary', 'ignore'),
      (image, rows, maxColors, alpha) => {
        expect(inStrips(image, { maxColors, alpha }, rows)).toEqual(quantize(image, { maxColors, alpha }));
      },
    ),
    { numRuns: runs(20) },
  );
});

test('of a large image the same pixels are sampled', () => {
  const image = photo(1500, 900);
  expect(sampleRow(image).width).toBeLessThan(1500 * 900);
  expect(inStrips(image, { maxColors: 20 }, 128)).toEqual(quantize(image, { maxColors: 20 }));
});
