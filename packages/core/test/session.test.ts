import { describe, expect, test } from 'vitest';
import {
  createSession,
  type EngineChoice,
  type QuantizeOptions,
  quantize,
  type RgbaImage,
  remap,
} from '../src/index.ts';
import { drain } from '../src/steps.ts';
import { disk, noise, paint, photo } from './helpers/images.ts';

const ENGINES: readonly EngineChoice[] = ['js', 'wasm'];
const picture = photo(220, 180);
const perceptual: QuantizeOptions = { objective: 'perceptual', space: 'oklab' };

describe.each(ENGINES)('a session, engine %s', (engine) => {
  test.each<[string, RgbaImage]>([
    ['a photo', picture],
    ['few colors', photo(40, 30)],
    ['soft alpha', disk(64)],
    ['noise with alpha', noise(90, 70, 3)],
    ['rows longer than a chunk', photo(66_000, 2)],
    ['two colors', paint(9, 9, (x) => [x < 4 ? 0 : 250, 0, 0, 255])],
  ])('gives the bytes of quantize, again and again: %s', (_, image) => {
    const session = createSession(image, { engine });
    for (const changes of [
      { maxColors: 4 },
      { maxColors: 100, dither: 1 },
      { maxColors: 4 },
      { maxColors: 9, fixedColors: Uint8Array.of(255, 0, 0, 255) },
    ]) {
      session.preview({ ...changes, maxColors: 11 });
      expect(drain(session.quantizeSteps(changes))).toEqual(quantize(image, { ...changes, engine }));
    }
    session.close();
  });

  test('previews show the image, or a smaller one of at most so many pixels', () => {
    const session = createSession(picture, { engine });
    expect(session.previewImage).toBe(picture);
    const small = createSession(picture, { engine, maxPreviewPixels: 10_000 });
    expect(small.previewImage.width / small.previewImage.height).toBeCloseTo(220 / 180, 1);
    expect(small.previewImage.width * small.previewImage.height).toBeLessThanOrEqual(10_000);
    const preview = small.preview({ maxColors: 16 });
    expect([preview.width, preview.height]).toEqual([small.previewImage.width, small.previewImage.height]);
    // Colors are those of the whole image: close to what quantize finds for it.
    expect(preview.palette.length).toBe(64);
    const full = quantize(picture, { maxColors: 16, engine });
    expect(session.preview({ maxColors: 16 }).mse).toBeLessThan(1.15 * full.mse);
  });

  test('a preview of few pixels is dithered as the picture itself, not as a small one', () => {
    const session = createSession(picture, { engine, maxPreviewPixels: 10_000, ...perceptual });
    const { indices, palette } = session.preview({ maxColors: 16, dither: 0.75 });
    const asSmall = remap(session.previewImage, palette, { ...perceptual, engine, dither: 0.75 }).indices;
    const changes = (labels: Uint8Array) =>
      labels.filter((label, i) => i > 0 && label !== labels[i - 1]).length;
    expect(changes(indices)).toBeGreaterThan(1.15 * changes(asSmall));
  });

  test('a preview depends on its options alone, not on those before it', () => {
    const session = createSession(picture, { engine });
    const first = session.preview({ maxColors: 30, dither: 0.5 });
    for (const maxColors of [2, 64, 256, 29]) session.preview({ maxColors });
    expect(session.preview({ maxColors: 30, dither: 0.5 })).toEqual(first);
    // The same palette under another dithering.
    const plain = session.preview({ maxColors: 30, dither: 0 });
    const sorted = ({ palette }: { palette: Uint8Array }) =>
      [...new Uint32Array(palette.slice().buffer)].sort();
    expect(sorted(plain)).toEqual(sorted(first));
  });

  test('a later call ends an earlier one, and a closed session says so', () => {
    const session = createSession(picture, { engine });
    const steps = session.quantizeSteps({ maxColors: 200 });
    steps.next();
    const preview = session.preview({ maxColors: 5 });
    expect(() => drain(steps)).toThrow(expect.objectContaining({ code: 'superseded' }));
    expect(session.preview({ maxColors: 5 })).toEqual(preview);
    const unfinished = session.quantizeSteps({ maxColors: 200 });
    unfinished.next();
    session.close();
    const closed = expect.objectContaining({ code: 'closed' });
    expect(() => drain(unfinished)).toThrow(closed);
    expect(() => session.preview()).toThrow(closed);
  });
});

test('two sessions and other jobs in turns do not disturb one another', () => {
  const images = [picture, noise(150, 120, 8)];
  const options = { maxColors: 64, dither: 1 };
  const jobs = images.map((image) => createSession(image).quantizeSteps(options));
  const results: unknown[] = [undefined, undefined];
  while (results.includes(undefined)) {
    jobs.forEach((steps, i) => {
      const step = steps.next();
      if (step.done) results[i] ??= step.value;
    });
    quantize(photo(30, 30, 4), { maxColors: 7 });
  }
  expect(results).toEqual(images.map((image) => quantize(image, options)));
});

test('a preview image is a mean over squares, in which transparent pixels have no color', () => {
  const image = paint(3, 2, (x, y) =>
    x === 0 && y === 0 ? [200, 100, 0, 255] : [0, 255, 0, x === 2 ? 128 : 0],
  );
  const { previewImage } = createSession(image, { maxPreviewPixels: 2 });
  expect([previewImage.width, previewImage.height]).toEqual([2, 1]);
  expect([...previewImage.data]).toEqual([200, 100, 0, 64, 0, 255, 0, 128]);
});

test.each([0, 1.5, '9'])('refuses a preview image of %s pixels', (maxPreviewPixels) => {
  expect(() => createSession(picture, { maxPreviewPixels: maxPreviewPixels as number })).toThrow(
    /maxPreviewPixels/,
  );
});
