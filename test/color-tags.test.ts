// A picture keeps its colors on the way into another format, as a browser shows both.
import { type CompressOptions, compressImage } from '@kcolors/codecs';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeTestPng } from '../packages/codecs/test/helpers/write-test-png.ts';
import { launchChromium } from '../packages/ui/test/chromium.ts';
import { deltaE2000, shownColors } from './colors/shown-colors.ts';

const SIDE = 16; // pixels of a field of one color
/** Dark, light, gray and vivid colors that sRGB has in every space that is tried. */
const COLORS = [
  ...[
    [24, 24, 24],
    [66, 66, 66],
    [128, 128, 128],
    [220, 220, 220],
    [150, 110, 90],
    [90, 140, 110],
  ],
  ...[
    [100, 110, 160],
    [190, 180, 120],
    [70, 50, 60],
    [210, 150, 140],
  ],
] as const;

type Tag = [type: string, data: Uint8Array];

function integers(...values: number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [i, value] of values.entries()) bytes.writeUInt32BE(value, 4 * i);
  return new Uint8Array(bytes);
}
const gamma = (value: number): Tag => ['gAMA', integers(value)];
const chromaticities = (...values: number[]): Tag => ['cHRM', integers(...values)];
const codePoints = (...values: number[]): Tag => ['cICP', Uint8Array.from(values)];
const SRGB: Tag = ['sRGB', Uint8Array.of(0)];
const SRGB_PRIMARIES = chromaticities(31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000);
const WIDE_PRIMARIES = chromaticities(31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000);
const NTSC_PRIMARIES = chromaticities(31006, 31616, 67000, 33000, 21000, 71000, 14000, 8000);

const CHANGING: Readonly<Record<string, Tag[]>> = {
  'a linear gamma': [gamma(100_000)],
  'a gamma of 1.8': [gamma(55_556)],
  'a gamma of 2.0': [gamma(50_000)],
  'a gamma of 2.2 with the primaries of sRGB': [gamma(45_455), SRGB_PRIMARIES],
  'wide primaries': [gamma(45_455), WIDE_PRIMARIES],
  'primaries with another white': [gamma(45_455), NTSC_PRIMARIES],
  'Display P3': [codePoints(12, 13, 0, 1)],
  'linear Display P3': [codePoints(12, 8, 0, 1)],
  'the curve of BT.709': [codePoints(1, 1, 0, 1)],
  'BT.2020 in standard range': [codePoints(9, 14, 0, 1)],
  'a cinema projector': [codePoints(11, 17, 0, 1)],
  'SMPTE 240M': [codePoints(7, 7, 0, 1)],
  'Display P3 before everything else': [SRGB, gamma(45_455), codePoints(12, 13, 0, 1)],
};
const UNCHANGING: Readonly<Record<string, Tag[]>> = {
  nothing: [],
  sRGB: [SRGB],
  'a gamma of 2.2': [gamma(45_455)],
  'sRGB and its gamma and primaries': [SRGB, gamma(45_455), SRGB_PRIMARIES],
  'sRGB against another gamma': [SRGB, gamma(100_000)],
  'sRGB by code points': [codePoints(1, 13, 0, 1)],
  'primaries without a gamma': [WIDE_PRIMARIES],
  'code points that say nothing': [codePoints(2, 2, 0, 1)],
};

const pngOf = (extra: Tag[]): Buffer =>
  writeTestPng({
    width: COLORS.length * SIDE,
    height: SIDE,
    colorType: 2,
    bitDepth: 8,
    sample: (x, _, channel) => COLORS[Math.floor(x / SIDE)]![channel]!,
    extra,
  });

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
});
afterAll(() => browser?.close());

/** The largest ΔE2000 between the fields of two pictures as they are shown. */
async function largestDifference(before: Uint8Array, after: Uint8Array, format: string): Promise<number> {
  const one = await shownColors(page, before, 'png', COLORS.length);
  const other = await shownColors(page, after, format, COLORS.length);
  return Math.max(...one.map((color, i) => deltaE2000(color, other[i]!)));
}

const OPTIONS: Readonly<Record<'webp' | 'gif' | 'jpeg', CompressOptions>> = {
  webp: { format: 'webp' },
  gif: { format: 'gif' },
  jpeg: { format: 'jpeg', jpegQuality: 100 },
};

/** A JPEG rounds each color in YCbCr as well. */
const MAX_DIFFERENCE = { webp: 1, gif: 1, jpeg: 1.6 }; // ΔE2000

describe.each(['webp', 'gif', 'jpeg'] as const)('a PNG that becomes a %s', (format) => {
  const convert = (file: Uint8Array, more: CompressOptions = {}) =>
    compressImage(file, { ...OPTIONS[format], ...more, ifNotSmaller: 'result' });

  test.each(Object.entries(CHANGING))('keeps the colors of %s', async (_, tags) => {
    const file = pngOf(tags);
    for (const metadata of ['keep', 'strip'] as const) {
      const { bytes, notes } = await convert(file, { metadata });
      expect(await largestDifference(file, bytes, format)).toBeLessThanOrEqual(MAX_DIFFERENCE[format]);
      const converted = 'The colors were converted to sRGB, since a GIF has no color profile.';
      expect(notes.filter((note) => format !== 'gif' || note !== converted)).toEqual([]);
    }
  });

  test.each(Object.entries(UNCHANGING))('with %s says nothing and needs no profile', async (_, tags) => {
    const file = pngOf(tags);
    const { bytes, notes } = await convert(file);
    expect(await largestDifference(file, bytes, format)).toBeLessThanOrEqual(MAX_DIFFERENCE[format]);
    expect(notes).toEqual([]);
    expect((await sharp(bytes).metadata()).icc).toBeUndefined();
  });

  test.each([
    ['PQ', 16],
    ['HLG', 18],
  ] as const)('is refused with %s, which it cannot show', async (name, transfer) => {
    const file = pngOf([codePoints(9, transfer, 0, 1)]);
    await expect(convert(file)).rejects.toMatchObject({
      code: 'unsupported-feature',
      message: expect.stringContaining(`high dynamic range (${name})`),
    });
    const png = await compressImage(file, { format: 'png', ifNotSmaller: 'result' });
    expect(Buffer.from(png.bytes).includes('cICP')).toBe(true);
  });
});

test('a GIF of a photograph in Display P3 has its colors in sRGB', async () => {
  const raw = { width: COLORS.length * SIDE, height: SIDE, channels: 3 } as const;
  const pixels = Buffer.from(
    Array.from({ length: raw.width * SIDE }, (_, i) => COLORS[Math.floor((i % raw.width) / SIDE)]!).flat(),
  );
  const file = await sharp(pixels, { raw }).withIccProfile('p3').png().toBuffer();
  const { bytes } = await compressImage(file, { format: 'gif', ifNotSmaller: 'result' });
  expect(await largestDifference(file, bytes, 'gif')).toBeLessThanOrEqual(1);
});
