import { readFileSync } from 'node:fs';
import { CodecError, type CompressOptions, compressImage, openImage, type Quality } from '@kcolors/codecs';
import { PRESETS } from '@kcolors/codecs/request';
import { type QuantizeOptions, type QuantizeResult, quantize } from '@kcolors/core';
import { qualityScore as scoreOf } from '@kcolors/core/quality-score';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Family, familiesOf } from '../src/quality/families.ts';
import { TOLERANCE } from '../src/quality/family-search.ts';
import { NEARLY, searchQuality } from '../src/quality/search.ts';
import { quantizeLargeToTarget } from '../src/quality/search-large.ts';
import { sharp } from './helpers/independent-decoders.ts';
import { gradient, type Picture } from './helpers/pictures.ts';

const raw = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 4 } });
const COFFEE = new URL('../../../test/fixtures/skimage_coffee.png', import.meta.url);
const crop = sharp(readFileSync(COFFEE))
  .extract({ left: 180, top: 60, width: 240, height: 180 })
  .ensureAlpha();
const photo: Picture = { data: new Uint8Array(await crop.raw().toBuffer()), width: 240, height: 180 };
const file = await raw(photo).png().toBuffer();

/** A family of steps whose scores fall by about as much from each to the next. */
const familyOf = (steps: readonly QuantizeOptions[]): Family => ({
  steps,
  strengths: steps.map((_, i) => i + 1),
  usualTop: () => 100,
});

describe('the search', () => {
  /** Steps whose scores fall, and whose files get smaller; a file of the second family has its own size. */
  const scored = fc
    .array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 27 })
    .map((scores) => scores.sort((a, b) => b - a));

  it('finds the last step that reaches the target, or nearly the best, in few tries, and the smaller of two such files', async () => {
    await fc.assert(
      fc.asyncProperty(scored, scored, fc.integer({ min: 1, max: 100 }), async (one, other, target) => {
        const all = [one, other];
        const families = all.map((scores, kernel) =>
          familyOf(scores.map((_, i) => ({ maxColors: 256 - i, seed: kernel }))),
        );
        const bytesOf = ({ maxColors = 0, seed = 0 }) => 10 * maxColors + (seed === 0 ? 5 : 0);
        let tries = 0;
        const shares: number[] = [];
        const { reached, trial } = await searchQuality(
          families,
          { target, slack: 0 },
          {
            async try(options, onStep) {
              tries++;
              onStep(0.5);
              const score = all[options.seed ?? 0]![256 - options.maxColors!]!;
              return { options, score, isExact: false };
            },
            sizeOf: async ({ options }) => bytesOf(options),
            onDone: (share) => shares.push(share),
          },
        );
        const scoreOf = ({ maxColors = 0, seed = 0 }: QuantizeOptions) => all[seed]![256 - maxColors]!;
        const best = Math.max(one[0]!, other[0]!);
        expect(reached).toBe(best >= target);
        const goal = reached ? target : best <= NEARLY ? best : best - NEARLY;
        expect(scoreOf(trial.options)).toBeGreaterThanOrEqual(goal);
        // The last step that reaches the goal, or the first one that exceeds it by little.
        const good = families.flatMap(({ steps }) => {
          const reaching = steps.filter((options) => scoreOf(options) >= goal);
          return reaching.find((options) => scoreOf(options) <= goal + TOLERANCE) ?? reaching.slice(-1);
        });
        expect(bytesOf(trial.options)).toBeLessThanOrEqual(Math.min(...good.map(bytesOf)));
        expect(tries).toBeLessThanOrEqual(2 * 11);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });

  it('asks no further where nothing is lost', async () => {
    let tries = 0;
    const found = await searchQuality(
      [familyOf([{ maxColors: 256 }, { maxColors: 2 }])],
      { target: 50, slack: 0 },
      {
        async try(options) {
          tries++;
          return { options, score: 100, isExact: true };
        },
        sizeOf: async () => 0,
      },
    );
    expect([found.reached, found.trial.options.maxColors, tries]).toEqual([true, 256, 1]);
  });

  it('tells how far it is, up to 1 and never falling, also while it looks beside the winner, and tries no way twice', async () => {
    const shares: number[] = [];
    const tried: unknown[] = [];
    const steps = Array.from({ length: 20 }, (_, i) => ({ maxColors: 60 - i }));
    const { trial } = await searchQuality(
      [familyOf(steps)],
      { target: 61, slack: 0 },
      {
        async try(options, onStep) {
          tried.push(options);
          onStep(0.5);
          return { options, score: 41 + options.maxColors! / 2, isExact: false };
        },
        sizeOf: async () => 0,
        alternatives: () => [{ maxColors: 44, dither: 0.5 }],
        onDone: (share) => shares.push(share),
      },
    );
    expect(trial.options).toBe(steps[0]); // as small as the winner, and better
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    expect(shares.length).toBe(2 * tried.length);
    expect(new Set(tried).size).toBe(tried.length);
  });

  it('ends sooner where a little more is good enough', async () => {
    const family = familyOf(Array.from({ length: 27 }, (_, i) => ({ maxColors: 256 - i })));
    const search = async (slack: number) => {
      const tried: number[] = [];
      const { trial } = await searchQuality(
        [family],
        { target: 61, slack },
        {
          async try(options) {
            const step = 256 - options.maxColors!;
            tried.push(step);
            return { options, score: 95 - 0.1 * step * step, isExact: false };
          },
          sizeOf: async () => 0,
        },
      );
      return { score: trial.score, tries: tried.length };
    };
    const [exactly, about] = [await search(0), await search(6)];
    expect(about.tries).toBeLessThan(exactly.tries);
    expect(exactly.score).toBeCloseTo(62.6, 1); // the last of them
    expect(about.score).toBeGreaterThanOrEqual(61);
    expect(about.score).toBeLessThan(67);
  });

  it('keeps to what was asked for', () => {
    const [first, ...others] = familiesOf(
      { maxColors: 20, dither: 0.3, fixedColors: new Uint8Array(16) },
      false,
    );
    expect(others).toEqual([]);
    expect(first!.steps.map(({ maxColors }) => maxColors)).toEqual([20, 16, 14, 12, 10, 8, 7, 6, 5]);
    expect(first!.steps.every(({ dither, objective }) => dither === 0.3 && objective === 'perceptual')).toBe(
      true,
    );
    const hasRates = (isSmall: boolean) => familiesOf({}, isSmall).some(({ steps }) => steps[0]!.rate);
    expect([hasRates(false), hasRates(true)]).toEqual([true, false]);
    expect(familiesOf({}, false)[0]!.steps[0]).toEqual({
      maxColors: 256,
      dither: 0,
      objective: 'perceptual',
    });
  });
});

describe('the search in large images', () => {
  const family = familyOf([256, 220, 200, 180, 160, 150, 140].map((maxColors) => ({ maxColors })));

  /** Searches a photo as the sample of an image; the results of the whole image have the given scores. */
  async function search(scores: readonly number[]) {
    const tried: (number | undefined)[] = [];
    const shares: number[] = [];
    let sized = 0;
    const scorer = () => ({ score: () => scores[tried.length - 1]! });
    const job = {
      families: [family],
      target: 30,
      scores: { scorer, trials: new Map() },
      async quantize(options: QuantizeOptions, onStep: (share: number) => void) {
        tried.push(options.maxColors);
        onStep(1);
        return quantize(photo, options);
      },
      format: 'png',
      sizeOf: async ({ palette }: QuantizeResult) => {
        sized++;
        return palette.length;
      },
      onDone: (share: number) => shares.push(share),
    };
    const { qualityScore } = await quantizeLargeToTarget(job, photo, undefined);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    return { qualityScore, sized, tried };
  }

  it('makes no files where the whole scores as high as the sample', async () => {
    const { qualityScore, sized, tried } = await search([40]);
    expect([qualityScore.score, qualityScore.reached, sized, tried.length]).toEqual([40, true, 0, 1]);
  });

  it('tries better ways where it has not, and takes the best where none has', async () => {
    expect((await search([29.9, 35])).tried).toEqual([140, 150]);
    const scores = [10, 11, 13, 12, 9, 8, 7];
    const { qualityScore, tried } = await search(scores);
    expect(tried[0]).toBe(140);
    expect(tried[1]).toBeGreaterThan(150); // it missed by far
    expect(tried).toContain(256);
    expect(new Set(tried).size).toBe(tried.length);
    const best = Math.max(...scores.slice(0, tried.length));
    expect([qualityScore.score, qualityScore.reached]).toEqual([best, false]);
  });
});

describe('compression to a visual quality', () => {
  it.each(['png', 'webp', 'gif'] as const)(
    '%s: has it, and is no larger than others that have it',
    async (format) => {
      const options: CompressOptions = { format, quality: 'small', ifNotSmaller: 'result' };
      const { bytesAfter, qualityScore, notes, pixels } = await compressImage(file, options);
      const { lossyTarget, target } = PRESETS.small;
      const goal = qualityScore!.colors === 0 ? lossyTarget : target;
      expect(qualityScore).toMatchObject({ target: goal, reached: true });
      expect(qualityScore!.score).toBeGreaterThanOrEqual(goal);
      const kind = qualityScore!.colors === 0 ? 'full-color' : 'indexed';
      expect(qualityScore!.score).toBe(scoreOf(photo, pixels.result, kind));
      expect(notes).toEqual([]);
      for (const maxColors of [256, 128, 64])
        for (const dither of [0, 0.5]) {
          const quantize = { maxColors, dither, objective: 'perceptual' as const };
          const other = await compressImage(file, { format, quantize, ifNotSmaller: 'result' });
          if (scoreOf(photo, other.pixels.result) >= 75)
            expect(bytesAfter).toBeLessThanOrEqual(other.bytesAfter);
        }
    },
  );

  it('has it in large images as well, of which a sample is searched', async () => {
    const large = gradient(2400, 900);
    const bytes = await raw(large).png().toBuffer();
    const shares: number[] = [];
    const options: CompressOptions = {
      quality: 40,
      quantize: { maxColors: 256, dither: 0.5 }, // fewer ways to try
      effort: 'fast',
      ifNotSmaller: 'result',
      onProgress: ({ done }) => shares.push(done),
    };
    const { qualityScore, notes, pixels } = await compressImage(bytes, options);
    expect(qualityScore).toMatchObject({ target: 40, reached: true });
    expect(qualityScore!.score).toBe(scoreOf(large, pixels.result));
    expect(qualityScore!.score).toBeLessThan(70);
    expect(notes).toEqual([
      expect.stringMatching(/^As a JPEG of the same look it would have about .+ kB\.$/),
    ]);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('takes more bytes for a better quality', async () => {
    const qualities = ['good', 60, 30, 1] as const;
    const sizes: number[] = [];
    for (const quality of qualities)
      sizes.push((await compressImage(file, { quality, effort: 'fast' })).bytesAfter);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes.at(-1)).toBeLessThan(0.6 * sizes[0]!);
  });

  it('says by how much it fails where even the most colors do not have it', async () => {
    const { qualityScore, notes, paletteBytes } = await compressImage(file, {
      format: 'gif',
      quality: 98,
      ifNotSmaller: 'result',
    });
    expect(qualityScore).toMatchObject({ target: 98, reached: false, colors: paletteBytes.length / 4 });
    const score = Math.floor(qualityScore!.score);
    expect(notes).toContain(
      `With ${qualityScore!.colors} colors the quality score is about ${score}, below the target of 98.`,
    );
    // A PNG stays exact instead, and is smaller than the original all the same.
    const exact = await compressImage(file, { quality: 98 });
    expect(exact).toMatchObject({
      mse: 0,
      palette: [],
      qualityScore: { score: 100, target: 98, reached: true },
    });
    expect(exact.bytes.length).toBeLessThan(file.length);
    const { qualityScore: bounded } = await compressImage(file, {
      quality: 'small',
      quantize: { maxColors: 6 },
    });
    expect(bounded).toMatchObject({ target: 75, reached: false, colors: 6 });
  });

  it('leaves few colors exact', async () => {
    const flat = quantize(photo, { maxColors: 9 });
    const data = new Uint8Array(photo.data.length);
    for (const [i, at] of flat.indices.entries()) data.set(flat.palette.subarray(4 * at, 4 * at + 4), 4 * i);
    const { qualityScore, mse } = await compressImage(
      await raw({ ...photo, data })
        .png()
        .toBuffer(),
      {
        quality: 1,
        ifNotSmaller: 'result',
      },
    );
    expect([qualityScore, mse]).toEqual([{ score: 100, colors: 9, target: 1, reached: true }, 0]);
  });

  it('gives the same bytes every time, and progress never falls', async () => {
    const shares: number[] = [];
    const options: CompressOptions = { quality: 55, onProgress: ({ done }) => shares.push(done) };
    const [one, other] = [await compressImage(file, options), await compressImage(file, { quality: 55 })];
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.length).toBeGreaterThan(10);
    expect(shares.at(-1)).toBe(1);
  });

  it('can be stopped between two trials', async () => {
    const controller = new AbortController();
    let steps = 0;
    const onProgress = () => {
      if (++steps === 12) controller.abort('enough');
    };
    const job = compressImage(file, { quality: 'small', signal: controller.signal, onProgress });
    await expect(job).rejects.toBe('enough');
    expect(steps).toBeLessThan(20);
  });

  it('gives way to a quality of the JPEG encoder', async () => {
    const options = { format: 'jpeg', jpegQuality: 30 } as const;
    const own = await compressImage(file, { ...options, quality: 'good' });
    const plain = await compressImage(file, options);
    expect(own.bytes).toEqual(plain.bytes);
    expect(own.qualityScore).toEqual({ score: own.qualityScore!.score, colors: 0 });
    expect(plain.qualityScore).toBeUndefined();
  });

  it('takes a palette as it is', async () => {
    const palette = Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255, 250, 120, 30, 255);
    const { qualityScore, paletteBytes } = await compressImage(file, { quality: 'good', palette });
    expect(paletteBytes.length).toBeLessThanOrEqual(palette.length);
    expect(qualityScore).toMatchObject({ target: 82, reached: false });
  });

  it('refuses what is no quality', async () => {
    for (const quality of [0, 101, 7.5, 'best', Number.NaN, null] as Quality[]) {
      await expect(compressImage(file, { quality })).rejects.toThrow(CodecError);
    }
  });
});

describe('a session', () => {
  it('foretells what a visual quality takes, and knows the scores of all results', async () => {
    const session = await openImage(file);
    const shown = await session.preview({ quality: 'small' });
    expect(shown.qualityScore).toMatchObject({ target: 75, reached: true });
    const result = await session.compress({ quality: 'small' });
    expect(shown.estimatedBytes / result.bytesAfter).toBeCloseTo(1, 0);
    const { qualityScore, pixels } = await session.compress({ quantize: { maxColors: 5 } });
    expect(qualityScore).toEqual({ score: scoreOf(photo, pixels.result), colors: 5 });
    session.close();
  });

  it('ends a search that another call overtakes', async () => {
    const session = await openImage(file);
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const onProgress = ({ stage }: { stage: string }) => stage === 'quantize' && begin();
    const job = session.compress({ quality: 'small', onProgress });
    const ended = expect(job).rejects.toMatchObject({ code: 'superseded' });
    await begun;
    await session.preview({ quality: 'good' });
    await ended;
    session.close();
  });
});
