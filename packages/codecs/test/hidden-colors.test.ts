import { type CompressOptions, compressImage } from '@kcolors/codecs';
import type { RgbaImage } from '@kcolors/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWithPngjs, decodeWithSharp, sharp } from './helpers/independent-decoders.ts';
import type { Picture } from './helpers/pictures.ts';
import { rimLosses } from './helpers/rims.ts';

type Rgb = readonly [number, number, number];
const [WHITE, BLACK, MAGENTA, RED, GREEN] = [
  [255, 255, 255],
  [0, 0, 0],
  [255, 0, 255],
  [230, 20, 30],
  [20, 200, 40],
] as const;

/** Disks of a color on full transparency: what is under it, and which color a disk has, depends on the place. */
function disks(hidden: (x: number, y: number) => Rgb, color: (x: number) => Rgb = () => WHITE): Picture {
  const [width, height] = [72, 24];
  const data = new Uint8Array(4 * width * height);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      const far = Math.hypot((x % 24) - 11.5, y - 11.5);
      const alpha = Math.round(255 * Math.min(1, Math.max(0, 9 - far)));
      data.set(alpha === 0 ? [...hidden(x, y), 0] : [...color(x), alpha], o);
    }
  }
  return { data, width, height };
}

const pngOf = ({ data, width, height }: Picture) =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();

/** What another decoder reads, hidden colors included. */
async function decode(bytes: Uint8Array, format = 'png'): Promise<Picture> {
  const { data, height, width } = format === 'png' ? decodeWithPngjs(bytes) : await decodeWithSharp(bytes);
  return { data: Uint8Array.from(data), height, width };
}

const ofThree = (one: Rgb, two: Rgb, three: Rgb) => (x: number) => (x < 24 ? one : x < 48 ? two : three);

/** The colors under full transparency, as `r,g,b`. */
function hiddenColors({ data }: Pick<RgbaImage, 'data'>): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 0) found.add(data.subarray(at, at + 3).join());
  return found;
}

/** Fails unless all fully transparent pixels of an image have the color they had. */
function expectSameHidden(result: Pick<RgbaImage, 'data'>, image: Picture): void {
  for (let at = 0; at < image.data.length; at += 4) {
    if (image.data[at + 3] === 0) {
      expect([...result.data.subarray(at, at + 4)]).toEqual([...image.data.subarray(at, at + 4)]);
    }
  }
}

const compress = (file: Uint8Array, options: CompressOptions) =>
  compressImage(file, { ifNotSmaller: 'result', ...options });

describe('one color under full transparency', () => {
  it.each([
    ['white', WHITE],
    ['black', BLACK],
    ['magenta', MAGENTA],
  ])('%s stays, or is lighter where faint pixels join it', async (_, hidden) => {
    const image = disks(() => hidden, ofThree(RED, GREEN, WHITE));
    const file = await pngOf(image);
    for (const format of ['png', 'webp'] as const) {
      for (const options of [
        { quantize: { maxColors: 256 } },
        { quantize: { maxColors: 16 } },
        { quantize: { maxColors: 4, objective: 'mse', dither: 0.5 } },
        { quality: 'good' },
      ] as const) {
        const { bytes, notes } = await compress(file, { format, ...options });
        const result = await decode(bytes, format);
        for (const color of hiddenColors(result)) {
          const channels = color.split(',').map(Number);
          expect(channels.every((value, channel) => value >= hidden[channel]!)).toBe(true);
        }
        expect(Math.max(...rimLosses(image, result))).toBeLessThanOrEqual(40);
        expect(notes).toEqual([]);
      }
      const kept = { format, keepHiddenColors: true, quantize: { maxColors: 256 } } as const;
      const { bytes } = await compress(file, kept);
      expect(hiddenColors(await decode(bytes, format))).toEqual(new Set([hidden.join()]));
    }
  });

  it('stays under a palette that is given, unless that has one', async () => {
    const image = disks(() => WHITE, ofThree(RED, GREEN, WHITE));
    const file = await pngOf(image);
    const palette = Uint8Array.of(...RED, 255, ...GREEN, 255, ...WHITE, 255);
    const one = await compress(file, { palette });
    expect(hiddenColors(await decode(one.bytes))).toEqual(new Set(['255,255,255']));
    const other = await compress(file, { palette: Uint8Array.of(...palette, ...MAGENTA, 0) });
    expect(hiddenColors(await decode(other.bytes))).toEqual(new Set(['255,0,255']));
  });
});

describe('several colors under full transparency', () => {
  it('stay where they are few and there is room', async () => {
    const image = disks(ofThree(WHITE, BLACK, MAGENTA));
    const { bytes, notes } = await compress(await pngOf(image), { quantize: { maxColors: 256 } });
    expectSameHidden(await decode(bytes), image);
    expect(notes).toEqual([]);
  });

  it('are reduced with a note, and no rim turns dark', async () => {
    // A color of its own for every hidden pixel, and many that can be seen.
    const any = (x: number, y: number): Rgb => [(x * 37) & 255, (y * 91) & 255, (x * y * 7) & 255];
    const image = disks(any, (x) => [255 - x, 128 + x, 3 * x]);
    const file = await pngOf(image);
    for (const format of ['png', 'webp'] as const) {
      const { bytes, notes, palette } = await compress(file, { format, quantize: { maxColors: 256 } });
      expect(palette.length).toBeLessThanOrEqual(256);
      const result = await decode(bytes, format);
      expect(hiddenColors(result).size).toBeLessThanOrEqual(8);
      expect(notes).toEqual([
        `The colors under full transparency were reduced to ${hiddenColors(result).size}.`,
      ]);
      expect(Math.max(...rimLosses(image, result))).toBeLessThanOrEqual(40);
    }
  });

  it('no rim turns dark, whatever the colors', async () => {
    const color = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(color, { minLength: 2, maxLength: 40 }), async (colors) => {
        const image = disks((x, y) => colors[(x * 31 + y * 17) % colors.length]!);
        const options = { quantize: { maxColors: 256 }, effort: 'fast' } as const;
        const { bytes } = await compress(await pngOf(image), options);
        expect(Math.max(...rimLosses(image, await decode(bytes)))).toBeLessThanOrEqual(40);
      }),
      { numRuns: 20 },
    );
  });

  it('take no visible color from an image that is exact', async () => {
    const image = disks(ofThree(WHITE, BLACK, MAGENTA), ofThree(RED, GREEN, WHITE));
    const file = await pngOf(image);
    const count = (await compress(file, { quantize: { maxColors: 256 } })).palette.length;
    const tight = await compress(file, { quantize: { maxColors: count - 2 } });
    expect([tight.mse, tight.palette.length]).toEqual([0, count - 2]);
    expect(tight.notes).toEqual(['The colors under full transparency were reduced to 1.']);
  });
});

describe('keepHiddenColors', () => {
  const many = disks((x, y) => [(x * 37) & 255, (y * 91) & 255, (x * y * 7) & 255]);
  const some = disks((x, y) => [(x >> 3) * 20, (y >> 3) * 60, 90]);

  it('keeps all in a PNG of few colors, and in any WebP', async () => {
    for (const [image, format] of [
      [some, 'png'],
      [some, 'webp'],
      [many, 'webp'],
    ] as const) {
      const options = { format, keepHiddenColors: true, quantize: { maxColors: 256 } } as const;
      const { bytes, notes, pixels } = await compress(await pngOf(image), options);
      expectSameHidden(await decode(bytes, format), image);
      expectSameHidden(pixels.result, image);
      expect(notes).toEqual([]);
    }
  });

  it('says where a PNG could not keep all, and keeps more than there are without it', async () => {
    const file = await pngOf(many);
    const quantize = { maxColors: 64 };
    const kept = await compress(file, { quantize, keepHiddenColors: true });
    const found = hiddenColors(await decode(kept.bytes));
    expect(found.size).toBeGreaterThan(16);
    expect(kept.palette.length).toBeLessThanOrEqual(64);
    expect(kept.notes).toEqual([`The colors under full transparency were reduced to ${found.size}.`]);
  });

  it('says that GIF and JPEG have no place for them', async () => {
    const file = await pngOf(many);
    const gif = await compress(file, { format: 'gif', keepHiddenColors: true });
    expect(gif.notes).toContain('A GIF stores one color under full transparency: the others were dropped.');
    const jpeg = await compress(file, { format: 'jpeg', keepHiddenColors: true });
    expect(jpeg.notes).toContain('A JPEG has no transparency: the colors under it were dropped.');
  });

  it('is true or false', async () => {
    const options = { keepHiddenColors: 1 } as unknown as CompressOptions;
    await expect(compress(new Uint8Array(8), options)).rejects.toThrow(
      'Expected true or false for keepHiddenColors but received 1.',
    );
  });
});
