import {
  CodecError,
  colorSpaceOf,
  compressImage,
  decodeImage,
  readColorSpace,
  readHeader,
  sniffFormat,
  stripMetadata,
} from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { decodeWithSharp, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { gradient } from './helpers/pictures.ts';
import { writeTestDib, writeTestIco } from './helpers/write-test-ico.ts';

const picture = gradient(48, 48, (x) => (x < 9 ? 0 : x < 20 ? 140 : 255));
const png = await sharp(picture.data, { raw: { width: 48, height: 48, channels: 4 } })
  .withIccProfile('p3')
  .withExif({ IFD0: { Copyright: 'SECRET' } })
  .png()
  .toBuffer();
const large = { width: 48, height: 48, bytes: png };

/** Two rows of two pixels: the upper ones red and green, the lower ones blue and white. */
const BGR = { blue: [255, 0, 0], green: [0, 255, 0], red: [0, 0, 255], white: [255, 255, 255] };
const rows24 = Buffer.from([...BGR.blue, ...BGR.white, 0, 0, ...BGR.red, ...BGR.green, 0, 0]);
const maskOf = (lower: number, upper: number) => Buffer.from([lower << 6, 0, 0, 0, upper << 6, 0, 0, 0]);
const dib24 = writeTestDib({
  width: 2,
  height: 2,
  bitsPerPixel: 24,
  pixels: rows24,
  mask: maskOf(0b01, 0b10),
});
const small = { width: 2, height: 2, bytes: dib24 };

const pixels = async (bytes: Uint8Array) => [...(await decodeImage(bytes)).image.data];
const ofDib = (dib: Parameters<typeof writeTestDib>[0]) =>
  writeTestIco([{ width: dib.width, height: dib.height, bytes: writeTestDib(dib) }]);

describe('pictures of an icon', () => {
  it('the largest one, a PNG, with its profile; a note counts the others', async () => {
    for (const isCursor of [false, true]) {
      const bytes = writeTestIco([small, large, small], isCursor);
      expect(sniffFormat(bytes)).toBe('ico');
      const { image, header, metadata, notes } = await decodeImage(bytes);
      expect(header).toEqual({
        format: 'ico',
        width: 48,
        height: 48,
        bitDepth: 8,
        animated: false,
        colorModel: 'rgb',
      });
      expect(readHeader(bytes)).toEqual(header);
      expect(largestDifference(image.data, (await decodeWithSharp(png)).data)).toBe(0);
      expect(colorSpaceOf(metadata)).toBe('display-p3');
      expect(readColorSpace(bytes)).toBe('display-p3');
      expect(notes).toEqual(['Only the largest picture of the icon was read; 2 other sizes were left out.']);
    }
    expect((await decodeImage(writeTestIco([large, small]))).notes[0]).toMatch(/1 other size was left out/);
    expect((await decodeImage(writeTestIco([large]))).notes).toEqual([]);
  });

  it('of pictures of one size, the one with the most colors', async () => {
    const palette = [...BGR.red, 0, ...BGR.blue, 0];
    const poor = writeTestDib({
      width: 2,
      height: 2,
      bitsPerPixel: 1,
      palette,
      pixels: maskOf(0b01, 0b01),
      mask: maskOf(0, 0),
    });
    const first = await pixels(writeTestIco([{ ...small, bytes: poor }, small]));
    const second = await pixels(writeTestIco([small, { ...small, bytes: poor }]));
    expect(first).toEqual(second);
    expect(await pixels(writeTestIco([{ ...small, bytes: poor }]))).toEqual(
      [BGR.red, BGR.blue, BGR.red, BGR.blue].flatMap((color) => [...[...color].reverse(), 255]),
    );
  });

  it('colors and a mask', async () => {
    const of = ([b, g, r]: readonly number[], alpha: number) => [r, g, b, alpha];
    const { red, green, blue, white } = BGR;
    const expected = [of(red, 0), of(green, 255), of(blue, 255), of(white, 0)].flat();
    expect(await pixels(writeTestIco([small]))).toEqual(expected);
    expect(readHeader(writeTestIco([small]))).toMatchObject({ width: 2, height: 2, colorModel: 'rgb' });
  });

  it('32 bits: alpha replaces the mask, unless it is 0 everywhere', async () => {
    const of = (alphas: readonly number[]) =>
      ofDib({
        width: 2,
        height: 1,
        bitsPerPixel: 32,
        pixels: Buffer.from([1, 2, 3, alphas[0]!, 4, 5, 6, alphas[1]!]),
        mask: Buffer.from([0b1100_0000, 0, 0, 0]),
      });
    expect(await pixels(of([0, 90]))).toEqual([3, 2, 1, 0, 6, 5, 4, 90]);
    expect(await pixels(of([0, 0]))).toEqual([3, 2, 1, 0, 6, 5, 4, 0]);
  });

  it('4 and 8 bits', async () => {
    const palette = Array.from({ length: 16 }, (_, i) => [i, i, i, 0]).flat();
    const dib = { width: 3, height: 1, palette, mask: Buffer.from([0b0100_0000, 0, 0, 0]) };
    const expected = [15, 15, 15, 255, 1, 1, 1, 0, 7, 7, 7, 255];
    expect(await pixels(ofDib({ ...dib, bitsPerPixel: 4, pixels: Buffer.from([0xf1, 0x70, 0, 0]) }))).toEqual(
      expected,
    );
    expect(await pixels(ofDib({ ...dib, bitsPerPixel: 8, pixels: Buffer.from([15, 1, 7, 0]) }))).toEqual(
      expected,
    );
  });
});

it('becomes a PNG, unless that is larger', async () => {
  const result = await compressImage(writeTestIco([small, large]), { quality: 'small', metadata: 'strip' });
  expect(result).toMatchObject({ format: 'png', outcome: 'compressed' });
  expect(result.notes).toContain('Only the largest picture of the icon was read; 1 other size was left out.');
  expect((await decodeImage(result.bytes)).image).toMatchObject({ width: 48, height: 48 });
});

it('loses the metadata of its pictures on request', async () => {
  const bytes = Buffer.concat([writeTestIco([small, large]), Buffer.from('SECRET')]);
  const stripped = stripMetadata(bytes).bytes;
  expect(Buffer.from(stripped).toString('latin1')).not.toContain('SECRET');
  expect((await decodeImage(stripped)).image).toEqual((await decodeImage(bytes)).image);
  expect(stripMetadata(stripped).bytes).toBe(stripped);
});

describe('hostile files', () => {
  it('truncated at every byte', async () => {
    for (const whole of [writeTestIco([small, large]), writeTestIco([large, small])]) {
      for (let length = 22; length < whole.length; length++) {
        await expect(decodeImage(whole.subarray(0, length)), String(length)).rejects.toMatchObject({
          name: 'CodecError',
          code: 'damaged',
        });
      }
    }
  });

  it('pictures without their mask, without pixels, or with too many pixels', async () => {
    const dib = { width: 2, height: 2, bitsPerPixel: 24, pixels: rows24, mask: maskOf(0, 0) };
    await expect(decodeImage(ofDib({ ...dib, mask: Buffer.alloc(0) }))).rejects.toThrow(
      /its mask is missing/,
    );
    await expect(decodeImage(ofDib({ ...dib, height: 0 }))).rejects.toThrow(/at least 1/);
    await expect(decodeImage(ofDib({ ...dib, width: -2 }))).rejects.toThrow(/at least 1/);
    await expect(decodeImage(ofDib({ ...dib, width: 30_000, height: 30_000 }))).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(decodeImage(ofDib({ ...dib, width: 3000, height: 3000 }))).rejects.toThrow(/truncated/);
  });

  it('any byte with any value', async () => {
    const whole = writeTestIco([small]);
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 1, 2, 12, 32, 127, 255]) {
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
