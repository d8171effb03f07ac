import { fileURLToPath } from 'node:url';
import { type QuantizeOptions, quantize } from '@kcolors/core';
import { lookOf } from '@kcolors/core/look';
import sharp from 'sharp';
import { expect, test } from 'vitest';

/** Ways to quantize, whose results differ in what is wrong with them. */
const WAYS: readonly QuantizeOptions[] = [
  { maxColors: 256, dither: 0 },
  { maxColors: 96, dither: 0.5, rate: 0.3 },
  { maxColors: 32, dither: 0.75 },
];

/** What ssimulacra2 of libjxl 0.11.2 said of these results, on white or black where they are translucent, the lower. */
const SCORES: Readonly<Record<string, readonly number[]>> = {
  clipart_lemon_disks: [84.8, 70.9, 50],
  clipart_mug: [87.7, 76.1, 60.9],
  skimage_astronaut: [81.2, 71.2, 56.2],
  skimage_chelsea: [85.1, 78.2, 66.6],
  skimage_coffee: [86.8, 78.8, 64.2],
};

/** Scores are told a little lower than they are estimated: so much more of the 100 may be taken off, beside a point either way. */
const MOST_TAKEN = 1.15;
const NEAR = 1;

test.each(Object.entries(SCORES))(
  'the look of %s is what SSIMULACRA 2 says, or a little less',
  async (name, scores) => {
    const file = fileURLToPath(new URL(`fixtures/${name}.png`, import.meta.url));
    const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const image = { data: new Uint8Array(data), width: info.width, height: info.height };
    for (const [i, way] of WAYS.entries()) {
      const taken = 100 - lookOf(image, quantize(image, { objective: 'perceptual', ...way }));
      const truly = 100 - scores[i]!;
      expect(taken).toBeGreaterThan(truly - NEAR);
      expect(taken).toBeLessThan(MOST_TAKEN * truly + NEAR);
    }
  },
);
