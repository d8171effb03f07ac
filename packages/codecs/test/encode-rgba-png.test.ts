import { decodeImage, encodeMask, encodeRgbaPng } from '@kcolors/codecs';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { expect, it } from 'vitest';

const SIZE = { width: 37, height: 23 };
const picture = (color: (i: number) => readonly number[]) => ({
  ...SIZE,
  data: Uint8Array.from(Array.from({ length: SIZE.width * SIZE.height }, (_, i) => color(i)).flat()),
});
/** More than 256 colors, translucent ones, and colors under full transparency. */
const many = picture((i) => [i % 256, (i * 7) % 256, (i * 31) % 256, [0, 255, 90, 255][i % 4]!]);
const gray = picture((i) => [i % 256, i % 256, i % 256, 255]);

it.each(['fast', 'default', 'best'] as const)(
  'all pixels are written as they are, with effort %s',
  async (effort) => {
    for (const image of [many, gray]) {
      const { bytes } = await encodeRgbaPng(image, { effort });
      const read = PNG.sync.read(Buffer.from(bytes));
      expect([read.width, read.height]).toEqual([image.width, image.height]);
      expect(new Uint8Array(read.data)).toEqual(image.data);
    }
  },
);

it('grays keep a color type that fits a profile of colors', async () => {
  const profiled = await sharp(Buffer.from(many.data), { raw: { ...SIZE, channels: 4 } })
    .withIccProfile('p3')
    .png()
    .toBuffer();
  const { metadata } = await decodeImage(profiled);
  expect(metadata.icc?.length).toBeGreaterThan(100);
  const plain = await encodeRgbaPng(gray);
  expect(plain.bytes[25]! & 2).toBe(0); // what the profile would not fit
  const { bytes } = await encodeRgbaPng(gray, { metadata });
  expect(bytes[25]! & 2).toBe(2);
  expect((await decodeImage(bytes)).metadata.icc).toEqual(metadata.icc);
  expect(new Uint8Array(PNG.sync.read(Buffer.from(bytes)).data)).toEqual(gray.data);
});

it('a mask has one bit a pixel, white inside', async () => {
  const mask = Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, i) => (i % 5 === 0 ? 1 : 0));
  const { bytes } = await encodeMask(mask, SIZE.width, SIZE.height);
  expect(bytes[24]).toBe(1);
  const { data } = PNG.sync.read(Buffer.from(bytes));
  for (const [i, inside] of mask.entries())
    expect([...data.subarray(4 * i, 4 * i + 4)]).toEqual(inside ? [255, 255, 255, 255] : [0, 0, 0, 255]);
  await expect(encodeMask(mask, 5, 5)).rejects.toThrow('25 indices');
  await expect(encodeRgbaPng({ data: new Uint8Array(0), width: 0, height: 0 })).rejects.toThrow(
    'at least 1 × 1',
  );
});
