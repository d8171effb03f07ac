import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../test/setup/seed.ts';
import { prepareQualityScore, qualityScore } from '../src/quality-score/index.ts';
import { quantize } from '../src/quantize.ts';
import type { RgbaImage } from '../src/types.ts';

/** A smooth picture with a few edges; `noise` is added to each channel, evenly from −noise to noise. */
function picture(width: number, height: number, noise = 0, alpha = 255): RgbaImage {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      const wave = ((x >> 3) + (y >> 4)) % 3 === 0 ? 40 : 0;
      const at = (c: number) =>
        noise * (((Math.imul(x * 7919 + y * 104729 + c * 31 + 1, 2654435761) >>> 16) & 1023) / 511.5 - 1);
      data[o] = 40 + (150 * x) / width + wave + at(0);
      data[o + 1] = 60 + (120 * y) / height + wave + at(1);
      data[o + 2] = 110 - wave + at(2);
      data[o + 3] = alpha;
    }
  }
  return { data: new Uint8Array(data.buffer), width, height };
}

const expand = ({ height, indices, palette, width }: ReturnType<typeof quantize>): RgbaImage => {
  const data = new Uint8Array(4 * indices.length);
  for (const [i, index] of indices.entries()) data.set(palette.subarray(4 * index, 4 * index + 4), 4 * i);
  return { data, width, height };
};

const images = fc
  .record({ width: fc.integer({ min: 1, max: 70 }), height: fc.integer({ min: 1, max: 70 }) })
  .chain(({ height, width }) =>
    fc
      .uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height })
      .map((data): RgbaImage => ({ data, width, height })),
  );

import { createJsKernels, createWasmKernels } from '../src/quality-score/kernels/kernels.ts';
import { prepareWith } from '../src/quality-score/quality-score.ts';

describe('how much a result looks like its original', () => {
  it('is 100 for the same picture, and for no other', () => {
    fc.assert(
      fc.property(images, (image) => {
        expect(qualityScore(image, image)).toBe(100);
        const other = { ...image, data: new Uint8Array(image.data) };
        other.data[3] = 255;
        other.data[0] = image.data[0]! ^ 128;
        const score = qualityScore(
          { ...other, data: other.data.map((v, i) => (i === 0 ? image.data[0]! : v)) },
          other,
        );
        expect(score).toBeLessThan(100);
        expect(score).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: runs(12) },
    );
  });

  it('falls as noise grows', () => {
    const original = picture(304, 270);
    const scores = [0, 1, 3, 8, 24, 64].map((noise) => qualityScore(original, picture(304, 270, noise)));
    expect(scores[0]).toBe(100);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(scores.length);
    expect(scores[1]).toBeGreaterThan(85);
    expect(scores.at(-1)).toBeLessThan(20);
  });

  it('grows with the number of colors', () => {
    const original = picture(200, 150, 6);
    const scores = [2, 8, 32, 128].map((maxColors) =>
      qualityScore(original, quantize(original, { maxColors })),
    );
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(scores[3]! - scores[0]!).toBeGreaterThan(20);
  });

  it('falls in flat graphics where a few letters take another hue', () => {
    const label = (ink: readonly number[], ground: (x: number) => number): RgbaImage => {
      const data = new Uint8Array(4 * 300 * 300).map((_, i) => (i % 4 === 3 ? 255 : ground((i >> 2) % 300)));
      for (let i = 0; i < 900; i++) data.set(ink, 4 * (20 * 300 + 7 * i));
      return { data, width: 300, height: 300 };
    };
    const [gray, brown] = [
      [150, 150, 150],
      [190, 138, 100],
    ] as const;
    const scoreOn = (ground: (x: number) => number) =>
      qualityScore(label(gray, ground), label(brown, ground));
    expect(scoreOn(() => 40)).toBeLessThan(75);
    // What else there is to see hides it.
    expect(scoreOn((x) => 40 + ((x * 7) % 60))).toBeGreaterThan(scoreOn(() => 40) + 5);
  });

  it('in flat graphics lets soft edges be hard where there is no translucency', () => {
    const width = 300;
    const data = new Uint8Array(4 * width * width);
    for (let i = 0; i < width * width; i++) {
      const away = Math.hypot((i % width) - 149.5, Math.floor(i / width) - 149.5);
      data.set([30, 90, 200, Math.max(0, Math.min(255, Math.round(255 * (125 - away))))], 4 * i);
    }
    const disk = { data, width, height: width };
    expect(qualityScore(disk, quantize(disk, { maxColors: 4, alpha: 'binary' }))).toBeGreaterThan(50);
  });

  it('falls sooner in small pictures', () => {
    const scores = [300, 278, 256].map((side) => qualityScore(picture(side, side), picture(side, side, 6)));
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores[1]!).toBeLessThan(scores[0]! - 1);
  });

  it('is about the same in both directions', () => {
    for (const noise of [1, 8, 40]) {
      const [one, other] = [picture(90, 75), picture(90, 75, noise)];
      expect(Math.abs(qualityScore(one, other) - qualityScore(other, one))).toBeLessThan(2);
    }
  });

  it('is the same for an indexed image and for its pixels, however often', () => {
    for (const alpha of [255, 200]) {
      const original = picture(131, 97, 5, alpha);
      const prepared = prepareQualityScore(original);
      for (const maxColors of [3, 30]) {
        const result = quantize(original, { maxColors });
        const score = qualityScore(original, result);
        expect(qualityScore(original, expand(result))).toBe(score);
        expect([prepared.score(result), prepared.score(result)]).toEqual([score, score]);
      }
    }
  });

  it('counts what is translucent on white and on black, and not what cannot be seen', () => {
    const hidden = picture(60, 60, 0, 0);
    expect(qualityScore(hidden, picture(60, 60, 50, 0))).toBe(100);
    const white = { ...hidden, data: new Uint8Array(hidden.data.length).fill(255) };
    const clear = { ...hidden, data: white.data.map((value, i) => (i % 4 === 3 ? 0 : value)) };
    expect(qualityScore(clear, white)).toBeLessThan(10); // the same on white
    const black = { ...hidden, data: white.data.map((value, i) => (i % 4 === 3 ? value : 0)) };
    expect(qualityScore(clear, black)).toBeLessThan(10); // the same on black
    const faint = qualityScore(picture(60, 60, 0, 40), picture(60, 60, 20, 40));
    expect(faint).toBeGreaterThan(qualityScore(picture(60, 60), picture(60, 60, 20)));
  });

  it.each([
    [1, 1],
    [1, 40],
    [3, 2],
    [17, 65],
  ])('is there for %i × %i pixels', (width, height) => {
    const original = picture(width, height);
    expect(qualityScore(original, original)).toBe(100);
    const score = qualityScore(original, picture(width, height, 30));
    expect(score).toBeLessThan(100);
    expect(Number.isFinite(score)).toBe(true);
  });

  it('is 100 where there is nothing', () => {
    const nothing = { data: new Uint8Array(0), width: 0, height: 0 };
    expect(qualityScore(nothing, nothing)).toBe(100);
  });

  it('looks at some bands of a large picture, all over it', () => {
    const [width, height] = [720, 3000]; // more than are compared
    const original = picture(width, height);
    const noisy = picture(width, height, 12);
    const score = qualityScore(original, noisy);
    const part = { data: original.data.subarray(0, 4 * width * 1280), width, height: 1280 };
    const noisyPart = { ...part, data: noisy.data.subarray(0, 4 * width * 1280) };
    expect(Math.abs(score - qualityScore(part, noisyPart))).toBeLessThan(1.5);
    for (const half of [0, 1]) {
      const broken = new Uint8Array(original.data);
      const middle = broken.length / 2;
      broken.set(noisy.data.subarray(half * middle, (half + 1) * middle), half * middle);
      expect(qualityScore(original, { ...original, data: broken })).toBeLessThan(100);
    }
  });

  it('is the same to the bit with kernels in JavaScript and in WebAssembly', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 300 }),
      noise: fc.constantFrom(1, 6, 40),
      alpha: fc.constantFrom(255, 255, 120),
    });
    const [js, wasm] = [createJsKernels(), createWasmKernels()];
    fc.assert(
      fc.property(sizes, ({ alpha, height, noise, width }) => {
        const original = picture(width, height, 0, alpha);
        const result = picture(width, height, noise, alpha);
        for (const kind of ['indexed', 'full-color'] as const) {
          const score = prepareWith(js, original).score(result, kind);
          expect(prepareWith(wasm, original).score(result, kind)).toBe(score);
        }
      }),
      { numRuns: runs(12) },
    );
  });

  it('refuses pictures that differ in size', () => {
    expect(() => qualityScore(picture(5, 4), picture(4, 5))).toThrow('5 × 4 pixels');
    expect(() => qualityScore({ data: new Uint8Array(3), width: 1, height: 1 }, picture(1, 1))).toThrow(
      /bytes/,
    );
  });

  it('stays what it was', () => {
    const original = picture(320, 288, 3);
    const scores = [16, 64, 256].map((maxColors) =>
      qualityScore(original, quantize(original, { maxColors })).toFixed(9),
    );
    expect(scores).toMatchInlineSnapshot(`
      [
        "0.000000000",
        "33.276316202",
        "74.889020555",
      ]
    `);
  });
});
