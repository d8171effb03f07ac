import { deflateSync } from 'node:zlib';
import { encodeGif, encodePng, encodeWebp } from '@kcolors/codecs';
import { quantize } from '@kcolors/core';
import { sharp } from './independent-decoders.ts';
import { corners, gradient } from './pictures.ts';
import { writeTestBmp } from './write-test-bmp.ts';
import { writeTestGif } from './write-test-gif.ts';
import { writeTestDib, writeTestIco } from './write-test-ico.ts';
import { writeTestPng } from './write-test-png.ts';

const picture = gradient(24, 18, (x) => (x < 4 ? 0 : 255));
const raw = () => sharp(picture.data, { raw: { width: 24, height: 18, channels: 4 } });
const cmyk = () => raw().removeAlpha().toColourspace('cmyk');
const frames = Buffer.concat([corners(12, 10).data, gradient(12, 10).data]);
const animation = () => sharp(frames, { raw: { width: 12, height: 20, channels: 4, pageHeight: 10 } });
const indexed = quantize(picture);
const sample = (x: number, y: number, channel: number) => (x * 5 + y * 3 + channel) & 15;
const palette = Uint8Array.from({ length: 48 }, (_, i) => (i * 37) & 255);
const grays = (count: number) => Array.from({ length: count }, (_, i) => [i, i, i, 0]).flat();
const text = (keyword: string, rest: Uint8Array) => Buffer.concat([Buffer.from(keyword, 'latin1'), rest]);

const dib = writeTestDib({
  width: 2,
  height: 2,
  bitsPerPixel: 4,
  palette: grays(16),
  pixels: Buffer.alloc(8, 0x39),
  mask: Buffer.alloc(8, 0x40),
});

/** A small file of each kind that is read, with all that may go with a picture. */
export const SMALL_FILES: Readonly<Record<string, Uint8Array>> = {
  png: (await encodePng(indexed)).bytes,
  'png, RGBA': await raw().png().withIccProfile('p3').withMetadata({ orientation: 6 }).toBuffer(),
  'png, interlaced': writeTestPng({
    width: 9,
    height: 11,
    colorType: 3,
    bitDepth: 4,
    interlaced: true,
    sample,
    filter: (row) => row % 5,
    palette,
    transparency: Uint8Array.of(0, 99),
  }),
  'png, 16 bits, text': writeTestPng({
    width: 7,
    height: 5,
    colorType: 2,
    bitDepth: 16,
    sample: (x, y, channel) => 4097 * sample(x, y, channel),
    transparency: Uint8Array.of(0, 1, 0, 2, 0, 3),
    extra: [
      ['gAMA', Buffer.from([0, 0, 0xb1, 0x8f])],
      ['pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1])],
      ['tEXt', Buffer.from('Title\0a picture')],
      ['zTXt', text('Comment\0\0', deflateSync(Buffer.from('compressed')))],
      ['iTXt', text('XML:com.adobe.xmp\0\0\0\0\0', Buffer.from('<x:xmpmeta/>'))],
      ['eXIf', Buffer.from('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0', 'latin1')],
      ['abCd', Buffer.from('unknown')],
    ],
  }),
  'png, animated': writeTestPng({
    width: 6,
    height: 6,
    colorType: 0,
    bitDepth: 2,
    sample: (x, y) => (x + y) & 3,
    extra: [
      ['acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])],
      ['fcTL', Buffer.alloc(26, 1)],
    ],
  }),
  jpeg: await raw().jpeg().withMetadata({ orientation: 3 }).toBuffer(),
  'jpeg, progressive': await raw().jpeg({ progressive: true }).withIccProfile('p3').toBuffer(),
  'jpeg, gray': await raw().toColourspace('b-w').jpeg().toBuffer(),
  'jpeg, CMYK': await cmyk().jpeg().toBuffer(),
  'jpeg, progressive CMYK': await cmyk().jpeg({ progressive: true }).toBuffer(),
  webp: await raw().webp().withMetadata({ orientation: 5 }).toBuffer(),
  'webp, lossless': await raw().webp({ lossless: true }).toBuffer(),
  'webp, plain': (await encodeWebp(indexed)).bytes,
  'webp, animated': await animation().webp().toBuffer(),
  gif: (await encodeGif(indexed)).bytes,
  'gif, interlaced': await raw().gif({ progressive: true }).toBuffer(),
  'gif, animated': await animation().gif().toBuffer(),
  'gif, beyond its screen': writeTestGif({ screen: [4, 4], at: [2, 1], size: [9, 5], next: [3, 3] }),
  bmp: writeTestBmp({
    width: 5,
    height: 3,
    bitsPerPixel: 16,
    compression: 3,
    masks: [0xf800, 0x07e0, 0x001f],
    pixels: Buffer.alloc(36, 0x5a),
  }),
  'bmp, 24 bits': writeTestBmp({ width: 3, height: 4, bitsPerPixel: 24, pixels: Buffer.alloc(48, 0x37) }),
  'bmp, 4 bits': writeTestBmp({
    width: 9,
    height: 4,
    bitsPerPixel: 4,
    palette: grays(16),
    pixels: Buffer.alloc(32, 0x1c),
  }),
  'bmp, run lengths': writeTestBmp({
    width: 9,
    height: 2,
    bitsPerPixel: 8,
    compression: 1,
    palette: grays(40),
    pixels: Buffer.from([5, 7, 0, 4, 1, 2, 3, 4, 0, 0, 3, 9, 0, 2, 1, 0, 2, 5, 0, 1]),
  }),
  tiff: await raw().tiff({ compression: 'lzw' }).withMetadata({ orientation: 6, density: 90 }).toBuffer(),
  'tiff, tiles': await raw()
    .toColourspace('rgb16')
    .tiff({ compression: 'deflate', tile: true, tileWidth: 16, tileHeight: 16 })
    .toBuffer(),
  'tiff, JPEG': await raw().removeAlpha().tiff({ compression: 'jpeg' }).toBuffer(),
  'tiff, run lengths': await cmyk().tiff({ compression: 'packbits' }).toBuffer(),
  ico: writeTestIco([
    { width: 2, height: 2, bytes: dib },
    { width: 24, height: 18, bytes: (await encodePng(indexed)).bytes },
  ]),
  'ico, mask': writeTestIco([{ width: 2, height: 2, bytes: dib }], true),
};
