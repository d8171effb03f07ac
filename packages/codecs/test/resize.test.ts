import {
  type CompressOptions,
  compressImage,
  decodeImage,
  encodePng,
  openImage,
  previewFile,
  readColorSpace,
} from '@kcolors/codecs';
import { requestOptions, sameRequest } from '@kcolors/codecs/request';
import { QuantizeError, quantize } from '@kcolors/core';
import { resize } from '@kcolors/core/resize';
import { describe, expect, it } from 'vitest';
import { DEFAULT_REQUEST } from '../src/request/request.ts';
import { decodeWithSharp, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { corners, gradient, type Picture } from './helpers/pictures.ts';
import { sizedExif } from './helpers/sized-exif.ts';
import { writeTestPng } from './helpers/write-test-png.ts';

const raw = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 4 } });
const photo = gradient(120, 90);
const png = await raw(photo).png().toBuffer();
const exact: CompressOptions = { quantize: { maxColors: 256, dither: 0 } };

const XMP =
  '<x:xmpmeta><rdf:Description exif:PixelXDimension="120" tiff:ImageWidth=\'120\' tiff:ImageWidthX="7">' +
  '<exif:PixelYDimension>90</exif:PixelYDimension><dc:title>120 90</dc:title></rdf:Description></x:xmpmeta>';

describe('a resized image', () => {
  it('is the result of resize, and everything is compared with it', async () => {
    const result = await compressImage(png, { ...exact, resize: { maxSide: 40 } });
    const expected = resize(photo, { maxSide: 40 });
    expect(result).toMatchObject({
      width: 40,
      height: 30,
      resizedFrom: { width: 120, height: 90 },
      outcome: 'compressed',
    });
    expect(result.pixels.original).toEqual(expected);
    const quantized = quantize(expected, { maxColors: 256, dither: 0, objective: 'perceptual' });
    expect(result.mse).toBe(quantized.mse);
    expect(await decodeWithSharp(result.bytes)).toMatchObject({ width: 40, height: 30 });
    expect(result.pixels.result).toEqual((await decodeImage(result.bytes)).image);
  });

  it('is stored even if that saves nothing, but an image that needs no reduction behaves as before', async () => {
    const tiny = (await encodePng(quantize(gradient(64, 64), { maxColors: 2 }), { effort: 'best' })).bytes;
    const smaller = await compressImage(tiny, {
      resize: { maxSide: 63 },
      quantize: { maxColors: 256, dither: 0 },
    });
    expect(smaller.bytesAfter).toBeGreaterThan(tiny.length);
    expect(smaller).toMatchObject({ outcome: 'compressed', width: 63, height: 63 });
    const same = await compressImage(tiny, {
      resize: { maxSide: 64 },
      quantize: { maxColors: 256, dither: 0 },
    });
    expect(same).toMatchObject({ outcome: 'kept', width: 64 });
    expect(same.bytes).toBe(tiny);
    expect(same).not.toHaveProperty('resizedFrom');
  });

  it('is the same file with each format, quality and a JPEG that stays one', async () => {
    const jpeg = await raw(photo).jpeg({ quality: 30 }).toBuffer();
    for (const options of [
      { format: 'webp' },
      { format: 'gif' },
      { format: 'keep', jpegQuality: 95 },
      { quality: 'good' },
    ] as const) {
      const { bytes, outcome } = await compressImage(jpeg, { ...options, resize: { scale: 0.5 } });
      expect(outcome).toBe('compressed');
      expect(await decodeWithSharp(bytes)).toMatchObject({ width: 60, height: 45 });
    }
  });

  it('is upright: orientation 6 is applied before', async () => {
    const bytes = await raw(corners(48, 32))
      .jpeg({ quality: 95 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const result = await compressImage(bytes, { format: 'png', resize: { maxHeight: 24 } });
    expect(result).toMatchObject({ width: 16, height: 24, resizedFrom: { width: 32, height: 48 } });
    const expected = (await sharp(bytes)
      .rotate()
      .resize(16, 24, { kernel: 'cubic' })
      .ensureAlpha()
      .raw()
      .toBuffer()) as Buffer;
    for (const at of [0, 15, 23 * 16, 24 * 16 - 1]) {
      const color = result.pixels.result.data.subarray(4 * at, 4 * at + 4);
      expect(largestDifference(color, expected.subarray(4 * at, 4 * at + 4))).toBeLessThan(40);
    }
  });

  it.each(['II', 'MM'] as const)('has its size in EXIF (%s) and XMP', async (order) => {
    const file = writeTestPng({
      ...{ width: 120, height: 90, colorType: 0, bitDepth: 8, sample: (x, y) => (x + y) & 255 },
      extra: [
        ['eXIf', sizedExif(order, 1)],
        ['iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${XMP}`)],
        ['pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1])],
      ],
    });
    const { bytes } = await compressImage(file, { resize: { maxWidth: 60 } });
    const { metadata } = await decodeImage(bytes);
    const view = new DataView(metadata.exif!.slice().buffer);
    const isLittle = order === 'II';
    expect([view.getUint32(18, isLittle), view.getUint16(30, isLittle)]).toEqual([60, 45]);
    expect([view.getUint16(74, isLittle), view.getUint32(86, isLittle)]).toEqual([60, 45]);
    expect(Buffer.from(metadata.xmp!).toString()).toBe(
      XMP.replaceAll('="120"', '="60"').replace("'120'", "'60'").replace('>90<', '>45<'),
    );
    expect(metadata.density).toEqual({ x: 2835, y: 2835 });
    const untouched = await decodeImage((await compressImage(file, { ifNotSmaller: 'result' })).bytes);
    expect(Buffer.from(untouched.metadata.exif!).equals(sizedExif(order, 1))).toBe(true);
  });

  it.each([
    [
      '16 bits',
      {
        colorType: 2,
        bitDepth: 16,
        sample: (x: number, y: number, c: number) => (x * 700 + y * 90 + c * 999) & 0xffff,
      },
    ],
    [
      'gray with alpha',
      {
        colorType: 4,
        bitDepth: 8,
        sample: (x: number, y: number, c: number) => (c === 0 ? 6 * x : 9 * y) & 255,
      },
    ],
  ] as const)('may come from a PNG with %s', async (_, kind) => {
    const file = writeTestPng({ width: 40, height: 26, ...kind });
    const { image } = await decodeImage(file);
    const result = await compressImage(file, { ...exact, resize: { maxSide: 13 } });
    expect(result.pixels.original).toEqual(resize(image, { maxSide: 13 }));
    expect(result.width).toBe(13);
  });

  it('keeps the profile of Display P3, whose curve is that of sRGB', async () => {
    const p3 = await raw(photo).png().withIccProfile('p3').toBuffer();
    const result = await compressImage(p3, { resize: { scale: 0.5 } });
    expect(readColorSpace(result.bytes)).toBe('display-p3');
    expect(result.pixels.original).toEqual(resize((await decodeImage(p3)).image, { scale: 0.5 }));
  });
});

describe('what cannot be resized', () => {
  it('an animation is kept as it is, with its reason', async () => {
    const frames = Buffer.concat([corners(12, 10).data, gradient(12, 10).data]);
    const animation = await sharp(frames, { raw: { width: 12, height: 20, channels: 4, pageHeight: 10 } })
      .gif()
      .toBuffer();
    const bytes = new Uint8Array(animation);
    const result = await compressImage(bytes, { resize: { maxSide: 5 } });
    expect(result).toMatchObject({
      outcome: 'kept',
      width: 12,
      notes: ['This is an animation: the original was kept.'],
    });
    expect(result.bytes).toBe(bytes);
    expect(await compressImage(bytes, { format: 'png', resize: { maxSide: 6 } })).toMatchObject({
      width: 6,
      height: 5,
    });
  });

  it('the order of a palette is not kept, and a note says so', async () => {
    const file = (await encodePng(quantize(photo, { maxColors: 9 }), { keepPaletteOrder: true })).bytes;
    const options = { keepPaletteOrder: true, quantize: { maxColors: 9 } };
    const { notes, palette } = await compressImage(file, { ...options, resize: { scale: 0.5 } });
    expect(notes).toEqual(['The image was resized: its palette order was not kept.']);
    expect(palette.length).toBeLessThanOrEqual(9);
    expect((await compressImage(file, { ...options, resize: { scale: 1 } })).notes).not.toEqual(notes);
  });

  it.each<[NonNullable<CompressOptions['resize']>, string]>([
    [{ maxSide: 0 }, 'Expected an integer of 1 or more for maxSide'],
    [{ scale: 1.5 }, 'Expected a number above 0 and up to 1 for scale'],
  ])('%j is an error before the file is read', async (options, message) => {
    const failing = compressImage(new Uint8Array(3), { resize: options });
    await expect(failing).rejects.toThrow(message);
    await expect(failing).rejects.toBeInstanceOf(QuantizeError);
  });

  it('a number is not an object', async () => {
    await expect(compressImage(png, { resize: 5 as never })).rejects.toThrow(
      'Expected an object for resize but received 5.',
    );
  });
});

it('an abort ends a resize at its next step', async () => {
  const large = gradient(2400, 2400);
  const file = await raw(large).png({ compressionLevel: 1 }).toBuffer();
  const control = new AbortController();
  const shares: number[] = [];
  const running = compressImage(file, {
    resize: { maxSide: 900 },
    signal: control.signal,
    onProgress({ stage, done }) {
      if (stage !== 'decode') return;
      shares.push(done);
      if (done > 0) control.abort(new Error('enough'));
    },
  });
  await expect(running).rejects.toThrow('enough');
  expect(shares.at(-1)).toBeLessThan(0.15);
});

describe('a session', () => {
  it('gives the bytes of compressImage at each size, and previews of the resized image', async () => {
    const session = await openImage(png);
    for (const options of [
      { resize: { scale: 0.5 } },
      { resize: { scale: 0.5 }, quality: 'good' },
      {},
      { resize: { maxSide: 30 } },
      { resize: { scale: 0.5 }, format: 'webp' },
    ] as const) {
      const { bytes, pixels } = await session.compress(options);
      const expected = await compressImage(png, options);
      expect(Buffer.from(bytes).equals(expected.bytes)).toBe(true);
      const preview = await session.preview(options);
      expect([preview.image.width, preview.image.height]).toEqual([expected.width, expected.height]);
      expect(pixels.original).toEqual(expected.pixels.original);
    }
    expect(session).toMatchObject({ width: 120, height: 90 });
    session.close();
    await expect(session.preview({ resize: { scale: 0.5 } })).rejects.toMatchObject({ code: 'closed' });
  });

  it('lets the latest call win, also at another size', async () => {
    const session = await openImage(png);
    const first = session.compress({ resize: { scale: 0.9 } });
    const preview = session.preview({ resize: { scale: 0.8 }, quality: 'good' });
    const second = session.compress({ resize: { scale: 0.5 } });
    await expect(first).rejects.toMatchObject({ code: 'superseded' });
    expect((await preview).image.width).toBe(96);
    expect((await second).width).toBe(60);
    const last = session.compress({ resize: { scale: 0.4 } });
    session.close();
    await expect(last).rejects.toMatchObject({ code: 'closed' });
  });

  it('previews a file at its new size', async () => {
    const { file } = await previewFile(png, { resize: { maxSide: 24 } });
    expect(await decodeWithSharp(file)).toMatchObject({ width: 24, height: 18 });
  });
});

it('a request may limit the longer side', () => {
  const limited = { ...DEFAULT_REQUEST, maxSide: 800 };
  expect(requestOptions(limited)).toMatchObject({ resize: { maxSide: 800 } });
  expect(requestOptions({ ...limited, quality: 'colors' })).toMatchObject({ resize: { maxSide: 800 } });
  expect(requestOptions(DEFAULT_REQUEST)).not.toHaveProperty('resize');
  expect(sameRequest(limited, DEFAULT_REQUEST)).toBe(false);
  expect(sameRequest(limited, { ...limited })).toBe(true);
});
