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
  clipart_lemon_disks: [84.6, 69.5, 45.5],
  clipart_mug: [87.7, 76.1, 60.9],
  skimage_astronaut: [81.2, 71.2, 56],
  skimage_chelsea: [85.1, 78.3, 66.7],
  skimage_coffee: [86.8, 78.8, 64.2],
};

/** Scores are told a little lower than they are estimated, by more where less looks the same. */
const MOST_ABOVE = 1;
const MOST_BELOW = 4;

test.each(Object.entries(SCORES))(
  'the look of %s is what SSIMULACRA 2 says, or a little less',
  async (name, scores) => {
    const file = fileURLToPath(new URL(`fixtures/${name}.png`, import.meta.url));
    const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const image = { data: new Uint8Array(data), width: info.width, height: info.height };
    for (const [i, way] of WAYS.entries()) {
      const above = lookOf(image, quantize(image, { objective: 'perceptual', ...way })) - scores[i]!;
      expect(above).toBeLessThan(MOST_ABOVE);
      expect(above).toBeGreaterThan(-MOST_BELOW);
    }
  },
);
