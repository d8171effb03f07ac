import { fileURLToPath } from 'node:url';
import { type QuantizeOptions, quantize, type RgbaImage } from '@kcolors/core';
import { qualityScore } from '@kcolors/core/quality-score';
import sharp from 'sharp';
import { expect, test } from 'vitest';

/** Ways to quantize without visible bands or streaks: those take more off than SSIMULACRA 2 does. */
const WAYS: readonly QuantizeOptions[] = [
  { maxColors: 256, dither: 0.75 },
  { maxColors: 64, dither: 0.75 },
  { maxColors: 32, dither: 0.75 },
];

/** What ssimulacra2 of libjxl 0.11.2 said of these results, on white or black where they are translucent, the lower. */
const SCORES: Readonly<Record<string, readonly number[]>> = {
  skimage_astronaut: [85.6, 69.9, 51.6],
  skimage_chelsea: [87.9, 75.7, 68.0],
  skimage_coffee: [88.0, 77.9, 64.2],
};
/** What it said of drawings whose gradients get bands. */
const WITH_BANDS: Readonly<Record<string, readonly number[]>> = {
  clipart_mug: [88.2, 72.9, 53.3],
  clipart_lemon_disks: [86.5, 70.2, 51.9],
};

/** Scores are told a little lower than they are estimated: so much more of the 100 may be taken off, beside a point either way. */
const MAX_TAKEN = 1.15;
const NEAR = 1;

async function fixture(name: string): Promise<RgbaImage> {
  const file = fileURLToPath(new URL(`fixtures/${name}.png`, import.meta.url));
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

test.each(Object.entries(SCORES))(
  'the quality score of %s is what SSIMULACRA 2 says, or a little less',
  async (name, scores) => {
    const image = await fixture(name);
    for (const [i, way] of WAYS.entries()) {
      const taken = 100 - qualityScore(image, quantize(image, { objective: 'perceptual', ...way }));
      const truly = 100 - scores[i]!;
      expect(taken).toBeGreaterThan(truly - NEAR);
      expect(taken).toBeLessThan(MAX_TAKEN * truly + NEAR);
    }
  },
);

test.each(Object.entries(WITH_BANDS))('%s scores less than SSIMULACRA 2 says', async (name, scores) => {
  const image = await fixture(name);
  const found = WAYS.map((way) => qualityScore(image, quantize(image, { objective: 'perceptual', ...way })));
  for (const [i, score] of found.entries()) expect(score).toBeLessThan(scores[i]! + NEAR);
  expect(found[0]).toBeLessThan(scores[0]! - 3);
});
