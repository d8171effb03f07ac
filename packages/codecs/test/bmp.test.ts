import { decodeImage } from '@kcolors/codecs';
import { expect, it } from 'vitest';
import { writeTestBmp } from './helpers/write-test-bmp.ts';

/** Red of each pixel, row by row; the test palettes are gray. */
async function reds(bmp: Buffer): Promise<number[]> {
  const { data } = (await decodeImage(bmp)).image;
  return Array.from(data).filter((_, i) => i % 4 === 0);
}

const grays = (count: number) => Array.from({ length: count }, (_, i) => [i, i, i, 0]).flat();

it('24 bits, from the bottom or the top, rows padded to 4 bytes', async () => {
  const pixels = Buffer.from([1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0]);
  const bmp = { width: 2, height: 2, bitsPerPixel: 24, pixels };
  const { image } = await decodeImage(writeTestBmp(bmp));
  expect([...image.data]).toEqual([9, 8, 7, 255, 12, 11, 10, 255, 3, 2, 1, 255, 6, 5, 4, 255]);
  expect(await reds(writeTestBmp({ ...bmp, height: -2 }))).toEqual([3, 6, 9, 12]);
  await expect(decodeImage(writeTestBmp({ ...bmp, pixels: pixels.subarray(0, 12) }))).rejects.toThrow(
    /truncated/,
  );
});

it('1, 4 and 8 bits', async () => {
  const row = (...bytes: number[]) => Buffer.from([...bytes, 0, 0, 0, 0]).subarray(0, 4);
  const width = 3;
  expect(
    await reds(writeTestBmp({ width, height: 1, bitsPerPixel: 1, palette: grays(2), pixels: row(0xa0) })),
  ).toEqual([1, 0, 1]);
  expect(
    await reds(
      writeTestBmp({ width, height: 1, bitsPerPixel: 4, palette: grays(16), pixels: row(0xf1, 0x70) }),
    ),
  ).toEqual([15, 1, 7]);
  expect(
    await reds(
      writeTestBmp({ width, height: 1, bitsPerPixel: 8, palette: grays(200), pixels: row(0, 199, 5) }),
    ),
  ).toEqual([0, 199, 5]);
  const outside = writeTestBmp({
    width,
    height: 1,
    bitsPerPixel: 8,
    palette: grays(5),
    pixels: row(0, 5, 0),
  });
  expect(await reds(outside)).toEqual([0, 0, 0]); // black, as in browsers
  expect((await decodeImage(outside)).notes).toEqual([
    'The palette of the BMP is missing colors: their pixels are black.',
  ]);
});

it('bit fields of 16 and 32 bits, scaled to the whole range', async () => {
  const pixels = Buffer.from([0x1f, 0xf8, 0xe0, 0x07]); // magenta, green in 5-6-5
  const { image } = await decodeImage(
    writeTestBmp({
      width: 2,
      height: 1,
      bitsPerPixel: 16,
      compression: 3,
      masks: [0xf800, 0x07e0, 0x001f],
      pixels,
    }),
  );
  expect([...image.data]).toEqual([255, 0, 255, 255, 0, 255, 0, 255]);
  const swapped = {
    width: 1,
    height: 1,
    bitsPerPixel: 32,
    compression: 3,
    masks: [0xff, 0xff00, 0xff0000],
    pixels: Buffer.from([1, 2, 3, 4]),
  };
  expect([...(await decodeImage(writeTestBmp(swapped))).image.data]).toEqual([1, 2, 3, 255]);
  const plain = { ...swapped, compression: 0, masks: [] };
  expect([...(await decodeImage(writeTestBmp(plain))).image.data]).toEqual([3, 2, 1, 255]);
});

it('run lengths: the example of the Windows documentation', async () => {
  const data = '0304 0506 0003455667 00 0278 00020501 0278 0000 091e 0001'.replace(/ /g, '');
  const pixels = Buffer.from(data, 'hex');
  const bmp = { width: 20, height: 3, bitsPerPixel: 8, compression: 1, palette: grays(256), pixels };
  const x = (hex: number, count = 1) => Array<number>(count).fill(hex);
  const first = [...x(4, 3), ...x(6, 5), 0x45, 0x56, 0x67, ...x(0x78, 2), ...x(0, 7)];
  const second = [...x(0, 18), ...x(0x78, 2)];
  const third = [...x(0x1e, 9), ...x(0, 11)];
  expect(await reds(writeTestBmp(bmp))).toEqual([...third, ...second, ...first]);
  await expect(decodeImage(writeTestBmp({ ...bmp, pixels: pixels.subarray(0, 20) }))).rejects.toThrow(
    /truncated/,
  );
  await expect(decodeImage(writeTestBmp({ ...bmp, height: 1 }))).rejects.toThrow(/exceed the picture/);
});

it('run lengths of 4 bits', async () => {
  const bmp = {
    width: 9,
    height: 1,
    bitsPerPixel: 4,
    compression: 2,
    palette: grays(16),
    pixels: Buffer.from([5, 0x12, 0, 4, 0x34, 0x56, 0, 1]),
  };
  expect(await reds(writeTestBmp(bmp))).toEqual([1, 2, 1, 2, 1, 3, 4, 5, 6]);
});

it('run lengths that are far too few for the picture are refused before it is painted', async () => {
  const bmp = {
    width: 11_584,
    bitsPerPixel: 8,
    compression: 1,
    palette: grays(2),
    pixels: Buffer.from([5, 1, 0, 1]),
  };
  await expect(decodeImage(writeTestBmp({ ...bmp, height: 11_584 }))).rejects.toThrow(
    /4 bytes of pixels are too few/,
  );
  const empty = await reds(writeTestBmp({ ...bmp, height: 2 }));
  expect(empty.filter(Boolean)).toHaveLength(5);
});
