import type { RgbaImage } from '@kcolors/core';

/** A picture made of whole numbers, the same wherever it is made: waves of color and some grain. */
export function picture(width: number, height: number): RgbaImage {
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = (i - x) / width;
    const grain = (Math.imul(i, 0x9e3779b1) >>> 28) - 8;
    data.set([(x * x + y) >> 5, (x * y) >> 6, (y * 3 + grain) & 255, x < 9 ? 4 * y : 255], 4 * i);
  }
  return { data, width, height };
}

/** What the page and Node both do. */
export const JOB = {
  image: [160, 100],
  options: { maxColors: 24, dither: 1, space: 'oklab' },
} as const;
