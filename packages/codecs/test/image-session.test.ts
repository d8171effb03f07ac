import {
  type CompressOptions,
  compressImage,
  type ImageSession,
  openImage,
  type PreviewPicture,
  previewFile,
} from '@kcolors/codecs';
import { QuantizeError } from '@kcolors/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiles, readSmallFiles } from './helpers/files.ts';
import { decodeWithSharp, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { gradient } from './helpers/pictures.ts';

type Files = Awaited<ReturnType<typeof readFiles>>;
let files: Files;
beforeAll(async () => {
  files = await readFiles();
});

/** Options as a person would move through them: each but the first finds what those before it have left behind. */
const MOVES: readonly CompressOptions[] = [
  { effort: 'fast' },
  { quantize: { maxColors: 7, dither: 0 }, effort: 'fast' },
  { quantize: { maxColors: 7, dither: 1, kernel: 'sierra-lite', scan: 'serpentine' }, effort: 'fast' },
  { quantize: { maxColors: 40, space: 'oklab' }, effort: 'fast' },
  {
    quantize: { maxColors: 9, fixedColors: Uint8Array.of(255, 0, 0, 255, 1, 2, 3, 255) },
    metadata: 'strip',
    effort: 'fast',
  },
  { format: 'gif', quantize: { maxColors: 30 }, ifNotSmaller: 'result' },
  { format: 'webp', quantize: { maxColors: 12, alpha: 'ignore' }, effort: 'fast', ifNotSmaller: 'result' },
  { format: 'jpeg', jpegQuality: 60, ifNotSmaller: 'result' },
  { format: 'keep', jpegQuality: 80 },
  { quality: 'good', effort: 'fast', ifNotSmaller: 'result' },
  { quality: 55, quantize: { maxColors: 40 }, effort: 'fast', ifNotSmaller: 'result' },
  { quality: 'good', effort: 'fast', ifNotSmaller: 'result' },
  {
    format: 'png',
    effort: 'fast',
    quantize: { maxColors: 200, init: 'k-means++', seed: 3 },
    ifNotSmaller: 'result',
  },
];

/** What was made under a key before, else made now. */
function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

describe('a session compresses as compressImage does', () => {
  const names: (keyof Files)[] = [
    'png',
    'translucent png',
    'png with metadata',
    'jpeg',
    'webp',
    'gif',
    'bmp',
    'animated gif',
  ];
  /** All moves for three files that differ in what is done with them, and some for the others. */
  const movesOf = (name: keyof Files) =>
    ['png', 'translucent png', 'jpeg'].includes(name) ? MOVES : MOVES.filter((_, i) => i % 3 === 0);

  it.each(names)('%s', async (name) => {
    const file = (await readSmallFiles())[name];
    const session = await openImage(file);
    const known = new Map<string, ReturnType<typeof compressImage>>();
    for (const [i, options] of movesOf(name).entries()) {
      if (i % 2 === 1) await session.preview(options); // which must not leave a trace
      const { bytes, deltaE, qualityScore, pixels, ...mine } = await session.compress(options);
      const {
        bytes: sameBytes,
        qualityScore: asked,
        pixels: expected,
        ...theirs
      } = await remember(known, JSON.stringify(options), () => compressImage(file, options));
      expect(Buffer.from(bytes).equals(sameBytes), `${name} ${i}`).toBe(true);
      expect(mine, `${name} ${i}`).toEqual(theirs);
      expect(largestDifference(pixels.result.data, expected.result.data)).toBe(0);
      const isExact = largestDifference(pixels.result.data, pixels.original.data) === 0;
      expect(deltaE > 0, `${name} ${i} ${deltaE}`).toBe(!isExact);
      expect(qualityScore.score === 100, `${name} ${i} ${qualityScore.score}`).toBe(isExact);
      if (options.quality !== undefined) expect(qualityScore).toEqual(asked);
    }
    session.close();
  });
});

describe('a preview', () => {
  let session: ImageSession;
  beforeAll(async () => {
    session = await openImage(files.png);
  });
  afterAll(() => session.close());

  it.each(['png', 'webp', 'gif', 'jpeg'] as const)('foretells a %s', async (format) => {
    const quantize = { maxColors: 24, dither: 0.5 } as const;
    const options: CompressOptions = { format, quantize, ifNotSmaller: 'result' };
    const shown = await session.preview(options);
    const result = await session.compress(options);
    expect(shown).toMatchObject({ format, outcome: 'compressed', notes: [] });
    expect([shown.image.width, shown.image.height]).toEqual([451, 300]);
    expect(shown.palette.length).toBe(result.palette.length);
    expect(shown.estimatedBytes / result.bytesAfter).toBeCloseTo(1, 0);
    expect(shown.psnr).toBeCloseTo(result.psnr, -1);
    expect(shown.deltaE / result.deltaE).toBeCloseTo(1, 1);
    // And knows the size once the file was written; then others near it are nearer.
    expect((await session.preview(options)).estimatedBytes).toBe(result.bytesAfter);
    const next = { ...options, quantize: { ...quantize, maxColors: 32 }, jpegQuality: 80 };
    const foretold = (await session.preview(next)).estimatedBytes;
    // Rows of a PNG with 24 colors are filtered, those of 32 are not.
    expect(Math.abs(foretold / (await session.compress(next)).bytesAfter - 1)).toBeLessThan(0.08);
  });

  it('shows what its palette and dithering give, from a smaller image where there are many pixels', async () => {
    const small = await openImage(files.png, { maxPreviewPixels: 20_000 });
    expect(small.previewImage.width * small.previewImage.height).toBeLessThanOrEqual(20_000);
    const { image, palette, estimatedBytes } = await small.preview({ quantize: { maxColors: 5 } });
    expect([image.width, image.height]).toEqual([small.previewImage.width, small.previewImage.height]);
    const words = new Uint32Array(new Uint8Array(image.data).buffer);
    expect(new Set(words).size).toBe(palette.length);
    const { bytesAfter } = await small.compress({ quantize: { maxColors: 5 } });
    expect(estimatedBytes / bytesAfter).toBeGreaterThan(0.5);
    expect(estimatedBytes / bytesAfter).toBeLessThan(2);
    small.close();
  });

  it('foretells a large picture from some of its rows', async () => {
    const cat = await sharp(files.png).resize(1200, 800).png().toBuffer();
    const large = await openImage(new Uint8Array(cat));
    for (const format of ['png', 'webp', 'gif'] as const) {
      const options = { format, quantize: { maxColors: 48, dither: 0.5 } };
      const { estimatedBytes } = await large.preview(options);
      const { bytesAfter } = await large.compress({ ...options, effort: 'fast', ifNotSmaller: 'result' });
      expect(Math.abs(estimatedBytes / bytesAfter - 1), format).toBeLessThan(0.1);
    }
    large.close();
  });

  it('tells its picture before the rest, unless a quality is looked for', async () => {
    const pictures: PreviewPicture[] = [];
    const onPicture = (picture: PreviewPicture) => void pictures.push(picture);
    const { image, palette } = await session.preview({ quantize: { maxColors: 7 }, onPicture });
    expect(pictures).toEqual([{ image, palette }]);
    await session.preview({ quality: 'small', onPicture });
    await session.preview({ format: 'jpeg', onPicture });
    expect(pictures).toHaveLength(1);
  });

  it('counts metadata once, not for every pixel that is left out', async () => {
    const sizes = async (metadata: 'keep' | 'strip') => {
      const tagged = await openImage(files['png with metadata'], { maxPreviewPixels: 20_000 });
      const { estimatedBytes } = await tagged.preview({ metadata });
      const { bytesAfter } = await tagged.compress({ metadata });
      tagged.close();
      return { estimatedBytes, bytesAfter };
    };
    const [kept, stripped] = [await sizes('keep'), await sizes('strip')];
    expect(kept.bytesAfter).toBeGreaterThan(stripped.bytesAfter);
    expect(kept.estimatedBytes - stripped.estimatedBytes).toBe(kept.bytesAfter - stripped.bytesAfter);
  });

  it.each(['png', 'webp', 'gif', 'jpeg'] as const)('of a file is also one: %s', async (format) => {
    const options = {
      format,
      quantize: { maxColors: 24, space: 'oklab' as const },
      maxPreviewPixels: 50_000,
    };
    const { file, ...shown } = await previewFile(files.png, options);
    const opened = await openImage(files.png, options);
    const { image, file: _, ...expected } = await opened.preview(options);
    opened.close();
    expect(shown).toEqual({ ...expected, width: 451, height: 300, bytesBefore: files.png.length });
    const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: image.width, height: image.height });
    expect(largestDifference(data, image.data)).toBeLessThanOrEqual(format === 'jpeg' ? 3 : 0);
  });

  it('of an animation that stays is the original', async () => {
    const file = files['animated gif'];
    const animation = await openImage(file);
    const shown = await animation.preview();
    expect(shown).toMatchObject({ outcome: 'kept', estimatedBytes: file.length, palette: [], deltaE: 0 });
    expect(shown.notes.join()).toMatch(/animation/);
    expect(shown.image).toBe(animation.previewImage);
    expect(await shown.file()).toBe(file);
    expect(await animation.preview({ format: 'png' })).toMatchObject({
      outcome: 'compressed',
      format: 'png',
    });
    animation.close();
  });

  it('of a JPEG that is stored as coarsely says that it stays', async () => {
    const coarse = await sharp(files.png).jpeg({ quality: 30 }).toBuffer();
    const jpeg = await openImage(coarse);
    const options = { format: 'keep', jpegQuality: 75 } as const;
    const { outcome, notes } = await jpeg.compress(options);
    expect(await jpeg.preview(options)).toMatchObject({ outcome, notes });
    expect(outcome).toBe('kept');
    jpeg.close();
  });
});

describe('the ends of a session', () => {
  it('what is open shows the original', async () => {
    const session = await openImage(files['translucent png']);
    const { data } = await decodeWithSharp(files['translucent png']);
    expect(largestDifference(session.original.image.data, data)).toBe(0);
    expect(session).toMatchObject({
      width: 320,
      height: 320,
      bytesBefore: files['translucent png'].length,
    });
    expect(session.previewImage).toBe(session.original.image);
    session.close();
  });

  it.each([{}, { space: 'oklab' }] as const)(
    'a later call ends one that counts colors, and is done: %j',
    async (more) => {
      const session = await openImage(files.jpeg);
      let shown: Promise<unknown> | undefined;
      const onProgress = ({ stage }: { stage: string }) => {
        if (stage === 'quantize') shown ??= session.preview({ quantize: { maxColors: 3, ...more } });
      };
      const ended = session.compress({ quantize: { maxColors: 256 }, onProgress });
      await expect(ended).rejects.toMatchObject({ name: 'QuantizeError', code: 'superseded' });
      expect(await shown).toMatchObject({ palette: { length: 3 } });
      session.close();
    },
  );

  it('closed, it does nothing any more, not even what it was at', async () => {
    const session = await openImage(files.png);
    const formats = ['jpeg', 'png'] as const;
    const running = formats.flatMap((format) => [session.compress({ format }), session.preview({ format })]);
    session.close();
    session.close();
    const calls = [...running, session.preview(), session.compress({ format: 'jpeg' })];
    for (const call of await Promise.allSettled(calls)) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'closed' } });
      expect((call as PromiseRejectedResult).reason).toBeInstanceOf(QuantizeError);
    }
  });

  it('stops when it is told to', async () => {
    await expect(openImage(files.png, { signal: AbortSignal.abort('no') })).rejects.toBe('no');
    const session = await openImage(files.png);
    const controller = new AbortController();
    const onProgress = () => controller.abort('later');
    await expect(session.compress({ signal: controller.signal, onProgress })).rejects.toBe('later');
    expect((await session.compress()).outcome).toBe('compressed');
    session.close();
  });

  it('refuses what compressImage refuses', async () => {
    await expect(openImage(new Uint8Array(0))).rejects.toMatchObject({ code: 'empty-file' });
    await expect(openImage(files.png, { maxPixels: 1000 })).rejects.toMatchObject({ code: 'too-large' });
    await expect(openImage(files.png, { maxPreviewPixels: 0 })).rejects.toMatchObject({
      code: 'option-out-of-range',
    });
    const session = await openImage(files.png);
    const wrong = [
      { format: 'tiff' },
      { jpegQuality: 0 },
      { quality: 0 },
      { quantize: { maxColors: 0 } },
      { quantize: { space: 'lab' } },
      { quantize: { colors: 4 } },
    ] as unknown as CompressOptions[];
    for (const options of wrong) {
      const expected = await compressImage(files.png, options).catch((error) => error);
      expect(expected).toBeInstanceOf(Error);
      await expect(session.compress(options)).rejects.toThrow(expected.message);
      await expect(session.preview(options)).rejects.toThrow(expected.message);
    }
    expect((await session.preview()).palette).toHaveLength(16);
    session.close();
  });

  it('an image of one pixel is one, too', async () => {
    const dot = gradient(1, 1);
    const file = await sharp(dot.data, { raw: { width: 1, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    const session = await openImage(file);
    expect(await session.preview()).toMatchObject({ psnr: Infinity, deltaE: 0, palette: { length: 1 } });
    expect(await session.compress()).toMatchObject({ outcome: 'kept', deltaE: 0 });
    session.close();
  });
});
