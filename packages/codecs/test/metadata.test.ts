import { deflateSync } from 'node:zlib';
import { compressImage, decodeImage, encodeJpeg, readHeader, stripMetadata } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { decodeWithSharp, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { corners, gradient } from './helpers/pictures.ts';
import { writeTestPng } from './helpers/write-test-png.ts';

const png = (...extra: [string, Uint8Array][]) =>
  writeTestPng({
    width: 8,
    height: 8,
    colorType: 2,
    bitDepth: 8,
    sample: (x, y, c) => (x * 31 + y * 17 + c * 80) & 255,
    extra,
  });

/** EXIF of one entry: the orientation. */
const exif = (orientation: number) =>
  Buffer.from([
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);

const jpegOf = () =>
  sharp(gradient(32, 24).data, { raw: { width: 32, height: 24, channels: 4 } })
    .jpeg()
    .toBuffer();

/** Puts a segment after the start of a JPEG. */
function withSegment(jpeg: Buffer, marker: number, text: string): Buffer {
  const data = Buffer.from(text, 'latin1');
  const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)]);
}

describe('PNG', () => {
  it('a profile that would become too large is dropped with a note, at once', async () => {
    const profile = Buffer.alloc(64 * 2 ** 20);
    profile.writeUInt32BE(profile.length);
    profile.write('RGB ', 16);
    profile.write('acsp', 36);
    const bomb = Buffer.concat([Buffer.from('x\0\0'), deflateSync(profile)]);
    const { metadata, notes } = await decodeImage(png(['iCCP', bomb]));
    expect(Object.keys(metadata)).toEqual([]);
    expect(notes).toEqual(['The color profile is damaged or too large and was dropped.']);
  });

  it('the orientation of its EXIF is applied', async () => {
    const bytes = png(['eXIf', exif(6)]);
    const { image, metadata } = await decodeImage(bytes);
    const plain = await decodeImage(png());
    expect([...image.data.subarray(0, 4)]).toEqual([...plain.image.data.subarray(4 * 8 * 7, 4 * 8 * 7 + 4)]);
    expect(metadata.exif![19]).toBe(1);
  });

  it('chunks that would lie about another palette go, text and time stay', async () => {
    const bytes = png(
      ['bKGD', Buffer.alloc(6)],
      ['sBIT', Buffer.from([5, 5, 5])],
      ['tEXt', Buffer.from('Title\0x')],
      ['tIME', Buffer.alloc(7, 1)],
    );
    const { metadata } = await decodeImage((await compressImage(bytes, { ifNotSmaller: 'result' })).bytes);
    expect(metadata.chunks?.map(({ type }) => type)).toEqual(['tEXt', 'tIME']);
    expect((await decodeImage(bytes)).notes).toEqual([]);
  });

  it('an animated PNG is kept, whatever its size', async () => {
    const acTL = Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]);
    const bytes = png(['acTL', acTL], ['fcTL', Buffer.alloc(26)]);
    expect(readHeader(bytes).animated).toBe(true);
    expect((await decodeImage(bytes)).notes).toEqual([
      'Only the first picture of an animation of 2 was read.',
    ]);
    expect(await compressImage(bytes, { ifNotSmaller: 'result' })).toMatchObject({ outcome: 'kept', bytes });
  });
});

describe('JPEG', () => {
  it('further pictures in the file are dropped with a note, and their XMP with them', async () => {
    const xmp = 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta hdrgm:Version="1.0"/>';
    const { metadata, notes } = await decodeImage(
      withSegment(withSegment(await jpegOf(), 0xe2, 'MPF\0MM'), 0xe1, xmp),
    );
    expect(metadata.xmp).toBeUndefined();
    expect(notes).toEqual([
      'Only the main picture was read; the gain map or further pictures in the file were dropped.',
    ]);
  });

  it('bytes between its segments and after its end change nothing', async () => {
    const jpeg = await jpegOf();
    const odd = Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from('junk'),
      jpeg.subarray(2),
      Buffer.from('trailing'),
    ]);
    expect(largestDifference((await decodeImage(odd)).image.data, (await decodeImage(jpeg)).image.data)).toBe(
      0,
    );
  });

  it('bytes between its segments do not hide that its pixels end early', async () => {
    const jpeg = await jpegOf();
    const cut = Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from('junk'),
      jpeg.subarray(2, -60),
      Buffer.from([0xff, 0xd9]),
    ]);
    await expect(decodeImage(cut)).rejects.toThrow(/premature end/);
  });

  it('orientation in EXIF and XMP is 1 after it was applied, so that nobody turns it again', async () => {
    const jpeg = await sharp(corners(48, 32).data, { raw: { width: 48, height: 32, channels: 4 } })
      .jpeg({ quality: 95 })
      .toBuffer();
    const xmp = 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta tiff:Orientation="8"/>';
    const turned = withSegment(withSegment(jpeg, 0xe1, xmp), 0xe1, `Exif\0\0${exif(8).toString('latin1')}`);
    for (const format of ['png', 'webp', 'jpeg'] as const) {
      const { bytes, width, height } = await compressImage(turned, { format, ifNotSmaller: 'result' });
      expect([width, height]).toEqual([32, 48]);
      const { metadata } = await decodeImage(bytes);
      expect(metadata.exif![19]).toBe(1);
      expect(Buffer.from(metadata.xmp!).toString()).toContain('tiff:Orientation="1"');
      expect(
        largestDifference((await decodeWithSharp(bytes)).data, (await decodeWithSharp(turned)).data),
      ).toBeLessThan(60);
    }
  });

  it('density is stored as pixels per inch and carried over', async () => {
    const density = { x: 11811, y: 5906 };
    const { bytes: jpeg } = await encodeJpeg(gradient(32, 24), { metadata: { density } });
    expect([jpeg[13], ...jpeg.subarray(14, 18)]).toEqual([1, 300 >> 8, 300 & 255, 0, 150]);
    for (const format of ['png', 'jpeg'] as const) {
      const { bytes } = await compressImage(jpeg, { format, ifNotSmaller: 'result' });
      expect((await decodeImage(bytes)).metadata.density).toEqual(density);
    }
  });
});

describe('WebP', () => {
  it('has no orientation where its header does not announce EXIF, as viewers have it', async () => {
    const { data, width, height } = gradient(24, 16);
    const turned = await sharp(data, { raw: { width, height, channels: 4 } })
      .withMetadata({ orientation: 6 })
      .webp({ lossless: true })
      .toBuffer();
    expect((await decodeImage(turned)).image).toMatchObject({ width: 16, height: 24 });
    const silent = Buffer.from(turned);
    silent[20]! &= ~0x08; // the flag of EXIF in the VP8X chunk
    const { image, notes } = await decodeImage(silent);
    expect(image).toMatchObject({ width: 24, height: 16 });
    expect(notes).toEqual(['The header of the WebP announces no EXIF data: dropped.']);
    const { bytes } = stripMetadata(silent);
    expect((await sharp(bytes).metadata()).orientation).toBeUndefined();
  });
});
