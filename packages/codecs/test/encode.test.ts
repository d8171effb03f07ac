import {
  CodecError,
  decodeImage,
  type EncodeEffort,
  encodeGif,
  encodeJpeg,
  encodePng,
  encodeWebp,
  type Metadata,
} from '@kcolors/codecs';
import type { IndexedImage } from '@kcolors/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeWithPngjs,
  decodeWithSharp,
  largestDifference,
  sharp,
} from './helpers/independent-decoders.ts';
import { gradient } from './helpers/pictures.ts';

/** An indexed image with the given colors, each of them used. */
function indexed(palette: number[][], width = 23, height = 17): IndexedImage {
  const count = palette.length;
  const indices = Uint8Array.from({ length: width * height }, (_, i) =>
    i < count ? i : (Math.imul(i, 2654435761) >>> 9) % count,
  );
  return { width, height, indices, palette: Uint8Array.from(palette.flat()) };
}

const colors = (count: number, alpha = (_: number) => 255) =>
  Array.from({ length: count }, (_, i) => [(i * 37) & 255, (i * 91 + 3) & 255, (i * 11 + 7) & 255, alpha(i)]);

const pixels = ({ indices, palette }: IndexedImage) =>
  Uint8Array.from({ length: indices.length * 4 }, (_, i) => palette[4 * indices[i >> 2]! + (i & 3)]!);

const chunkNames = (png: Uint8Array) => {
  const names: string[] = [];
  const bytes = Buffer.from(png);
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    names.push(bytes.toString('latin1', at + 4, at + 8));
  return names;
};

const chunkLength = (png: Uint8Array, name: string) =>
  Buffer.from(png).readUInt32BE(Buffer.from(png).indexOf(name) - 4);

describe('PNG', () => {
  it.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 4],
    [16, 4],
    [17, 8],
    [256, 8],
  ])('%i colors take %i bits', async (count, bits) => {
    const image = indexed(colors(count));
    for (const effort of ['fast', 'default', 'best'] as EncodeEffort[]) {
      const { bytes } = await encodePng(image, { effort });
      expect(bytes[25]).toBe(3);
      if (effort === 'fast') expect(bytes[24]).toBe(bits); // others take more where that is smaller
      expect(largestDifference(decodeWithPngjs(bytes).data, pixels(image))).toBe(0);
      expect(largestDifference((await decodeImage(bytes)).image.data, pixels(image))).toBe(0);
    }
  });

  it.each([
    ['small', 200, 120],
    ['large', 700, 500],
  ])(
    'rows of a %s smooth picture are filtered, whatever the order of its palette',
    async (_, width, height) => {
      const wave = (i: number) => 90 + 80 * Math.sin(i / 31) + ((Math.imul(i, 2654435761) >>> 29) & 3);
      const grays = Array.from({ length: 256 }, (_, i) => (i * 37) & 255);
      const indices = Uint8Array.from({ length: width * height }, (_, i) =>
        grays.indexOf(Math.round((wave(i % width) + wave(Math.floor(i / width))) / 2)),
      );
      const image = {
        width,
        height,
        indices,
        palette: Uint8Array.from(grays.flatMap((v) => [v, v, v, 255])),
      };
      const fast = await encodePng(image, { effort: 'fast' });
      const { bytes } = await encodePng(image);
      expect(bytes.length).toBeLessThan(0.9 * fast.bytes.length);
      expect(largestDifference(decodeWithPngjs(bytes).data, pixels(image))).toBe(0);
      const kept = await encodePng(image, { keepPaletteOrder: true });
      expect(kept.bytes.length).toBeLessThanOrEqual(fast.bytes.length);
      expect(largestDifference(decodeWithPngjs(kept.bytes).data, pixels(image))).toBe(0);
    },
  );

  it('stays indexed when all colors are gray', async () => {
    const image = indexed(
      Array.from({ length: 32 }, (_, i) => [8 * i, 8 * i, 8 * i, 255]),
      60,
      60,
    );
    for (const effort of ['default', 'best'] as EncodeEffort[]) {
      const { bytes } = await encodePng(image, { effort });
      expect(bytes[25]).toBe(3);
      expect(largestDifference(decodeWithPngjs(bytes).data, pixels(image))).toBe(0);
    }
  });

  it('lists alpha values only for translucent colors', async () => {
    const image = indexed(colors(40, (i) => (i === 39 ? 0 : i === 20 ? 128 : 255)));
    for (const effort of ['fast', 'default', 'best'] as EncodeEffort[]) {
      const { bytes } = await encodePng(image, { effort });
      expect(chunkLength(bytes, 'tRNS')).toBe(2);
      expect(largestDifference(decodeWithPngjs(bytes).data, pixels(image))).toBe(0);
    }
    expect(chunkNames((await encodePng(indexed(colors(9)))).bytes)).not.toContain('tRNS');
  });

  it('an effort that does not exist is an invalid option', async () => {
    const image = { width: 1, height: 1, indices: new Uint8Array(1), palette: Uint8Array.of(1, 2, 3, 255) };
    const options = { effort: 'huge' as EncodeEffort };
    for (const encode of [encodePng, encodeWebp, encodeGif]) {
      await expect(encode(image, options)).rejects.toMatchObject({ code: 'invalid-option' });
    }
  });

  it('more effort is never larger', async () => {
    const image = indexed(colors(64), 200, 120);
    const sizes = await Promise.all(
      (['fast', 'default', 'best'] as EncodeEffort[]).map(
        async (effort) => (await encodePng(image, { effort })).bytes.length,
      ),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('any palette and any pixels come back', async () => {
    const images = fc.integer({ min: 1, max: 256 }).chain((count) =>
      fc.record({
        palette: fc.uint8Array({ minLength: 4 * count, maxLength: 4 * count }),
        indices: fc
          .array(fc.nat(count - 1), { minLength: 35, maxLength: 35 })
          .map((list) => Uint8Array.from(list)),
      }),
    );
    await fc.assert(
      fc.asyncProperty(images, async ({ palette, indices }) => {
        const image = { width: 7, height: 5, palette, indices };
        const { bytes } = await encodePng(image);
        expect(bytes[25]).toBe(3);
        expect(largestDifference(decodeWithPngjs(bytes).data, pixels(image))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('WebP and GIF', () => {
  it.each([1, 2, 5, 16, 17, 200])('%i colors come back', async (count) => {
    const image = indexed(colors(count, (i) => (i === 0 && count > 1 ? 0 : 255)));
    const webp = await encodeWebp(image);
    const gif = await encodeGif(image);
    for (const { bytes } of [webp, gif]) {
      expect(largestDifference((await decodeWithSharp(bytes)).data, pixels(image))).toBe(0);
      expect(largestDifference((await decodeImage(bytes)).image.data, pixels(image))).toBe(0);
    }
  });

  it('WebP keeps translucency and the colors under it', async () => {
    const image = indexed(colors(30, (i) => i * 8));
    const { data } = (await decodeImage((await encodeWebp(image)).bytes)).image;
    expect([...data]).toEqual([...pixels(image)]);
  });

  it('GIF refuses what it cannot hold', async () => {
    await expect(encodeGif(indexed(colors(4, () => 128)))).rejects.toThrow(/opaque/);
  });
});

describe('JPEG', () => {
  it('is near the picture, and nearer at a higher quality', async () => {
    const picture = gradient(64, 48);
    const worst: number[] = [];
    for (const quality of [40, 75, 95]) {
      const { bytes } = await encodeJpeg(picture, { quality });
      worst.push(largestDifference((await decodeWithSharp(bytes)).data, picture.data));
    }
    expect(worst[2]!).toBeLessThan(20);
    expect(worst[2]!).toBeLessThanOrEqual(worst[0]!);
  });

  it('blends transparency with white and says so', async () => {
    const { bytes, notes } = await encodeJpeg(gradient(16, 16, () => 0));
    expect((await decodeImage(bytes)).image.data.every((value) => value === 255)).toBe(true);
    expect(notes[0]).toMatch(/white/);
  });
});

describe('metadata', () => {
  it.each([
    ['png', encodePng],
    ['webp', encodeWebp],
    ['jpeg', (_: IndexedImage, options: { metadata: Metadata }) => encodeJpeg(gradient(20, 10), options)],
  ] as const)('%s carries profile, EXIF and XMP, and sharp finds them', async (_, encode) => {
    const source = await sharp(gradient(20, 10).data, { raw: { width: 20, height: 10, channels: 4 } })
      .png()
      .withIccProfile('p3')
      .withExifMerge({ IFD0: { Copyright: 'somebody' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>')
      .toBuffer();
    const { metadata } = await decodeImage(source);
    expect(Object.keys(metadata)).toEqual(expect.arrayContaining(['icc', 'exif', 'xmp']));
    const { bytes } = await encode(indexed(colors(4)), { metadata });
    const seen = await sharp(bytes).metadata();
    expect(Buffer.from(metadata.icc!).equals(seen.icc!)).toBe(true);
    expect(seen.exif!.includes('somebody')).toBe(true);
    expect(seen.xmp!.includes('xmpmeta')).toBe(true);
    const again = await decodeImage(bytes);
    expect(again.metadata.icc).toEqual(metadata.icc);
    expect(again.metadata.exif).toEqual(metadata.exif);
    expect(again.metadata.xmp).toEqual(metadata.xmp);
  });

  it('PNG chunks are in the order of the specification', async () => {
    const chunk = (type: string, ...data: number[]) => ({ type, data: Uint8Array.from(data) });
    const metadata: Metadata = {
      chunks: [chunk('tEXt', 65, 0, 66), chunk('gAMA', 0, 0, 0xb1, 0x8f)],
      density: { x: 2835, y: 2835 },
    };
    const { bytes } = await encodePng(indexed(colors(3, (i) => i)), { metadata });
    expect(chunkNames(bytes)).toEqual(['IHDR', 'gAMA', 'PLTE', 'tRNS', 'tEXt', 'pHYs', 'IDAT', 'IEND']);
    expect((await decodeImage(bytes)).metadata.density).toEqual({ x: 2835, y: 2835 });
  });
});

it('images that contradict themselves are refused', async () => {
  const image = indexed(colors(4));
  const wrong: IndexedImage[] = [
    { ...image, palette: new Uint8Array(0) },
    { ...image, palette: new Uint8Array(8) },
    { ...image, palette: new Uint8Array(7) },
    { ...image, width: 24 },
    { ...image, width: 0, indices: new Uint8Array(0) },
  ];
  for (const each of wrong) await expect(encodePng(each)).rejects.toThrow(CodecError);
  await expect(encodeJpeg(gradient(2, 2), { quality: 0 })).rejects.toThrow(/quality/);
});
