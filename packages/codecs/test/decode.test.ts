import { decodeImage, encodeGif, readHeader } from '@kcolors/codecs';
import { quantize } from '@kcolors/core';
import { describe, expect, it } from 'vitest';
import { decodeWithSharp, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { corners, gradient } from './helpers/pictures.ts';
import { GIF_COLORS, type GifParts, writeTestGif } from './helpers/write-test-gif.ts';

const raw = ({ data, width, height }: ReturnType<typeof gradient>) =>
  sharp(data, { raw: { width, height, channels: 4 } });

describe('JPEG', () => {
  it.each([
    ['baseline', {}],
    ['progressive', { progressive: true }],
    ['without subsampling', { chromaSubsampling: '4:4:4' }],
  ])('%s', async (_, options) => {
    const bytes = await raw(gradient(61, 43)).jpeg(options).toBuffer();
    const { image, header } = await decodeImage(bytes);
    expect(header).toMatchObject({ format: 'jpeg', width: 61, height: 43, colorModel: 'rgb' });
    expect(largestDifference(image.data, (await decodeWithSharp(bytes)).data)).toBeLessThanOrEqual(1);
  });

  it('gray', async () => {
    const bytes = await raw(gradient(40, 30)).toColourspace('b-w').jpeg().toBuffer();
    const { image, header } = await decodeImage(bytes);
    expect(header.colorModel).toBe('gray');
    expect(image.data.every((value, i) => i % 4 === 3 || value === image.data[i - (i % 4)])).toBe(true);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'orientation %i is applied, and reset in the EXIF',
    async (orientation) => {
      const bytes = await raw(corners(48, 32)).jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer();
      const { image, header, metadata } = await decodeImage(bytes);
      const expected = await decodeWithSharp(bytes);
      expect([image.width, image.height]).toEqual([expected.width, expected.height]);
      expect(header).toMatchObject({ width: 48, height: 32 });
      expect(largestDifference(image.data, expected.data)).toBeLessThanOrEqual(1);
      const exif = Buffer.from(metadata.exif!);
      const entry = exif.indexOf(
        exif[0] === 0x49 ? Buffer.from([0x12, 1, 3, 0]) : Buffer.from([1, 0x12, 0, 3]),
      );
      expect(exif[0] === 0x49 ? exif.readUInt16LE(entry + 8) : exif.readUInt16BE(entry + 8)).toBe(1);
    },
  );

  it('CMYK', async () => {
    const bytes = await raw(corners(48, 32))
      .removeAlpha()
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    const { image, header, notes } = await decodeImage(bytes);
    expect(header.colorModel).toBe('cmyk');
    expect(notes[0]).toMatch(/CMYK/);
    const cmyk = await sharp(bytes).pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer();
    const [c, m, y, k] = cmyk; // libvips: 255 is full ink
    const naive = [c, m, y].map((ink) => Math.round(((255 - ink!) * (255 - k!)) / 255));
    naive.forEach((value, i) => void expect(Math.abs(image.data[i]! - value)).toBeLessThanOrEqual(3));
    expect(image.data[0]).toBeGreaterThan(180); // the first corner is red
    expect(image.data[1]).toBeLessThan(90);
  });

  it('is refused when it is cut anywhere, though libjpeg would fill in gray', async () => {
    const bytes = await raw(gradient(161, 143)).jpeg().toBuffer();
    for (let length = 3; length < bytes.length; length += 97) {
      await expect(decodeImage(bytes.subarray(0, length))).rejects.toThrow(
        expect.objectContaining({ code: 'damaged' }),
      );
    }
    const withEnd = Buffer.concat([bytes.subarray(0, bytes.length - 100), Buffer.from([0xff, 0xd9])]);
    await expect(decodeImage(withEnd)).rejects.toThrow(/premature end/);
  });

  it('is refused with a plain reason when it is arithmetic coded', async () => {
    const bytes = await raw(gradient(16, 16)).jpeg().toBuffer();
    bytes[bytes.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc9;
    await expect(decodeImage(bytes)).rejects.toThrow(/arithmetic/);
  });
});

describe('WebP', () => {
  it.each([
    ['lossy', { quality: 80 }],
    ['lossless with alpha', { lossless: true, exact: true }],
    ['lossy with alpha', { quality: 80, alphaQuality: 50 }],
  ])('%s', async (name, options) => {
    const alpha = name.includes('alpha') ? (x: number) => (x * 4) & 255 : undefined;
    const bytes = await raw(gradient(61, 43, alpha))
      .webp(options)
      .toBuffer();
    const { image } = await decodeImage(bytes);
    expect(largestDifference(image.data, (await decodeWithSharp(bytes)).data)).toBe(0);
  });

  it('orientation is applied', async () => {
    const bytes = await raw(corners(48, 32))
      .webp({ lossless: true })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { image, header } = await decodeImage(bytes);
    expect([header.width, image.width, image.height]).toEqual([48, 32, 48]);
    expect(largestDifference(image.data, (await decodeWithSharp(bytes)).data)).toBe(0);
  });

  it('is refused when it is cut', async () => {
    const bytes = await raw(gradient(61, 43)).webp().toBuffer();
    for (let length = 13; length < bytes.length; length += 97) {
      await expect(decodeImage(bytes.subarray(0, length))).rejects.toThrow(
        expect.objectContaining({ code: 'damaged' }),
      );
    }
  });
});

describe('GIF', () => {
  it('as sharp reads it, interlaced or not', async () => {
    for (const progressive of [false, true]) {
      const bytes = await raw(gradient(61, 43, (x) => (x < 20 ? 0 : 255)))
        .gif({ progressive })
        .toBuffer();
      const { image, header } = await decodeImage(bytes);
      expect(header).toEqual({
        format: 'gif',
        width: 61,
        height: 43,
        bitDepth: 8,
        animated: false,
        colorModel: 'indexed',
      });
      expect(largestDifference(image.data, (await decodeWithSharp(bytes)).data)).toBe(0);
    }
  });

  it.each<[string, GifParts, [width: number, height: number]]>([
    ['larger than it', { screen: [4, 4], at: [0, 0], size: [8, 6] }, [8, 6]],
    ['wider than it', { screen: [4, 9], at: [0, 0], size: [8, 6] }, [8, 9]],
    ['partly outside of it', { screen: [8, 8], at: [5, 3], size: [8, 6] }, [13, 9]],
    ['wholly outside of it', { screen: [8, 8], at: [20, 0], size: [3, 2] }, [23, 8]],
    ['on no screen', { screen: [0, 0], at: [0, 0], size: [6, 5] }, [6, 5]],
    ['aside of no screen', { screen: [0, 0], at: [3, 2], size: [6, 5] }, [9, 7]],
    ['inside of it', { screen: [8, 8], at: [2, 1], size: [3, 2] }, [8, 8]],
    ['before a larger one', { screen: [4, 4], at: [0, 0], size: [4, 4], next: [9, 9] }, [4, 4]],
  ])('a first frame %s is whole: the screen grows', async (_, parts, [width, height]) => {
    const bytes = writeTestGif(parts);
    const { header, image, notes } = await decodeImage(bytes);
    const { width: seenWidth, height: seenHeight } = await decodeWithSharp(bytes);
    expect([image.width, image.height]).toEqual([width, height]);
    expect([header.width, header.height]).toEqual([width, height]);
    if (!parts.screen.includes(0)) expect([seenWidth, seenHeight]).toEqual([width, height]);
    const [left, top] = parts.at;
    const [columns, rows] = parts.size;
    const isInside = (x: number, y: number) => x >= left && y >= top && x < left + columns && y < top + rows;
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++, at += 4)
        expect([...image.data.subarray(at, at + 4)]).toEqual(
          isInside(x, y) ? GIF_COLORS[(x - left + 2 * (y - top)) % 4] : [0, 0, 0, 0],
        );
    const hasGrown = width > parts.screen[0] || height > parts.screen[1];
    expect(notes.some((note) => note.includes('exceeds its canvas'))).toBe(hasGrown);
  });

  it('color numbers beyond the palette are black, as is a picture without a palette', async () => {
    for (const colors of [2, 0]) {
      const bytes = writeTestGif({ screen: [4, 4], at: [0, 0], size: [4, 4], colors });
      const { image, notes } = await decodeImage(bytes);
      const { data } = image;
      if (colors > 0) expect(largestDifference(data, (await decodeWithSharp(bytes)).data)).toBe(0);
      else expect(data.every((value, i) => value === (i % 4 === 3 ? 255 : 0))).toBe(true);
      expect(notes).toEqual(['The palette of the GIF is missing colors: their pixels are black.']);
    }
  });

  it('codes of up to 12 bits from the first on', async () => {
    for (const codeSize of [2, 8, 9, 11]) {
      const bytes = writeTestGif({ screen: [4, 4], at: [0, 0], size: [4, 4], codeSize });
      expect(
        largestDifference((await decodeImage(bytes)).image.data, (await decodeWithSharp(bytes)).data),
      ).toBe(0);
    }
    const bytes = writeTestGif({ screen: [4, 4], at: [0, 0], size: [4, 4], codeSize: 12 });
    await expect(decodeImage(bytes)).rejects.toThrow(/1 to 11 bits/);
  });

  it('is refused when its pixels are cut', async () => {
    const bytes = await raw(gradient(61, 43)).gif().toBuffer();
    for (let length = 13; length < bytes.length - 20; length += 97) {
      await expect(decodeImage(bytes.subarray(0, length))).rejects.toThrow(
        expect.objectContaining({ code: 'damaged' }),
      );
    }
  });
});

describe('animations', () => {
  it.each(['gif', 'webp'] as const)('%s: the first frame is read, and it is told', async (format) => {
    const frames = Buffer.concat([corners(32, 24).data, gradient(32, 24).data]);
    const bytes = await sharp(frames, { raw: { width: 32, height: 48, channels: 4, pageHeight: 24 } })
      .toFormat(format, { lossless: true, loop: 0 })
      .toBuffer();
    expect(readHeader(bytes)).toMatchObject({ format, width: 32, height: 24, animated: true });
    const { image, notes } = await decodeImage(bytes);
    expect(notes).toEqual(['Only the first of 2 frames was read.']);
    expect(largestDifference(image.data, (await decodeWithSharp(bytes)).data)).toBe(0);
  });
});

describe('limits', () => {
  it('are checked for every format before its pixels are decoded', async () => {
    const picture = gradient(50, 40);
    const files = await Promise.all([
      raw(picture).png().toBuffer(),
      raw(picture).jpeg().toBuffer(),
      raw(picture).webp().toBuffer(),
      encodeGif(quantize(picture)).then(({ bytes }) => Buffer.from(bytes)),
    ]);
    for (const bytes of files) {
      await expect(decodeImage(bytes, { maxPixels: 1999 })).rejects.toThrow(
        expect.objectContaining({ code: 'too-large' }),
      );
      await expect(decodeImage(bytes, { maxPixels: 2000 })).resolves.toBeDefined();
    }
  });
});

describe('work that no image of its size needs', () => {
  it('many scans of a JPEG are refused before they are decoded, fewer are not', async () => {
    for (const toGray of [false, true]) {
      const image = raw(gradient(300, 200));
      const bytes = await (toGray ? image.toColourspace('b-w') : image)
        .jpeg({ progressive: true })
        .toBuffer();
      const last = bytes.lastIndexOf(Buffer.from([0xff, 0xda]));
      const scan = bytes.subarray(last, bytes.length - 2);
      const many = Buffer.concat([bytes.subarray(0, -2), ...Array(6000).fill(scan), bytes.subarray(-2)]);
      await expect(decodeImage(many)).rejects.toMatchObject({
        code: 'too-large',
        message: expect.stringMatching(/at most \d+ scans in a JPEG of 300 × 200 pixels but found 60\d\d/),
      });
      expect(readHeader(many)).toMatchObject({ width: 300, height: 200 });
      await expect(decodeImage(bytes)).resolves.toBeDefined();
    }
  });

  it('a JPEG with too few bytes for its pixels is refused before they are decoded', async () => {
    const bytes = await raw(gradient(30, 20)).jpeg().toBuffer();
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt16BE(11_000, frame + 5);
    bytes.writeUInt16BE(11_000, frame + 7);
    await expect(decodeImage(bytes)).rejects.toThrow(
      /bytes of image data are too few for 11000 × 11000 pixels/,
    );
  });

  it('any number of comments in a GIF takes no memory', async () => {
    const gif = writeTestGif({ screen: [4, 4], at: [0, 0], size: [4, 4] });
    const comment = Buffer.from([0x21, 0xfe, 1, 65, 0]);
    const many = Buffer.concat([gif.subarray(0, 25), Buffer.alloc(1e6, comment), gif.subarray(25)]);
    const { notes } = await decodeImage(many);
    expect(notes).toEqual(['The comment was dropped.']);
  });
});

it('a damaged CMYK JPEG is one, whatever its decoder stumbles over', async () => {
  const bytes = await raw(gradient(24, 16)).removeAlpha().toColourspace('cmyk').jpeg().toBuffer();
  for (const [marker, at, value] of [
    [0xc4, 4, 0x17], // a table of a number that there is not
    [0xdb, 4, 0x03],
    [0xda, 6, 0x33],
    [0xc0, 10, 9],
  ] as const) {
    const broken = Buffer.from(bytes);
    broken[broken.indexOf(Buffer.from([0xff, marker])) + at] = value;
    const error = await decodeImage(broken).catch((thrown: unknown) => thrown);
    if (!(error instanceof Error)) continue;
    expect(error).toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/^The JPEG is damaged: /),
    });
    expect(error.message).not.toMatch(/undefined|reading|not a function/);
  }
});

it('the codecs leave nothing behind in the global object', async () => {
  await decodeImage(await raw(gradient(8, 8)).jpeg().toBuffer());
  await decodeImage(await raw(gradient(8, 8)).webp().toBuffer());
  expect('ImageData' in globalThis).toBe(false);
});
