import { readFileSync } from 'node:fs';
import { type CompressOptions, compressImage, encodeJpeg, openImage } from '@kcolors/codecs';
import { PRESETS } from '@kcolors/codecs/request';
import { qualityScore } from '@kcolors/core/quality-score';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitBytes } from '../src/budget/fit-bytes.ts';
import { findQuality } from '../src/lossy/find-quality.ts';
import { squaresOf, squaresOffGrid } from '../src/lossy/sample.ts';
import { decodeWithSharp, sharp } from './helpers/independent-decoders.ts';
import type { Picture } from './helpers/pictures.ts';

const raw = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 4 } });
const COFFEE = readFileSync(new URL('../../../test/fixtures/skimage_coffee.png', import.meta.url));
const cut = { left: 150, top: 60, width: 320, height: 304 };
const photo: Picture = {
  data: new Uint8Array(await sharp(COFFEE).extract(cut).ensureAlpha().raw().toBuffer()),
  width: cut.width,
  height: cut.height,
};
const png = await raw(photo).png().toBuffer();
const { lossyTarget } = PRESETS.good;
const scoreOf = (original: Picture, result: Picture) => qualityScore(original, result, 'full-color');

describe('the search for a quality of a codec', () => {
  const range = { min: 1, max: 100, step: 1 };
  const curve = { qualities: [1, 50, 100], scores: [10, 60, 95] };
  /** Scores that rise with the quality by chance. */
  const scores = fc
    .array(fc.double({ min: 0.05, max: 3, noNaN: true }), { minLength: 100, maxLength: 100 })
    .map((rises) => rises.map((_, i) => rises.slice(0, i + 1).reduce((sum, rise) => sum + rise, 0)));

  it('ends at the lowest quality that reaches the target, or within the tolerance', async () => {
    const cases = fc.record({
      scores,
      target: fc.double({ min: 0, max: 250, noNaN: true }),
      tolerance: fc.constantFrom(0, 1),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ scores, target, tolerance }) => {
        const goal = { target, tolerance, maxTries: 100 };
        const scoreAt = (quality: number) => scores[quality - 1]!;
        const tried: number[] = [];
        const { best, reached } = await findQuality(curve, range, goal, async (quality) => {
          tried.push(quality);
          return { quality, score: scoreAt(quality) };
        });
        expect(new Set(tried).size).toBe(tried.length);
        expect(reached).toBe(scoreAt(100) >= target);
        if (!reached) expect(best.quality).toBe(100);
        else if (best.score > target + tolerance)
          expect(best.quality === 1 || scoreAt(best.quality - 1) < target).toBe(true);
        else expect(best.score).toBeGreaterThanOrEqual(target);
      }),
    );
  });

  it('needs one try where the image is typical, and few where its curve is a shifted one', async () => {
    for (const shift of [0, -12, 9]) {
      let tries = 0;
      const goal = { target: 70, tolerance: 0.7, maxTries: 9 };
      const found = await findQuality(curve, range, goal, async (quality) => {
        tries++;
        const at = quality + shift;
        return { quality, score: at < 50 ? 10 + (50 / 49) * (at - 1) : 60 + 0.7 * (at - 50) };
      });
      expect([found.reached, tries]).toEqual([true, shift === 0 ? 1 : 2]);
    }
  });

  it('finds the largest file that fits', async () => {
    const growths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 100, maxLength: 100 });
    await fc.assert(
      fc.asyncProperty(growths, fc.integer({ min: 1, max: 25_000 }), async (steps, limit) => {
        const sizeAt = (quality: number) => steps.slice(0, quality).reduce((sum, each) => sum + each, 0);
        const job = { limit, range, growth: 0.05, start: 60 };
        const { best, fits } = await fitBytes(job, async (quality) => ({
          quality,
          bytes: { length: sizeAt(quality) } as Uint8Array,
        }));
        expect(fits).toBe(best.bytes.length <= limit);
        if (!fits) expect(best.quality).toBe(1);
      }),
    );
  });
});

describe('a sample', () => {
  it('consists of squares of the image, on its grid of blocks or off it', () => {
    const large: Picture = { width: 700, height: 400, data: new Uint8Array(4 * 700 * 400) };
    const places = new Uint32Array(large.data.buffer);
    places.forEach((_, i) => {
      places[i] = i;
    });
    for (const [sample, x, y] of [
      [squaresOf(large), 0, 0],
      [squaresOffGrid(large), 3, 5],
    ] as const) {
      const found = new Uint32Array(sample.data.buffer);
      expect(sample.width % 128).toBe(0);
      expect(found.length).toBeLessThan(places.length);
      expect(new Set(found).size).toBe(found.length); // no pixel twice
      const first = found[0]!;
      expect([(first % 700) % 16, Math.floor(first / 700) % 16]).toEqual([x, y]);
      expect(found[1]).toBe(first + 1);
      expect(found[sample.width]).toBe(first + 700);
    }
    const small = { width: 40, height: 20, data: new Uint8Array(4 * 40 * 20) };
    expect(squaresOf(small)).toBe(small);
    expect(squaresOffGrid(small)).toMatchObject({ width: 37, height: 15 });
  });
});

/** Size and score of the photograph from another encoder, at qualities all over its range. */
async function filesOfOther(format: 'jpeg' | 'webp') {
  const files: { length: number; score: number }[] = [];
  for (let quality = 8; quality < 100; quality += 3) {
    const file = await raw(photo)
      [format]({ quality, ...(format === 'jpeg' ? { mozjpeg: true } : { effort: 6 }) })
      .toBuffer();
    const { data } = await decodeWithSharp(file);
    files.push({ length: file.length, score: scoreOf(photo, { ...photo, data } as Picture) });
  }
  return files;
}

describe.each(['jpeg', 'webp'] as const)('a photograph as a %s', (format) => {
  const options: CompressOptions = { format, quality: 'good', ifNotSmaller: 'result' };
  const others = filesOfOther(format);

  it('reaches its quality, in no more bytes than other qualities that do', async () => {
    const { bytes, bytesAfter, qualityScore, pixels } = await compressImage(png, options);
    expect(qualityScore).toMatchObject({ colors: 0, target: lossyTarget, reached: true });
    const decoded = await decodeWithSharp(bytes);
    expect(qualityScore!.score).toBe(scoreOf(photo, pixels.result as Picture));
    expect(scoreOf(photo, decoded as Picture)).toBeCloseTo(qualityScore!.score, 0);
    for (const other of await others) {
      if (other.score < lossyTarget) continue;
      expect(bytesAfter).toBeLessThanOrEqual(1.04 * other.length); // a step of the quality;
    }
  });

  it('stays as it is in a second run', async () => {
    const { bytes } = await compressImage(png, options);
    const again = await compressImage(bytes, { quality: 'good' });
    expect(again).toMatchObject({ outcome: 'kept', bytes });
    const session = await openImage(bytes);
    expect(await session.preview({ quality: 'good' })).toMatchObject({
      outcome: 'kept',
      estimatedBytes: bytes.length,
    });
    session.close();
  });

  it('keeps its metadata, and is deterministic', async () => {
    const tagged = await raw(photo)
      .withExif({ IFD0: { Copyright: 'kcolors' } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const { bytes } = await compressImage(tagged, options);
    expect((await compressImage(tagged, options)).bytes).toEqual(bytes);
    const { exif, icc } = await sharp(bytes).metadata();
    expect(exif!.includes('kcolors')).toBe(true);
    expect(icc!.length).toBeGreaterThan(100);
  });

  it('is estimated by a preview', async () => {
    const session = await openImage(png);
    const shown = await session.preview(options);
    const { bytesAfter } = await session.compress(options);
    expect(shown).toMatchObject({ format, palette: [], outcome: 'compressed' });
    expect(shown.estimatedBytes / bytesAfter).toBeGreaterThan(0.8);
    expect(shown.estimatedBytes / bytesAfter).toBeLessThan(1.25);
    session.close();
  });

  it('fits into a number of bytes, with the best look that does', async () => {
    for (const maxBytes of [8000, 15_000]) {
      const { bytes, qualityScore } = await compressImage(png, { format, maxBytes });
      expect(bytes.length).toBeLessThanOrEqual(maxBytes);
      for (const other of await others) {
        if (other.length > maxBytes) continue;
        expect(qualityScore!.score).toBeGreaterThan(other.score - 1);
      }
    }
    const tiny = await compressImage(png, { format, maxBytes: 300 });
    expect(tiny.notes.at(-1)).toMatch(/^The smallest result has .+, .+ more than the limit\.$/);
    const free = await compressImage(tiny.bytes, { maxBytes: 10_000 });
    expect(free).toMatchObject({
      outcome: 'kept',
      notes: ['The file is small enough: the original was kept.'],
    });
  });

  // The search for a size is that of both formats. A WebP takes ten times as long.
  it.runIf(format === 'jpeg')('is reduced to fit, if that is allowed', async () => {
    const options = { format, maxBytes: 2500, allowResize: true } as const;
    const result = await compressImage(png, options);
    expect(result.bytes.length).toBeLessThanOrEqual(2500);
    expect(result.width).toBeLessThan(photo.width);
    expect(result.resizedFrom).toEqual({ width: photo.width, height: photo.height });
    expect(result.qualityScore!.score).toBeGreaterThanOrEqual(PRESETS.small.lossyTarget);
    expect((await decodeWithSharp(result.bytes)).width).toBe(result.width);
    const wide = await compressImage(png, { ...options, maxBytes: 20_000 });
    expect([wide.width, wide.resizedFrom]).toEqual([photo.width, undefined]);
    await expect(compressImage(png, { allowResize: true })).rejects.toThrow(
      'Expected maxBytes with allowResize',
    );
  });

  it('can be stopped, and reports progress that never falls', async () => {
    const shares: number[] = [];
    await compressImage(png, { ...options, onProgress: ({ done }) => shares.push(done) });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const stop = new AbortController();
    const onProgress = ({ stage }: { stage: string }) => {
      if (stage === 'encode') stop.abort();
    };
    await expect(compressImage(png, { ...options, onProgress, signal: stop.signal })).rejects.toThrow(
      /abort/i,
    );
  });
});

describe('colors in a JPEG', () => {
  it('have full resolution where half of it would blur them', async () => {
    const { width, height } = photo;
    const lines = new Uint8Array(photo.data.length);
    for (let i = 0; i < lines.length; i += 4) {
      const isRed = (i / 4) % 7 === 0 || Math.floor(i / 4 / width) % 9 === 0;
      lines.set(isRed ? [225, 0, 20, 255] : [20, 30, 60 + ((i >> 6) % 20), 255], i);
    }
    const text: Picture = { data: lines, width, height };
    const { bytes } = await compressImage(await raw(text).png().toBuffer(), {
      format: 'jpeg',
      quality: 'good',
      ifNotSmaller: 'result',
    });
    expect((await sharp(bytes).metadata()).chromaSubsampling).toBe('4:4:4');
    const { bytes: half } = await compressImage(png, { format: 'jpeg', quality: 'good' });
    expect((await sharp(half).metadata()).chromaSubsampling).toBe('4:2:0');
  });
});

describe('the smallest format', () => {
  it('is the smallest of those that reach the quality', async () => {
    const options = { quality: 'good', ifNotSmaller: 'result' } as const;
    const sizes = new Map<string, number>();
    for (const format of ['jpeg', 'webp', 'png'] as const)
      sizes.set(format, (await compressImage(png, { ...options, format })).bytesAfter);
    const smallest = await compressImage(png, { ...options, format: 'smallest' });
    expect(smallest.bytesAfter).toBe(Math.min(...sizes.values()));
    expect(sizes.get(smallest.format)).toBe(smallest.bytesAfter);
  });

  it('keeps transparency, so it is no JPEG', async () => {
    const data = photo.data.slice();
    for (let i = 3; i < data.length; i += 4) data[i] = (i >> 2) % photo.width < 100 ? 0 : 255;
    const file = await raw({ ...photo, data })
      .png()
      .toBuffer();
    const { bytes, format } = await compressImage(file, { format: 'smallest', quality: 'good' });
    expect(format).toBe('webp');
    const decoded = await decodeWithSharp(bytes);
    expect(decoded.data.every((value, i) => i % 4 < 3 || value === data[i])).toBe(true);
  });

  it('is one of those that the host can read', async () => {
    const options = { quality: 'good', format: 'smallest', ifNotSmaller: 'result' } as const;
    const formatOf = async (formats: NonNullable<CompressOptions['formats']>) =>
      (await compressImage(png, { ...options, formats })).format;
    expect(await formatOf(['png', 'jpeg'])).toBe('jpeg');
    expect(await formatOf(['png'])).toBe('png');
    await expect(formatOf(['jpeg'])).rejects.toThrow(
      'Expected png or webp among the formats but received jpeg.',
    );
  });

  it('is indexed where colors are set', async () => {
    const { format, palette } = await compressImage(png, { format: 'smallest', quantize: { maxColors: 8 } });
    expect(['png', 'webp']).toContain(format);
    expect(palette).toHaveLength(8);
  });
});

describe('a lossy original', () => {
  it('is compressed again where it was made for a far better quality, or by a lesser encoder', async () => {
    const { bytes: fine } = await encodeJpeg(photo, { quality: 97 });
    expect(await compressImage(fine, { quality: 'good' })).toMatchObject({
      outcome: 'compressed',
      format: 'jpeg',
    });
    const lesser = await raw(photo).jpeg({ quality: 92, optimizeCoding: false }).toBuffer();
    expect(await compressImage(lesser, { quality: 'good' })).toMatchObject({
      outcome: 'compressed',
      format: 'jpeg',
    });
    const webp = await raw(photo).webp({ quality: 98 }).toBuffer();
    expect(await compressImage(webp, { quality: 'good' })).toMatchObject({
      outcome: 'compressed',
      format: 'webp',
    });
  });
});
