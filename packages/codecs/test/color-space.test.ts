import { colorSpaceOf, decodeImage, imageInSrgb, readColorSpace } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { readFiles } from './helpers/files.ts';
import { sharp } from './helpers/independent-decoders.ts';
import { writeTestPng } from './helpers/write-test-png.ts';

/** Every hue and lightness that both spaces have. */
const raw = { width: 32, height: 32, channels: 3 } as const;
const pixels = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => {
  const [x, y] = [Math.floor(i / 3) % 32, Math.floor(i / 96)];
  return [60 + 5 * x, 60 + 5 * y, 60 + 2 * (x + y)][i % 3]!;
});
const tagged = (profile: string, format: 'png' | 'jpeg' | 'webp' = 'png') =>
  sharp(pixels, { raw }).withIccProfile(profile, { attach: true }).toFormat(format).toBuffer();

const withCicp = (...data: number[]) =>
  writeTestPng({
    ...{ width: 1, height: 1, colorType: 2, bitDepth: 8, sample: () => 9 },
    extra: [['cICP', Uint8Array.from(data)]],
  });

describe('the space of colors', () => {
  it.each([
    ['p3', 'png', 'display-p3'],
    ['p3', 'jpeg', 'display-p3'],
    ['p3', 'webp', 'display-p3'],
    ['srgb', 'png', 'srgb'],
  ] as const)('of %s in a %s is known', async (profile, format, space) => {
    const file = await tagged(profile, format);
    expect(readColorSpace(file)).toBe(space);
    const { metadata } = await decodeImage(file);
    expect(metadata.icc).toBeDefined();
    expect(colorSpaceOf(metadata)).toBe(space);
  });

  it('is sRGB where nothing is said, and for profiles of other pixels', async () => {
    const files = await readFiles();
    for (const name of ['png', 'webp', 'gif', 'bmp'] as const)
      expect(readColorSpace(files[name])).toBe('srgb');
    const gray = sharp(pixels, { raw }).grayscale().withIccProfile('cmyk');
    expect(colorSpaceOf((await decodeImage(await gray.jpeg().toBuffer())).metadata)).toBe('srgb');
  });

  it('is that of a cICP chunk, whatever the profile says', () => {
    expect(readColorSpace(withCicp(12, 13, 0, 1))).toBe('display-p3');
    expect(readColorSpace(withCicp(1, 13, 0, 1))).toBe('srgb');
    expect(readColorSpace(withCicp(9, 16, 0, 1))).toBe('other'); // BT.2100 PQ
  });

  it('is another one in a photograph in Adobe RGB', async () => {
    expect(readColorSpace((await readFiles()).jpeg)).toBe('other');
  });

  it('is another one where colorants or curves are others', async () => {
    const { metadata } = await decodeImage(await tagged('p3'));
    const icc = metadata.icc!;
    const tagAt = (name: string) => {
      const at = Buffer.from(icc).indexOf(name, 128);
      return Buffer.from(icc).readUInt32BE(at + 4);
    };
    const changed = (at: number, value: number) => {
      const other = icc.slice();
      other[at] = value;
      return colorSpaceOf({ icc: other });
    };
    expect(changed(tagAt('rXYZ') + 10, 0)).toBe('other'); // half of the red
    expect(changed(tagAt('gTRC'), 0)).toBe('other'); // no curve that we know
    expect(colorSpaceOf({ icc: icc.slice(0, 400) })).toBe('srgb'); // no profile at all
  });
});

describe('Display P3 in sRGB', () => {
  it('is what a color management system makes of it', async () => {
    const p3 = await decodeImage(await tagged('p3')); // the numbers of the same colors in Display P3
    const { data } = imageInSrgb(p3).image;
    let largest = 0;
    for (let i = 0; i < 32 * 32; i++)
      for (let c = 0; c < 3; c++)
        largest = Math.max(largest, Math.abs(data[4 * i + c]! - pixels[3 * i + c]!));
    expect(largest).toBeLessThanOrEqual(2); // each was rounded once more
    expect(p3.image.data.some((value, i) => i % 4 < 3 && Math.abs(value - data[i]!) > 5)).toBe(true);
  });

  it('keeps grays and alpha, and takes the nearest where there is none', async () => {
    const { metadata } = await decodeImage(await tagged('p3'));
    const image = {
      data: Uint8Array.of(0, 0, 0, 7, 128, 128, 128, 255, 255, 255, 255, 0, 255, 0, 0, 255),
      width: 4,
      height: 1,
    };
    const { data } = imageInSrgb({ image, metadata }).image;
    const expected = [0, 0, 0, 7, 128, 128, 128, 255, 255, 255, 255, 0, 255, 0, 0, 255];
    for (const [i, value] of expected.entries()) expect(Math.abs(data[i]! - value)).toBeLessThanOrEqual(1);
  });

  it('states the colors that it does not have, and no others', async () => {
    const { metadata } = await decodeImage(await tagged('p3'));
    const wide = [255, 0, 0, 255]; // the red of Display P3
    const inside = [234, 51, 35, 255]; // about the red of sRGB
    const data = Uint8Array.from([...wide, ...wide, ...inside, 255, 255, 255, 255]);
    const { image, outsideSrgb } = imageInSrgb({ image: { data, width: 4, height: 1 }, metadata });
    const hexAt = (at: number) => `#${Buffer.from(image.data.subarray(at, at + 3)).toString('hex')}`;
    expect(hexAt(0)).toBe('#ff0000');
    expect(outsideSrgb!(hexAt(0))).toBe('color(display-p3 1 0 0)');
    expect(outsideSrgb!(hexAt(8))).toBe(hexAt(8) === hexAt(0) ? outsideSrgb!(hexAt(0)) : undefined);
    expect(outsideSrgb!('#ffffff')).toBeUndefined();
    expect(outsideSrgb!('#123456')).toBeUndefined();
  });
});
