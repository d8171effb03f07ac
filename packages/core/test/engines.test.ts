import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';
import { decodeBase64 } from '../src/engine/embedded-module.ts';
import { createHistogram, extractPalette, quantize, type RgbaImage, remap } from '../src/index.ts';
import { seededRandom } from '../src/math/random.ts';
import type { QuantizeOptions } from '../src/options.ts';
import { anyImage, disk, noise, paint, photo } from './helpers/images.ts';

/** Images that between them run every way through the kernels: many colors, soft edges, odd sizes, wide rows. */
const larger = fc.constantFrom<RgbaImage>(
  photo(160, 120),
  noise(91, 73, 4),
  disk(90),
  paint(300, 90, (x, y) => [x & 255, (2 * y) & 255, (x * y) & 255, y < 40 ? 255 : (3 * x) & 255]),
  photo(40_000, 2),
  // Flat graphics with a ramp, and a soft rim.
  paint(150, 120, (x, y) =>
    x < 90 ? [(x >> 5) * 60, 90, 40, y < 20 ? 128 : 255] : [x + y, y, (2 * x) & 255, 55 + x],
  ),
);

/** Small ones find most, and are done at once. */
const mostlySmall = fc.oneof({ arbitrary: anyImage, weight: 3 }, { arbitrary: larger, weight: 1 });

const options: fc.Arbitrary<QuantizeOptions> = fc.record({
  maxColors: fc.oneof(fc.integer({ min: 1, max: 256 }), fc.constantFrom(2, 16, 256)),
  dither: fc.constantFrom(0, 0.3, 1),
  rate: fc.constantFrom(0, 0, 0.3, 1),
  kernel: fc.constantFrom('floyd-steinberg', 'floyd-steinberg', 'jarvis-judice-ninke', 'sierra-lite'),
  scan: fc.constantFrom('raster', 'raster', 'serpentine'),
  space: fc.constantFrom('srgb', 'oklab'),
  objective: fc.constantFrom('mse', 'perceptual'),
  alpha: fc.constantFrom('keep', 'keep', 'binary', 'ignore'),
  effort: fc.constantFrom('fast', 'default', 'best'),
});

const byte = fc.integer({ min: 0, max: 255 });

describe('both engines give the same bytes and figures', () => {
  test('of quantize', () => {
    fc.assert(
      fc.property(mostlySmall, options, (image, chosen) => {
        expect(quantize(image, { ...chosen, engine: 'wasm' })).toEqual(
          quantize(image, { ...chosen, engine: 'js' }),
        );
      }),
      { numRuns: runs(20) },
    );
  });

  test('of quantize for many pixels, and for few after them', () => {
    for (const space of ['srgb', 'oklab'] as const) {
      for (const dither of [0, 1]) {
        for (const image of [noise(260, 260, 1), noise(30, 20, 2)]) {
          const [wasm, js] = (['wasm', 'js'] as const).map((engine) =>
            quantize(image, { maxColors: 24, effort: 'fast', space, dither, engine }),
          );
          expect(wasm).toEqual(js);
        }
      }
    }
  });

  test('of quantize with the perceptual objective, in flat graphics', () => {
    fc.assert(
      fc.property(
        fc.tuple(byte, byte, byte),
        fc.constantFrom(90, 255),
        options,
        ([r, g, b], alpha, chosen) => {
          const flat = paint(180, 100, (x, y) =>
            x < 105
              ? y < 50
                ? [r, g, b, 255]
                : [b, r, g, alpha]
              : [(r + x) & 255, (g + 2 * y) & 255, (b + x + y) & 255, alpha],
          );
          const [wasm, js] = (['wasm', 'js'] as const).map((engine) =>
            quantize(flat, { ...chosen, objective: 'perceptual', dither: 0.75, engine }),
          );
          expect(wasm).toEqual(js);
        },
      ),
      { numRuns: runs(8) },
    );
  });

  test('of even areas in flat graphics, near to a color and far from all', () => {
    const fixedColors = Uint8Array.of(0, 0, 0, 255, 128, 128, 128, 255, 250, 250, 250, 255, 0, 90, 200, 255);
    for (const off of [12, 20, 32, 33, 50]) {
      for (const [space, alpha] of [
        ['srgb', 255],
        ['oklab', 255],
        ['oklab', 200],
      ] as const) {
        const fields = paint(194, 122, (x) =>
          x < 100 ? [128 + off, 128 + off, 128 + off, alpha] : [x, x, x, 255],
        );
        const how = { maxColors: 4, fixedColors, objective: 'perceptual', dither: 1, space } as const;
        const [wasm, js] = (['wasm', 'js'] as const).map((engine) => quantize(fields, { ...how, engine }));
        expect(wasm).toEqual(js);
        const inner = js!.indices.filter((_, i) => i > 194 && i % 194 > 0 && i % 194 < 100);
        const isDithered = off <= 32;
        if (alpha === 255) expect(new Set(inner).size).toBe(isDithered ? 2 : 1);
      }
    }
  });

  test('of extractPalette, for images and histograms', () => {
    fc.assert(
      fc.property(fc.array(mostlySmall, { minLength: 1, maxLength: 3 }), (images) => {
        const [js, wasm] = (['js', 'wasm'] as const).map((engine) =>
          extractPalette(images, { maxColors: 20, engine }),
        );
        expect(wasm).toEqual(js);
      }),
      { numRuns: runs(8) },
    );
    const empty = createHistogram();
    expect(extractPalette(empty, { engine: 'wasm' })).toEqual(extractPalette(empty, { engine: 'js' }));
  });

  test('of remap to palettes that have nothing to do with the image', () => {
    const color = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })));
    const solid = fc
      .tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 255 })))
      .map((rgb) => [...rgb, 255]);
    const palette = fc.oneof(
      fc.array(solid, { minLength: 1, maxLength: 6 }),
      fc.array(color, { minLength: 1, maxLength: 256 }),
    );
    fc.assert(
      fc.property(
        mostlySmall,
        palette,
        fc.constantFrom(0, 0.5, 1),
        fc.constantFrom('srgb', 'oklab'),
        (image, colors, dither, space) => {
          const bytes = Uint8Array.from(colors.flat());
          expect(remap(image, bytes, { dither, space, engine: 'wasm' })).toEqual(
            remap(image, bytes, { dither, space, engine: 'js' }),
          );
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

test('an opaque pixel beside a translucent one is dithered alike to a palette of opaque colors', () => {
  const random = seededRandom(9);
  const byte = () => Math.floor(256 * random());
  const image = paint(64, 64, (x, y) => [byte(), byte(), byte(), (x + y) % 2 === 0 ? 255 : 100]);
  const palette = Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255);
  expect(remap(image, palette, { dither: 1, engine: 'wasm' })).toEqual(
    remap(image, palette, { dither: 1, engine: 'js' }),
  );
});

test('grays whose coordinates but for alpha are in a palette without opaque colors are rated alike', () => {
  // (128, 128, 128) at full opacity and at 250 differ in t alone.
  const palette = Uint8Array.of(128, 128, 128, 250, 90, 90, 90, 250, 170, 170, 170, 250);
  const image = paint(64, 32, (x, y) => {
    const gray = x % 8 < 5 ? 128 : 110 + ((7 * x + 5 * y) % 40);
    return [gray, gray, gray, 255];
  });
  expect(remap(image, palette, { rate: 0.3, engine: 'wasm' })).toEqual(
    remap(image, palette, { rate: 0.3, engine: 'js' }),
  );
});

test('without WebAssembly plain JavaScript takes over, and who insists is told', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  vi.resetModules();
  try {
    const bare = await import('../src/index.ts');
    const image = photo(30, 20);
    expect(bare.quantize(image, { maxColors: 9 })).toEqual(quantize(image, { maxColors: 9, engine: 'js' }));
    expect(() => bare.quantize(image, { engine: 'wasm' })).toThrow(/a host with WebAssembly/);
    expect(() => bare.quantize(image, { engine: 'wasm' })).toThrow(bare.QuantizeError);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('base64 is read as others write it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      for (const host of [undefined, { atob }, {}]) {
        expect(Uint8Array.from(decodeBase64(text, host))).toEqual(bytes);
      }
    }),
  );
});
