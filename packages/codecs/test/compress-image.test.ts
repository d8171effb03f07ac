import { type CompressOptions, compressImage, decodeImage } from '@kcolors/codecs';
import { quantize } from '@kcolors/core';
import { describe, expect, it } from 'vitest';
import { decodeWithSharp, largestDifference, sharp } from './helpers/independent-decoders.ts';
import { gradient, type Picture } from './helpers/pictures.ts';

const raw = ({ data, width, height }: Picture) => sharp(data, { raw: { width, height, channels: 4 } });
const photo = gradient(120, 90);
const noisy = {
  ...photo,
  data: photo.data.map((value, i) => (i % 4 === 3 ? 255 : value ^ ((Math.imul(i, 2654435761) >>> 27) & 15))),
};
const translucent = gradient(80, 60, (x) => (x * 5) & 255);

const FILES = {
  png: await raw(photo).png().toBuffer(),
  'png with alpha': await raw(translucent).png().toBuffer(),
  'png with metadata': await raw(photo)
    .png()
    .withIccProfile('p3')
    .withExif({ IFD0: { Copyright: 'somebody' } })
    .toBuffer(),
  webp: await raw(noisy).webp({ lossless: true }).toBuffer(),
  gif: await raw(photo).gif().toBuffer(),
  jpeg: await raw(photo).jpeg({ quality: 95 }).toBuffer(),
};

describe('the job as a whole', () => {
  it('reduces the colors as core does, and shows what is in the file', async () => {
    const { bytes, outcome, format, palette, pixels, paletteBytes, mse, ...rest } = await compressImage(
      FILES.png,
    );
    const expected = quantize(photo, { objective: 'perceptual', dither: 0.75 });
    expect([outcome, format]).toEqual(['compressed', 'png']);
    expect(paletteBytes).toEqual(expected.palette);
    expect(mse).toBe(expected.mse);
    expect(rest.psnr).toBeCloseTo(10 * Math.log10((3 * 255 ** 2) / mse), 10);
    expect(rest).toMatchObject({
      width: 120,
      height: 90,
      bytesBefore: FILES.png.length,
      bytesAfter: bytes.length,
    });
    expect(palette).toHaveLength(16);
    expect(palette.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(palette[0]!.hex).toMatch(/^#[0-9a-f]{6}$/);
    expect(largestDifference((await decodeWithSharp(bytes)).data, pixels.result.data)).toBe(0);
    expect(largestDifference(pixels.original.data, photo.data)).toBe(0);
  });

  it.each(Object.entries(FILES))('%s: never larger, and its own output is left alone', async (name, file) => {
    for (const options of [
      {},
      { format: 'keep' },
      { quantize: { maxColors: 40, dither: 0 } },
    ] as CompressOptions[]) {
      const first = await compressImage(file, options);
      expect(first.bytes.length).toBeLessThanOrEqual(file.length);
      expect(first.outcome, name).toBe('compressed');
      const second = await compressImage(first.bytes, options);
      expect(second.outcome).toBe('kept');
      expect(second.bytes).toBe(first.bytes);
    }
  });

  it('says at the most effort how much less a WebP takes', async () => {
    const options = { quantize: { maxColors: 128 }, ifNotSmaller: 'result' } as const;
    const png = await compressImage(FILES.webp, { ...options, format: 'png', effort: 'best' });
    const webp = await compressImage(FILES.webp, { ...options, format: 'webp', effort: 'default' });
    const percent = Math.floor(100 * (1 - webp.bytesAfter / png.bytesAfter));
    expect(percent).toBeGreaterThanOrEqual(5);
    expect(png.notes).toEqual([`As a WebP the same pixels would be ${percent} % smaller.`]);
    expect((await compressImage(FILES.webp, { ...options, format: 'png' })).notes).toEqual([]);
  });

  it('the same bytes give the same bytes', async () => {
    for (const file of Object.values(FILES)) {
      const [first, second] = [await compressImage(file), await compressImage(Buffer.from(file))];
      expect(Buffer.from(first.bytes).equals(second.bytes)).toBe(true);
    }
  });

  it('writes every format, and GIF with alpha that is on or off', async () => {
    for (const format of ['png', 'webp', 'gif', 'jpeg'] as const) {
      const result = await compressImage(FILES['png with alpha'], { format, ifNotSmaller: 'result' });
      expect(result).toMatchObject({ format, outcome: 'compressed' });
      const seen = await decodeWithSharp(result.bytes);
      expect(largestDifference(seen.data, result.pixels.result.data)).toBeLessThanOrEqual(
        format === 'jpeg' ? 1 : 0,
      );
    }
    const gif = await compressImage(FILES['png with alpha'], { format: 'gif', ifNotSmaller: 'result' });
    expect(gif.palette.filter(({ hex }) => hex.length > 7).map(({ hex }) => hex.slice(7))).toEqual(['00']);
  });

  it('hands the original back when the result is not smaller, unless the result is asked for', async () => {
    const small = await raw(gradient(1, 1)).png().toBuffer();
    const kept = await compressImage(small);
    expect(kept).toMatchObject({
      outcome: 'kept',
      notes: ['The result is not smaller: the original was kept.'],
    });
    expect(kept.bytes).toBe(small);
    const result = await compressImage(small, { ifNotSmaller: 'result' });
    expect(result.outcome).toBe('compressed');
    expect(result.bytesAfter).toBe(kept.bytesAfter);
  });

  it('changes no pixel for less than 5 % of the bytes, unless asked to, but takes every byte that an exact result saves', async () => {
    const side = 256;
    // Noise: a few colors less hardly save anything.
    let state = 1;
    const noise = Uint8Array.from({ length: side * side }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 24;
    });
    // Padded as by a less thorough encoder, so that the result is smaller at all.
    const gray = sharp(noise, { raw: { width: side, height: side, channels: 1 } });
    const file = Buffer.concat([await gray.toColourspace('b-w').png().toBuffer(), Buffer.alloc(700)]);
    const lossy = { quantize: { maxColors: 240, objective: 'mse', dither: 0 } } as const;
    const kept = await compressImage(file, lossy);
    expect(kept.bytesAfter).toBeLessThan(file.length);
    expect(kept.bytesAfter).toBeGreaterThan(0.98 * file.length);
    expect(kept).toMatchObject({
      outcome: 'kept',
      bytes: file,
      notes: ['The result is less than 5 % smaller: the original was kept.'],
    });
    const saved = 1 - kept.bytesAfter / file.length;
    for (const [minSaving, outcome] of [
      [saved - 0.001, 'compressed'],
      [saved + 0.001, 'kept'],
    ] as const)
      expect(await compressImage(file, { ...lossy, minSaving })).toMatchObject({ outcome });
    expect((await compressImage(file, { ...lossy, ifNotSmaller: 'result' })).outcome).toBe('compressed');
    const { bytes } = await compressImage(FILES.png, { quantize: { maxColors: 4 } });
    const longer = Buffer.concat([bytes, Buffer.alloc(1)]); // after the end of the image
    expect(await compressImage(longer)).toMatchObject({ mse: 0, outcome: 'compressed', bytes });
  });
});

describe('a JPEG that stays one', () => {
  it('is not encoded again at a quality that it does not have, though that would be smaller', async () => {
    const coarse = await raw(noisy)
      .jpeg({ quality: 40, optimizeCoding: false, chromaSubsampling: '4:4:4' })
      .toBuffer();
    const fine = await raw(noisy).jpeg({ quality: 98, optimizeCoding: false }).toBuffer();
    const kept = await compressImage(coarse, { format: 'keep', jpegQuality: 75 });
    expect(kept.outcome).toBe('kept');
    expect(kept.bytesAfter).toBeLessThan(coarse.length);
    expect(kept.notes).toEqual(['The JPEG is already stored at quality 75 or below: the original was kept.']);
    const result = await compressImage(fine, { format: 'keep', jpegQuality: 75 });
    expect(result).toMatchObject({ outcome: 'compressed', format: 'jpeg', palette: [] });
    expect(result.psnr).toBeGreaterThan(25);
  });
});

describe('animations', () => {
  const frames = Buffer.concat([
    gradient(64, 48).data,
    gradient(64, 48, () => 255).data.map((v, i) => (i % 4 === 3 ? 255 : 255 - v)),
  ]);
  const animated = () => sharp(frames, { raw: { width: 64, height: 96, channels: 4, pageHeight: 48 } });

  it.each(['gif', 'webp'] as const)('%s: never replaced by a still', async (format) => {
    const file = await animated().toFormat(format, { lossless: true }).toBuffer();
    for (const asked of ['auto', 'keep', format] as const) {
      const result = await compressImage(file, { format: asked, ifNotSmaller: 'result' });
      expect(result.outcome).toBe('kept');
      expect(result.bytes).toBe(file);
      expect(result.notes[0]).toMatch(/animation/);
    }
    const converted = await compressImage(file, { format: 'png', ifNotSmaller: 'result' });
    expect(converted).toMatchObject({ outcome: 'compressed', format: 'png' });
    expect(converted.notes).toContain('Only the first of 2 frames was read.');
  });
});

describe('metadata', () => {
  it('is kept, or removed but for the color profile', async () => {
    const kept = await decodeImage((await compressImage(FILES['png with metadata'])).bytes);
    const stripped = await decodeImage(
      (await compressImage(FILES['png with metadata'], { metadata: 'strip' })).bytes,
    );
    expect(Object.keys(kept.metadata)).toEqual(expect.arrayContaining(['icc', 'exif']));
    expect(Object.keys(stripped.metadata)).toEqual(['icc']);
  });

  it('a profile for other colors is dropped with a note', async () => {
    const cmyk = await raw(photo)
      .removeAlpha()
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .withIccProfile('cmyk')
      .toBuffer();
    const { bytes, notes } = await compressImage(cmyk, { ifNotSmaller: 'result' });
    expect((await decodeImage(bytes)).metadata.icc).toBeUndefined();
    expect(notes.join(' ')).toMatch(/profile was dropped: it is for CMYK/);
  });
});

describe('progress and abort', () => {
  it('progress never falls, and passes through all stages', async () => {
    const seen: [string, number][] = [];
    await compressImage(FILES.png, { onProgress: ({ stage, done }) => seen.push([stage, done]) });
    const done = seen.map(([, share]) => share);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect([done[0], done.at(-1)]).toEqual([0, 1]);
    expect([...new Set(seen.map(([stage]) => stage))]).toEqual(['decode', 'quantize', 'encode']);
  });

  it('an aborted job rejects with the reason of the signal', async () => {
    await expect(compressImage(FILES.png, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    const controller = new AbortController();
    let after = 0;
    const onProgress = ({ stage }: { stage: string }) => {
      if (controller.signal.aborted) after++;
      if (stage === 'quantize') controller.abort('later');
    };
    await expect(compressImage(FILES.png, { signal: controller.signal, onProgress })).rejects.toBe('later');
    expect(after).toBe(0);
  });
});

it('options that are out of range are refused', async () => {
  const bad = [
    { format: 'tiff' },
    { effort: 'most' },
    { quality: 101 },
    { jpegQuality: 101 },
    { metadata: 'none' },
    { quantize: { maxColors: 0 } },
    { maxPixels: 0 },
  ];
  for (const options of bad)
    await expect(compressImage(FILES.png, options as CompressOptions)).rejects.toThrow(/^Expected/);
});
