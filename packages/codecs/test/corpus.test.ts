import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CodecError, compressImage, decodeImage } from '@kcolors/codecs';
import { describe, expect, it } from 'vitest';
import { decodeWithPngjs, decodeWithSharp, largestDifference } from './helpers/independent-decoders.ts';

// Checks against a folder of real and broken files that is not in the repository: its name is in KCOLORS_CORPUS.
const corpus = process.env.KCOLORS_CORPUS ?? '';
const script = fileURLToPath(new URL('helpers/compress-file.mjs', import.meta.url));

function filesOf(folder: string): string[] {
  if (!corpus) return [];
  return readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(join(corpus, name)).isFile())
    .sort();
}

const read = (name: string) => readFileSync(join(corpus, name));

describe.skipIf(!corpus)('corpus', () => {
  const suite = filesOf('pngsuite').filter((name) => name.endsWith('.png'));

  it.each(suite.filter((name) => !/\/x/.test(name)))('%s is decoded as pngjs does', async (name) => {
    const bytes = read(name);
    const { image } = await decodeImage(bytes);
    expect(largestDifference(image.data, decodeWithPngjs(bytes).data)).toBe(0);
  });

  it.each(suite.filter((name) => /\/x/.test(name)))('%s is refused', async (name) => {
    await expect(decodeImage(read(name))).rejects.toThrow(CodecError);
  });

  it.each(['png-odd', 'apng', 'ui', 'gif'].flatMap(filesOf))(
    '%s is decoded as sharp or pngjs does',
    async (name) => {
      const bytes = read(name);
      const { image, header } = await decodeImage(bytes);
      const expected = header.format === 'png' ? decodeWithPngjs(bytes) : await decodeWithSharp(bytes);
      expect(largestDifference(image.data, expected.data)).toBe(0);
    },
  );

  it.each(['jpeg', 'webp'].flatMap(filesOf).filter((name) => !/cmyk|arithmetic/.test(name)))(
    '%s is decoded as sharp does',
    async (name) => {
      const bytes = read(name);
      const { image } = await decodeImage(bytes);
      const expected = await decodeWithSharp(bytes);
      expect([image.width, image.height]).toEqual([expected.width, expected.height]);
      expect(largestDifference(image.data, expected.data)).toBeLessThanOrEqual(1);
    },
  );

  it.each(filesOf('bmp'))('%s is decoded', async (name) => {
    await expect(decodeImage(read(name))).resolves.toBeDefined();
  });

  const isRead = (name: string) => /\.(tiff?|ico)$/.test(name);

  it.each(filesOf('other').filter(isRead))('%s is decoded', async (name) => {
    await expect(decodeImage(read(name))).resolves.toBeDefined();
  });

  it.each(filesOf('other').filter((name) => !isRead(name)))('%s is refused by name', async (name) => {
    await expect(decodeImage(read(name))).rejects.toThrow(/but this is an? .*: convert it/);
  });

  it.each(filesOf('avif'))('%s needs a decoder', async (name) => {
    await expect(decodeImage(read(name))).rejects.toThrow(/^Reading AVIF needs an add-on/);
  });

  it.each(filesOf('bad'))('%s: a plain error or a result, soon, in little memory', (name) => {
    const output = execFileSync(process.execPath, [script, join(corpus, name)], {
      timeout: 20_000,
      encoding: 'utf8',
    });
    const { outcome, message = '', bytesBefore, bytesAfter, megabytes } = JSON.parse(output);
    expect(outcome).toMatch(/^(refused|kept|compressed)$/);
    expect(message).not.toMatch(/\n/);
    if (outcome !== 'refused') expect(bytesAfter).toBeLessThanOrEqual(bytesBefore);
    expect(megabytes).toBeLessThan(1500);
  });

  it.each(
    ['classic', 'gif', 'webp', 'bmp', 'apng', 'png-odd']
      .flatMap(filesOf)
      .filter((name) => !name.endsWith('.ppm')),
  )('%s: compressing it again changes nothing', async (name) => {
    const options = { effort: 'fast' } as const;
    const first = await compressImage(read(name), options);
    const second = await compressImage(first.bytes, options);
    if (first.outcome === 'compressed') expect(second.outcome).toBe('kept');
    expect(second.bytes).toBe(first.bytes);
  });
});
