import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { decodeAvif, encodeAvif } from '@kcolors/avif';
import {
  CodecError,
  type CompressOptions,
  colorSpaceOf,
  compressImage,
  type DecodedPixels,
  decodeImage,
  openImage,
  readColorSpace,
  readHeader,
  sniffFormat,
  stripMetadata,
} from '@kcolors/codecs';
import { qualityScore } from '@kcolors/core/quality-score';
import type sharpType from 'sharp';
import { describe, expect, it } from 'vitest';
import { SEED } from '../../../test/setup/seed.ts';
import { mutateImage, seededRandom } from '../../codecs/test/helpers/mutate-image.ts';

const sharp = createRequire(import.meta.url)('sharp') as typeof sharpType;

const hooks = { decoders: { avif: decodeAvif }, encoders: { avif: encodeAvif } };

/** A smooth picture whose four corners differ. */
function picture(width: number, height: number, alpha = 255) {
  const data = new Uint8Array(4 * width * height);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      data.set([(255 * x) / width, (255 * y) / height, 60 + (140 * x) / width, x < 8 ? alpha : 255], o);
    }
  }
  return { data, width, height };
}

const raw = (image = picture(48, 32)) =>
  sharp(image.data, { raw: { width: image.width, height: image.height, channels: 4 } });

/** 8-bit RGBA by libheif, upright, not color managed. */
async function expected(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes, { ignoreIcc: true })
    .autoOrient()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Largest difference of visible pixels. */
function difference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < one.length; i++) {
    if (one[i | 3] !== 0 || other[i | 3] !== 0) largest = Math.max(largest, Math.abs(one[i]! - other[i]!));
  }
  return largest;
}

describe('without an add-on', () => {
  it('reading and writing AVIF name what to install, and HEIC names the hook', async () => {
    const bytes = await raw().avif().toBuffer();
    expect(sniffFormat(bytes)).toBe('avif');
    expect(readHeader(bytes)).toMatchObject({ format: 'avif', width: 48, height: 32, bitDepth: 8 });
    const unsupported = (message: RegExp) => ({
      code: 'unsupported-format',
      message: expect.stringMatching(message),
    });
    for (const read of [decodeImage, compressImage, openImage]) {
      await expect(read(bytes)).rejects.toMatchObject(
        unsupported(/^Reading AVIF .* "npm install @kcolors\/avif"/),
      );
    }
    const png = await raw().png().toBuffer();
    const write = compressImage(png, { format: 'avif' });
    await expect(write).rejects.toMatchObject(unsupported(/^Writing AVIF .* "npm install @kcolors\/avif"/));
    const heic = Buffer.from(bytes.map((byte, at) => (at < 32 && byte === 0x61 ? 0x68 : byte)));
    heic.write('heic', 8, 'latin1');
    heic.fill('mif1', 16, 28, 'latin1');
    expect(sniffFormat(heic)).toBe('heic');
    await expect(decodeImage(heic)).rejects.toMatchObject(unsupported(/^Reading HEIC .* decoders\.heic/));
  });

  it('hooks that are no functions are an invalid option', async () => {
    const decoders = { avif: 'libavif' } as never;
    await expect(decodeImage(await raw().png().toBuffer(), { decoders })).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });

  it('an AVIF that can be read but not written stays as it is', async () => {
    const bytes = await raw().avif().toBuffer();
    const { decoders } = hooks;
    const kept = await compressImage(bytes, { decoders, quality: 'good' });
    expect(kept).toMatchObject({
      outcome: 'kept',
      notes: ['There is no AVIF encoder: the original was kept.'],
    });
    const png = await compressImage(bytes, { decoders, format: 'png', ifNotSmaller: 'result' });
    expect(png.format).toBe('png');
  });
});

describe('AVIF of libheif are read as libheif does', () => {
  it.each([
    ['8 bits', () => raw().avif({ quality: 90 }), 8],
    ['full colors', () => raw().avif({ quality: 80, chromaSubsampling: '4:4:4' }), 8],
    ['alpha', () => raw(picture(48, 32, 90)).avif({ quality: 90 }), 8],
    ['lossless', () => raw().avif({ lossless: true }), 8],
  ] as const)('%s', async (_, make, bitDepth) => {
    const bytes = await make().toBuffer();
    const { header, image, notes } = await decodeImage(bytes, hooks);
    expect(header).toEqual({ ...readHeader(bytes), format: 'avif', width: 48, height: 32, bitDepth });
    expect(difference(image.data, (await expected(bytes)).data)).toBeLessThanOrEqual(3);
    expect(notes).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i', async (orientation) => {
    const bytes = await raw().withMetadata({ orientation }).avif({ quality: 90 }).toBuffer();
    const { image, metadata } = await decodeImage(bytes, hooks);
    const upright = await expected(bytes);
    expect([image.width, image.height]).toEqual([upright.width, upright.height]);
    expect(difference(image.data, upright.data)).toBeLessThanOrEqual(3);
    const png = await compressImage(bytes, { ...hooks, format: 'png', ifNotSmaller: 'result' });
    expect((await sharp(png.bytes).metadata()).orientation ?? 1).toBe(1);
    if (metadata.exif) expect(Buffer.from(metadata.exif).toString('latin1', 0, 2)).toMatch(/II|MM/);
  });

  it.each([
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
    [3, 0],
    [0, 1],
  ])('%i quarter turns to the left, then mirrored along axis %i', async (angle, axis) => {
    const bytes = await raw().withMetadata({ orientation: 5 }).avif({ quality: 90 }).toBuffer();
    bytes[bytes.indexOf('irot') + 4] = angle;
    bytes[bytes.indexOf('imir') + 4] = axis;
    const { image } = await decodeImage(bytes, hooks);
    const upright = await expected(bytes);
    expect([image.width, image.height]).toEqual([upright.width, upright.height]);
    expect(difference(image.data, upright.data)).toBeLessThanOrEqual(3);
  });

  it('profile, EXIF and XMP', async () => {
    const bytes = await raw()
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .avif()
      .toBuffer();
    const { metadata } = await decodeImage(bytes, hooks);
    expect(colorSpaceOf(metadata)).toBe('display-p3');
    expect(readColorSpace(bytes)).toBe('display-p3');
    expect(Buffer.from(metadata.exif!).toString('latin1')).toContain('somebody');
    expect(() => stripMetadata(bytes)).toThrow(expect.objectContaining({ code: 'cannot-strip' }));
    const plain = await raw().avif().toBuffer();
    expect(stripMetadata(plain).bytes).toBe(plain);
  });
});

/** A folder of real files that is not in the repository: its name is in KCOLORS_CORPUS. */
const corpus = process.env.KCOLORS_CORPUS ?? '';
const files = corpus ? readdirSync(join(corpus, 'avif')).filter((name) => !/animated/.test(name)) : []; // libheif fails on these

describe.skipIf(files.length === 0)('corpus', () => {
  it.each(files)('%s is decoded as libheif does', async (name) => {
    const bytes = readFileSync(join(corpus, 'avif', name));
    const { image } = await decodeImage(bytes, hooks);
    const other = await expected(bytes);
    expect([image.width, image.height]).toEqual([other.width, other.height]);
    let sum = 0;
    for (let i = 0; i < image.data.length; i++) sum += Math.abs(image.data[i]! - other.data[i]!);
    expect(sum / image.data.length).toBeLessThan(1); // the resolution of colors is doubled in another way
  });
});

describe('a decoder of the caller', () => {
  const turned = () => raw().withMetadata({ orientation: 6 }).withIccProfile('p3').avif().toBuffer();

  it('may turn the pixels and convert the colors itself, as browsers do', async () => {
    const bytes = await turned();
    const upright = await expected(bytes);
    const avif = async (): Promise<DecodedPixels> => ({ ...upright, isUpright: true, isSrgb: true });
    const { image, metadata } = await decodeImage(bytes, { decoders: { avif } });
    expect([image.width, image.height]).toEqual([32, 48]);
    expect(difference(image.data, upright.data)).toBe(0);
    expect(metadata.icc).toBeUndefined();
  });

  it('is not called for too many pixels, and its errors are errors of the file', async () => {
    const bytes = await turned();
    let calls = 0;
    const avif = async (): Promise<DecodedPixels> => {
      calls++;
      throw new TypeError('Cannot read properties of undefined');
    };
    await expect(decodeImage(bytes, { decoders: { avif }, maxPixels: 100 })).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(calls).toBe(0);
    await expect(decodeImage(bytes, { decoders: { avif } })).rejects.toMatchObject({
      code: 'damaged',
      message: 'The AVIF is damaged: its decoder failed.',
    });
    const other = async () => picture(5, 5);
    await expect(decodeImage(bytes, { decoders: { avif: other } })).rejects.toThrow(/another size/);
  });
});

describe('AVIF is written', () => {
  const write = (bytes: Uint8Array, options: CompressOptions = {}) =>
    compressImage(bytes, { ...hooks, format: 'avif', effort: 'fast', ...options });

  it('with profile, EXIF and XMP, which libheif reads', async () => {
    const png = await raw(picture(64, 48, 128))
      .withIccProfile('p3')
      .withExif({ IFD0: { Copyright: 'somebody' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
      .png()
      .toBuffer();
    const { bytes, format } = await write(png, { quality: 'good', ifNotSmaller: 'result' });
    expect(format).toBe('avif');
    const read = await sharp(bytes).metadata();
    expect(read).toMatchObject({ format: 'heif', width: 64, height: 48, hasAlpha: true });
    expect(read.exif?.toString('latin1')).toContain('somebody');
    expect(read.icc?.length).toBeGreaterThan(100);
    expect(Buffer.from(read.xmp!).toString()).toContain('xmpmeta');
    const again = await decodeImage(bytes, hooks);
    expect(colorSpaceOf(again.metadata)).toBe('display-p3');
    expect(Buffer.from(again.metadata.exif!).toString('latin1')).toContain('somebody');
    expect(Buffer.from(again.metadata.xmp!).toString()).toContain('xmpmeta');
    expect(difference(again.image.data, (await expected(bytes)).data)).toBeLessThanOrEqual(6);
    const bare = await write(png, { quality: 'good', metadata: 'omit', ifNotSmaller: 'result' });
    expect((await sharp(bare.bytes).metadata()).exif).toBeUndefined();
    expect(colorSpaceOf((await decodeImage(bare.bytes, hooks)).metadata)).toBe('display-p3');
  });

  it('at the lowest quality that reaches a score, and again as it was', async () => {
    const photo = new URL('../../../test/fixtures/skimage_rocket.jpg', import.meta.url);
    const jpeg = await sharp(readFileSync(photo)).resize(240).jpeg({ quality: 98 }).toBuffer();
    const good = await write(jpeg, { quality: 'good' });
    expect(good).toMatchObject({ format: 'avif', outcome: 'compressed' });
    expect(good.qualityScore).toMatchObject({ reached: true, colors: 0 });
    const { score, target } = good.qualityScore!;
    expect(score).toBeLessThan(target! + 4);
    const decoded = await decodeImage(good.bytes, hooks);
    const { image } = await decodeImage(jpeg);
    expect(qualityScore(image, decoded.image, 'full-color')).toBeCloseTo(score, 1);
    const small = await write(jpeg, { quality: 'small' });
    expect(small.bytes.length).toBeLessThan(good.bytes.length);
    const smallest = await compressImage(jpeg, {
      ...hooks,
      format: 'smallest',
      quality: 'good',
      effort: 'fast',
    });
    const without = await compressImage(jpeg, { format: 'smallest', quality: 'good', effort: 'fast' });
    expect(smallest.bytes.length).toBeLessThanOrEqual(1.05 * without.bytes.length);
    expect(['avif', 'webp']).toContain(smallest.format); // at this effort, either may win
  });

  it('without a quality, and within a number of bytes', async () => {
    const png = await raw(picture(200, 150)).png().toBuffer();
    expect(await write(png, { ifNotSmaller: 'result' })).toMatchObject({ format: 'avif' });
    const limited = await write(png, { maxBytes: 1500, ifNotSmaller: 'result' });
    expect(limited.format).toBe('avif');
    expect(limited.bytes.length).toBeLessThanOrEqual(1500);
  });

  it('in a session, with a preview', async () => {
    const png = await raw(picture(200, 150)).png().toBuffer();
    const { decoders, encoders } = hooks;
    const session = await openImage(png, { decoders });
    const options = {
      format: 'avif',
      quality: 'good',
      effort: 'fast',
      encoders,
      ifNotSmaller: 'result',
    } as const;
    const preview = await session.preview(options);
    expect(preview).toMatchObject({ format: 'avif', outcome: 'compressed' });
    const result = await session.compress(options);
    expect(Buffer.from(result.bytes)).toEqual(
      Buffer.from((await write(png, { quality: 'good', ifNotSmaller: 'result' })).bytes),
    );
    session.close();
  });

  it('not with a palette', async () => {
    const png = await raw().png().toBuffer();
    await expect(write(png, { palette: Uint8Array.of(0, 0, 0, 255) })).rejects.toThrow(/has a palette/);
  });
});

describe('hostile files', () => {
  it('truncated or changed at every byte: one of our errors, or a picture', async () => {
    const whole = await raw(picture(16, 16, 80))
      .withExif({ IFD0: { Copyright: 'x' } })
      .avif()
      .toBuffer();
    const structure = whole.indexOf('mdat');
    let decoded = 0;
    const avif = async () => {
      decoded++;
      return picture(16, 16);
    };
    const fault = async (bytes: Uint8Array) => {
      try {
        readHeader(bytes);
        await decodeImage(bytes, { decoders: { avif } });
        return undefined;
      } catch (error) {
        if (!(error instanceof CodecError) || error.code === 'internal') return String(error);
        return undefined;
      }
    };
    for (let length = 16; length < whole.length; length++) {
      await expect(
        decodeImage(whole.subarray(0, length), { decoders: { avif } }),
        String(length),
      ).rejects.toMatchObject({
        code: 'damaged',
      });
    }
    expect(decoded).toBe(0);
    for (let at = 12; at < structure; at++) {
      for (const value of [0, 1, 2, 64, 127, 255]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        expect(await fault(bytes), `${at}: ${value}`).toBeUndefined();
      }
    }
  });

  it('mutated at random: one of our errors, or a picture', async () => {
    const files = [
      await raw(picture(16, 16, 80))
        .withMetadata({ orientation: 5 })
        .withIccProfile('p3')
        .avif()
        .toBuffer(),
      (
        await compressImage(
          await raw()
            .withExif({ IFD0: { Copyright: 'x' } })
            .png()
            .toBuffer(),
          {
            ...hooks,
            format: 'avif',
            ifNotSmaller: 'result',
          },
        )
      ).bytes,
    ];
    const avif = async () => picture(16, 16);
    for (let i = 0; i < 2000; i++) {
      const random = seededRandom(SEED * 1_000_003 + i);
      const bytes = mutateImage(files[i % 2]!, files[1 - (i % 2)]!, random);
      for (const read of [
        readHeader,
        readColorSpace,
        stripMetadata,
        (each: Uint8Array) => decodeImage(each, { decoders: { avif, heic: avif } }),
      ]) {
        try {
          await read(bytes);
        } catch (error) {
          expect(error, `number ${i}`).toBeInstanceOf(CodecError);
          expect((error as CodecError).code, `number ${i}: ${(error as CodecError).cause}`).not.toBe(
            'internal',
          );
        }
      }
    }
  });

  it('the decoder of the add-on refuses damaged pixels', async () => {
    const whole = await raw().avif().toBuffer();
    const bytes = Buffer.from(whole).fill(0x55, whole.indexOf('mdat') + 12);
    await expect(decodeImage(bytes, hooks)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('a directory with pieces of no size takes no time', async () => {
    const whole = await raw().avif().toBuffer();
    const bytes = Buffer.from(whole);
    const iloc = bytes.indexOf('iloc');
    bytes.fill(0, iloc + 8, iloc + 10);
    bytes.fill(0xff, iloc + 10, iloc + 40);
    const start = performance.now();
    await expect(decodeImage(bytes, hooks)).rejects.toThrow(CodecError);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
