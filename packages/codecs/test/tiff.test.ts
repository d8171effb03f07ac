import { deflateSync } from 'node:zlib';
import {
  CodecError,
  colorSpaceOf,
  compressImage,
  decodeImage,
  readHeader,
  stripMetadata,
} from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { decodeWithSharp, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { corners, gradient } from './helpers/pictures.ts';
import { writeTestTiff } from './helpers/write-test-tiff.ts';

const WIDTH = 70;
const HEIGHT = 50;
const picture = gradient(WIDTH, HEIGHT, (x) => (x < 9 ? 0 : x < 20 ? 140 : 255));
const raw = () => sharp(picture.data, { raw: { width: WIDTH, height: HEIGHT, channels: 4 } });

/** Pictures of each kind that libvips writes, and the header that they have. */
const KINDS = {
  rgba: { make: raw, header: { colorModel: 'rgb', bitDepth: 8 } },
  rgb: { make: () => raw().removeAlpha(), header: { colorModel: 'rgb', bitDepth: 8 } },
  gray: { make: () => raw().removeAlpha().toColourspace('b-w'), header: { colorModel: 'gray', bitDepth: 8 } },
  'gray with alpha': { make: () => raw().toColourspace('b-w'), header: { colorModel: 'gray', bitDepth: 8 } },
  '16 bits': { make: () => raw().toColourspace('rgb16'), header: { colorModel: 'rgb', bitDepth: 16 } },
  '16 bits, gray': {
    make: () => raw().removeAlpha().toColourspace('grey16'),
    header: { colorModel: 'gray', bitDepth: 16 },
  },
} as const;

const LAYOUTS = {
  strips: {},
  tiles: { tile: true, tileWidth: 32, tileHeight: 16 },
} as const;

const COMPRESSIONS = [
  { compression: 'none' },
  { compression: 'packbits' },
  { compression: 'lzw', predictor: 'none' },
  { compression: 'lzw', predictor: 'horizontal' },
  { compression: 'deflate', predictor: 'none' },
  { compression: 'deflate', predictor: 'horizontal' },
] as const;

describe('TIFF of libvips are decoded as libvips does', () => {
  for (const [kind, { make, header }] of Object.entries(KINDS)) {
    for (const [layout, tiles] of Object.entries(LAYOUTS)) {
      it.each(COMPRESSIONS)(`${kind}, ${layout}, %j`, async (how) => {
        const bytes = await make()
          .tiff({ ...how, ...tiles })
          .toBuffer();
        const { image, notes } = await decodeImage(bytes);
        expect(readHeader(bytes)).toEqual({
          format: 'tiff',
          width: WIDTH,
          height: HEIGHT,
          animated: false,
          ...header,
        });
        const expected = await decodeWithSharp(bytes);
        expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
        expect(largestDifference(image.data, expected.data)).toBeLessThanOrEqual(
          header.bitDepth === 16 ? 1 : 0,
        );
        expect(notes).toEqual(header.bitDepth === 16 ? ['16 bits per channel were reduced to 8.'] : []);
      });
    }
  }

  it.each([1, 2, 4] as const)('%i bits', async (bitdepth) => {
    for (const miniswhite of [false, true]) {
      const bytes = await raw()
        .removeAlpha()
        .toColourspace('b-w')
        .tiff({ bitdepth, compression: 'none', miniswhite })
        .toBuffer();
      const { image, header } = await decodeImage(bytes);
      expect(header.bitDepth).toBe(bitdepth);
      expect(largestDifference(image.data, (await decodeWithSharp(bytes)).data)).toBeLessThanOrEqual(1);
    }
  });

  it.each(['rgb', 'gray'] as const)('JPEG in strips and tiles, %s', async (kind) => {
    for (const tiles of Object.values(LAYOUTS)) {
      const bytes = await KINDS[kind]
        .make()
        .tiff({ compression: 'jpeg', quality: 90, ...tiles })
        .toBuffer();
      const { image, header } = await decodeImage(bytes);
      expect(header).toMatchObject({ format: 'tiff', width: WIDTH, height: HEIGHT });
      expect(largestDifference(image.data, (await decodeWithSharp(bytes)).data)).toBeLessThanOrEqual(2);
    }
  });

  it('CMYK', async () => {
    const bytes = await raw().removeAlpha().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer();
    const { image, header, notes } = await decodeImage(bytes);
    expect(header.colorModel).toBe('cmyk');
    expect(notes[0]).toMatch(/^CMYK colors were converted/);
    const stored = await sharp(bytes, { ignoreIcc: true })
      .pipelineColourspace('cmyk')
      .toColourspace('cmyk')
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(stored.info.channels).toBe(4);
    const expected = Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) => {
      if (i % 4 === 3) return 255;
      const light = 255 - stored.data[i - (i % 4) + 3]!;
      return Math.round(((255 - stored.data[i]!) * light) / 255);
    });
    expect(largestDifference(image.data, expected)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i', async (orientation) => {
    const { data, height, width } = corners(12, 8);
    const bytes = await sharp(data, { raw: { width, height, channels: 4 } })
      .withMetadata({ orientation })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const { image } = await decodeImage(bytes);
    const expected = await decodeWithSharp(bytes);
    expect([image.width, image.height]).toEqual([expected.width, expected.height]);
    expect(largestDifference(image.data, expected.data)).toBe(0);
  });

  it('the first of several pages', async () => {
    const pages = Buffer.concat([corners(12, 10).data, gradient(12, 10).data, gradient(12, 10).data]);
    const bytes = await sharp(pages, { raw: { width: 12, height: 30, channels: 4, pageHeight: 10 } })
      .tiff({ compression: 'none' })
      .toBuffer();
    const { image, notes } = await decodeImage(bytes);
    expect(notes).toEqual(['Only the first of 3 pages was read.']);
    expect(largestDifference(image.data, corners(12, 10).data)).toBe(0);
  });
});

describe('what libvips does not write', () => {
  const strips = [Buffer.from([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120])];
  const rgb = { width: 2, height: 2, bits: [8, 8, 8], photometric: 2, strips };
  const pixels = async (bytes: Uint8Array) => [...(await decodeImage(bytes)).image.data];
  const opaque = [10, 20, 30, 255, 40, 50, 60, 255, 70, 80, 90, 255, 100, 110, 120, 255];

  it('both byte orders', async () => {
    for (const isBigEndian of [false, true])
      expect(await pixels(writeTestTiff({ ...rgb, isBigEndian }))).toEqual(opaque);
    const wide = (isBigEndian: boolean) =>
      writeTestTiff({
        width: 2,
        height: 1,
        bits: [16],
        photometric: 1,
        strips: [Buffer.from(isBigEndian ? [0x80, 0, 0xff, 0xff] : [0, 0x80, 0xff, 0xff])],
        isBigEndian,
      });
    for (const order of [false, true]) {
      expect(await pixels(wide(order))).toEqual([128, 128, 128, 255, 255, 255, 255, 255]);
    }
  });

  it('channels in planes, with differences of 16 bits that carry', async () => {
    const planes = [1, 2, 3].map((plane) =>
      deflateSync(Buffer.from([plane, 0, 0xff, 0x00, 0, plane, 0, 0x80])),
    );
    const bytes = writeTestTiff({
      ...rgb,
      bits: [16, 16, 16],
      strips: planes,
      compression: 8,
      tags: { 284: { short: [2] }, 317: { short: [2] } },
    });
    // Little endian: each row is a number and its difference to the next one.
    const row = (plane: number) => [plane, plane + 0xff, plane << 8, ((plane << 8) + 0x8000) & 0xffff];
    const to8 = (value: number) => Math.round((value * 255) / 65535);
    const expected = [0, 1, 2, 3].flatMap((i) => [...[1, 2, 3].map((plane) => to8(row(plane)[i]!)), 255]);
    expect(await pixels(bytes)).toEqual(expected);
  });

  it('a palette, of 8 or by mistake of lower values', async () => {
    const of = (values: readonly number[]) =>
      writeTestTiff({
        width: 3,
        height: 1,
        bits: [2],
        photometric: 3,
        strips: [Buffer.from([0b00_01_11_00])],
        tags: { 320: { short: values } },
      });
    const reds = [0, 0xff00, 0, 0xffff];
    const greens = [0, 0x8000, 0, 0x0100];
    const blues = [0, 0, 0, 0xffff];
    const expected = [0, 0, 0, 255, 255, 128, 0, 255, 255, 1, 255, 255];
    expect(await pixels(of([...reds, ...greens, ...blues]))).toEqual(expected);
    expect(await pixels(of([...reds, ...greens, ...blues].map((value) => value >> 8)))).toEqual(expected);
    expect(readHeader(of([...reds, ...greens, ...blues]))).toMatchObject({
      colorModel: 'indexed',
      bitDepth: 2,
    });
    await expect(decodeImage(of(reds))).rejects.toThrow(
      'Expected 12 numbers in the palette of the TIFF but found 4.',
    );
  });

  it('premultiplied alpha, straight alpha, and further channels that are no alpha', async () => {
    const of = (extra: readonly number[]) =>
      writeTestTiff({
        width: 1,
        height: 1,
        bits: [8, 8, 8, 8],
        photometric: 2,
        strips: [Buffer.from([50, 100, 0, 100])],
        tags: extra.length > 0 ? { 338: { short: extra } } : {},
      });
    expect(await pixels(of([1]))).toEqual([128, 255, 0, 100]);
    expect(await pixels(of([2]))).toEqual([50, 100, 0, 100]);
    expect(await pixels(of([]))).toEqual([50, 100, 0, 100]);
    const { image, notes } = await decodeImage(of([0]));
    expect([...image.data]).toEqual([50, 100, 0, 255]);
    expect(notes).toEqual(['Further channels of the TIFF were not read: 1.']);
  });

  it('bits in reverse order', async () => {
    const bytes = { width: 8, height: 1, bits: [1], photometric: 1, strips: [Buffer.from([0b0000_0001])] };
    expect((await pixels(writeTestTiff(bytes)))[28]).toBe(255);
    expect((await pixels(writeTestTiff({ ...bytes, tags: { 266: { short: [2] } } })))[0]).toBe(255);
  });

  it('a smaller copy of the picture before the picture', async () => {
    const small = writeTestTiff({
      ...rgb,
      width: 1,
      height: 1,
      strips: [Buffer.from([1, 2, 3])],
      tags: { 254: { long: [1] } },
    });
    const large = writeTestTiff(rgb);
    const at = small.length + (small.length & 1);
    const both = Buffer.concat([small, Buffer.alloc(at - small.length), large]);
    const count = small.readUInt16LE(8);
    both.writeUInt32LE(at + 8, 10 + 12 * count); // the next directory
    const entries = both.readUInt16LE(at + 8);
    for (let i = 0; i < entries; i++) {
      const entry = at + 10 + 12 * i;
      const isOutside = both.readUInt16LE(entry) === 273 || both.readUInt16LE(entry) === 258;
      if (isOutside) both.writeUInt32LE(both.readUInt32LE(entry + 8) + at, entry + 8);
    }
    expect(await pixels(both)).toEqual(opaque);
    expect((await decodeImage(both)).notes).toEqual([]);
  });
});

describe('metadata', () => {
  const of = async (bytes: Uint8Array) => (await decodeImage(bytes)).metadata;

  it('profile, density and EXIF of libvips', async () => {
    const bytes = await raw()
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .withMetadata({ density: 300 })
      .tiff({ compression: 'lzw' })
      .toBuffer();
    const metadata = await of(bytes);
    expect(metadata.density).toEqual({ x: 11811, y: 11811 });
    expect(colorSpaceOf(metadata)).toBe('srgb'); // withMetadata replaced the profile
    expect(colorSpaceOf(await of(await raw().withIccProfile('p3').tiff().toBuffer()))).toBe('display-p3');
  });

  it('EXIF, GPS and texts become EXIF of their own, without maker notes', async () => {
    for (const isBigEndian of [false, true]) {
      const bytes = writeTestTiff({
        width: 3,
        height: 1,
        bits: [8],
        photometric: 1,
        strips: [Buffer.from([1, 2, 3])],
        isBigEndian,
        tags: {
          274: { short: [3] },
          315: { text: 'An artist' },
          700: { bytes: Buffer.from('<x:xmpmeta tiff:Orientation="3"/>') },
          33432: { text: '(c)' },
          33723: { bytes: Buffer.from('IPTC') },
          34665: {
            directory: { 36867: { text: '2026:01:02 03:04:05' }, 37500: { bytes: Buffer.alloc(90) } },
          },
          34853: { directory: { 1: { text: 'N' } } },
        },
      });
      const { image, metadata, notes } = await decodeImage(bytes);
      expect([...image.data].filter((_, i) => i % 4 === 0)).toEqual([3, 2, 1]);
      expect(Buffer.from(metadata.xmp!).toString()).toContain('tiff:Orientation="1"');
      expect(notes).toEqual(['The IPTC data of the TIFF was dropped.']);
      const png = await compressImage(bytes, { ifNotSmaller: 'result' });
      const read = await sharp(png.bytes).metadata();
      expect(read.orientation ?? 1).toBe(1);
      const exif = Buffer.from(metadata.exif!).toString('latin1');
      for (const text of ['An artist', '(c)', '2026:01:02', 'N']) expect(exif).toContain(text);
      expect(exif.length).toBeLessThan(200);
      expect(exif.startsWith(isBigEndian ? 'MM' : 'II')).toBe(true);
      expect(Buffer.from(read.exif!).subarray(-metadata.exif!.length)).toEqual(Buffer.from(metadata.exif!));
    }
  });

  it('is removed on request, while pixels, profile and orientation stay', async () => {
    const bytes = writeTestTiff({
      width: 3,
      height: 1,
      bits: [8],
      photometric: 1,
      strips: [Buffer.from([1, 2, 3])],
      tags: {
        274: { short: [3] },
        315: { text: 'SECRET artist' },
        700: { bytes: Buffer.from('SECRET') },
        34665: { directory: { 36867: { text: 'SECRET date' } } },
      },
    });
    const stripped = stripMetadata(Buffer.concat([bytes, Buffer.from('SECRET')]));
    expect(Buffer.from(stripped.bytes).toString('latin1')).not.toContain('SECRET');
    expect(stripped.notes).toEqual(['Its orientation was kept, as the picture is stored turned.']);
    expect((await decodeImage(stripped.bytes)).image).toEqual((await decodeImage(bytes)).image);
    const p3 = await raw().withIccProfile('p3').tiff({ compression: 'deflate', tile: true }).toBuffer();
    const plain = stripMetadata(p3).bytes;
    expect(colorSpaceOf((await decodeImage(plain)).metadata)).toBe('display-p3');
    expect((await decodeWithSharp(plain)).data).toEqual((await decodeWithSharp(p3)).data);
    expect(stripMetadata(plain).bytes).toBe(plain);
  });
});

describe('variants that are not read are named', () => {
  const gray = { width: 1, height: 1, bits: [8], photometric: 1, strips: [Buffer.from([1])] };
  it.each([
    ['CCITT fax compression', { ...gray, compression: 4 }],
    ['old JPEG compression', { ...gray, compression: 6 }],
    ['Zstandard compression', { ...gray, compression: 50000 }],
    ['unknown (99) compression', { ...gray, compression: 99 }],
    ['CIE L*a*b* colors', { ...gray, photometric: 8 }],
    ['signed or floating-point numbers', { ...gray, tags: { 339: { short: [3] } } }],
    ['12 bits per channel', { ...gray, bits: [12] }],
    ['channels of different bits', { ...gray, bits: [5, 6, 5], photometric: 2 }],
    ['the raw data of a camera', { ...gray, tags: { 50706: { bytes: Buffer.from([1, 4, 0, 0]) } } }],
    ['YCbCr colors without JPEG compression', { ...gray, bits: [8, 8, 8], photometric: 6 }],
  ])('%s', async (what, tiff) => {
    const bytes = writeTestTiff(tiff);
    await expect(decodeImage(bytes)).rejects.toMatchObject({
      code: 'unsupported-feature',
      message: `A TIFF with ${what} is not supported.`,
    });
  });
});

describe('hostile files', () => {
  const gray = { width: 1, height: 1, bits: [8], photometric: 1 };

  it('truncated at every byte: damaged, or the same picture', async () => {
    for (const how of [
      { compression: 'lzw', tile: true },
      { compression: 'jpeg' },
      { compression: 'deflate' },
    ] as const) {
      const { data, height, width } = corners(24, 16);
      const whole = await sharp(data, { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .tiff(how)
        .toBuffer();
      for (let length = 4; length < whole.length; length++) {
        await expect(decodeImage(whole.subarray(0, length)), String(length)).rejects.toMatchObject({
          name: 'CodecError',
          code: 'damaged',
        });
      }
    }
    const first = writeTestTiff({
      width: 60,
      height: 40,
      bits: [8],
      photometric: 1,
      strips: [Buffer.alloc(2400)],
    });
    await expect(decodeImage(first.subarray(0, -1))).rejects.toThrow(/truncated|missing/);
  });

  it('sizes that no memory holds are refused before it is allocated', async () => {
    const huge = { ...gray, width: 60_000, height: 60_000 };
    const bomb = deflateSync(Buffer.alloc(1e6));
    await expect(
      decodeImage(writeTestTiff({ ...huge, strips: [bomb], compression: 8 })),
    ).rejects.toMatchObject({
      code: 'too-large',
    });
    const many = { ...gray, width: 11_000, height: 11_000, strips: [bomb], compression: 8 };
    await expect(decodeImage(writeTestTiff(many))).rejects.toThrow(/too few for 11000 × 11000/);
    await expect(
      decodeImage(writeTestTiff({ ...gray, strips: [bomb], compression: 8 })),
    ).resolves.toBeDefined();
  });

  it('tiles, strips and directories that overlap', async () => {
    const strips = Array.from({ length: 400 }, (_, i) => Buffer.alloc(i === 399 ? 900 : 0));
    const same = {
      ...gray,
      height: 400,
      rowsPerStrip: 1,
      strips,
      compression: 8,
      tags: { 279: { long: strips.map(() => 900) } },
    };
    await expect(decodeImage(writeTestTiff(same))).rejects.toThrow(/overlap/);
    const tiles = {
      322: { long: [1_000_000] },
      323: { long: [1] },
      324: { long: Array(3000).fill(8) },
      325: { long: Array(3000).fill(8) },
    };
    await expect(
      decodeImage(writeTestTiff({ ...gray, height: 3000, strips: [], tags: tiles })),
    ).rejects.toThrow(/far larger/);
    const loop = writeTestTiff({ ...gray, strips: [Buffer.from([1])] });
    loop.writeUInt32LE(8, 10 + 12 * loop.readUInt16LE(8));
    await expect(decodeImage(loop)).rejects.toThrow(/directories overlap/);
  });

  it('no error of JavaScript for any tag with any value', async () => {
    const whole = writeTestTiff({ ...gray, strips: [Buffer.from([7])] });
    for (let at = 4; at < whole.length; at++) {
      for (const value of [0, 1, 2, 127, 255]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        await decodeImage(bytes).catch((error) => {
          expect(error, `${at}: ${value}`).toBeInstanceOf(CodecError);
          expect(error.code, `${at}: ${value}`).not.toBe('internal');
        });
      }
    }
  });
});

it('becomes a PNG', async () => {
  const bytes = await raw().tiff({ compression: 'none' }).toBuffer();
  for (const format of ['keep', 'auto'] as const) {
    expect(await compressImage(bytes, { format, quality: 'small' })).toMatchObject({
      format: 'png',
      outcome: 'compressed',
    });
  }
});
