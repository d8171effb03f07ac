import { readFileSync } from 'node:fs';
import { type CompressOptions, compressImage } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { sharp } from './helpers/independent-decoders.ts';
import { gainMapJpeg } from './helpers/private-files.ts';

const photo = new URL('../../../test/fixtures/skimage_chelsea.png', import.meta.url);
const small = () => sharp(readFileSync(photo)).resize(90, 60);
const softAlpha = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#fff' } })
  .composite([
    { input: Buffer.from('<svg width="90" height="60"><rect width="45" height="60" fill="#666"/></svg>') },
  ])
  .toColourspace('b-w')
  .raw()
  .toBuffer();

const upright = Object.fromEntries(
  await Promise.all(
    Array.from({ length: 8 }, async (_, i) => {
      const file = await small()
        .jpeg({ quality: 95 })
        .withMetadata({ orientation: i + 1 })
        .toBuffer();
      return [`JPEG, EXIF orientation ${i + 1}`, file] as const;
    }),
  ),
);

/** Files whose pixels are more than RGB of 8 bits. */
const FILES: Readonly<Record<string, Buffer>> = {
  'PNG, 16 bits': await small().toColourspace('rgb16').png().toBuffer(),
  'PNG, gray and alpha': await small()
    .toColourspace('b-w')
    .joinChannel(softAlpha, { raw: { width: 90, height: 60, channels: 1 } })
    .png()
    .toBuffer(),
  'PNG, Display P3': await small().withIccProfile('p3').png().toBuffer(),
  'JPEG, Display P3': await small().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
  'JPEG, CMYK': await small().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
  'JPEG with a gain map': await gainMapJpeg(),
  ...upright,
};

/** Mean difference from the original, in steps of 0 to 255, that a path may have. */
const PATHS: Readonly<Record<string, (bytes: Uint8Array) => CompressOptions & { limit: number }>> = {
  'quality, same format': () => ({ quality: 'good', limit: 6 }),
  'quality, smallest format': () => ({ quality: 'good', format: 'smallest', limit: 6 }),
  resize: () => ({ quality: 'good', resize: { maxSide: 48 }, limit: 8 }),
  'byte budget': ({ length }) => ({ maxBytes: Math.round(0.7 * length), limit: 14 }),
};

/** Decodes a file with libvips: upright, in sRGB by its profile, over gray. */
async function seen(bytes: Uint8Array, size?: { width: number; height: number }) {
  const image = sharp(bytes).rotate().toColourspace('srgb').flatten({ background: '#808080' });
  if (size) image.resize({ ...size, fit: 'fill', kernel: 'lanczos3' });
  return image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
}

describe.each(Object.keys(FILES))('%s', (name) => {
  // Formats and budgets do not ask for the orientation.
  const paths = Object.keys(PATHS).filter((path) => !(name in upright) || /same|resize/.test(path));
  it.each(paths)('is the same picture after %s', async (path) => {
    const original = FILES[name]!;
    const { limit, ...options } = PATHS[path]!(original);
    const result = await compressImage(Uint8Array.from(original), { ...options, ifNotSmaller: 'result' });
    const { data, info } = await seen(result.bytes);
    const whole = await seen(original);
    const scale = options.resize ? 48 / Math.max(whole.info.width, whole.info.height) : 1;
    const size = {
      width: Math.round(scale * whole.info.width),
      height: Math.round(scale * whole.info.height),
    };
    expect([info.width, info.height, info.channels]).toEqual([size.width, size.height, 3]);
    // A gain map is kept, whatever it takes.
    if (options.maxBytes && !name.includes('gain map'))
      expect(result.bytes.length).toBeLessThanOrEqual(options.maxBytes);
    if (name.includes('CMYK')) expect(result.notes.join()).toContain('CMYK');
    const expected = (await seen(original, size)).data;
    const difference = data.reduce((sum, value, i) => sum + Math.abs(value - expected[i]!), 0) / data.length;
    // libvips converts CMYK by a profile of its own, kcolors without one, as the note says.
    expect(difference).toBeLessThan(name.includes('CMYK') ? 14 : limit);
  });
});
