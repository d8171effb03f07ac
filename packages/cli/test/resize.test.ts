import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressImage } from '@kcolors/codecs';
import { InvalidArgumentError } from 'commander';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { factor } from '../src/option-values.ts';
import { filesIn, folderWith, kcolors, kcolorsHere, PICTURES, SMALL_PICTURES } from './kcolors.ts';

describe('--scale', () => {
  it.each([
    ['50%', 0.5],
    ['50 %', 0.5],
    ['0.5', 0.5],
    ['.25', 0.25],
    ['12.5%', 0.125],
    ['100%', 1],
    ['1', 1],
  ])('%s is %d', (text, value) => expect(factor(text)).toBe(value));

  it.each(['0', '0%', '50', '101%', '-1', '', 'half', '1e-1', '%'])('%j is an error', (text) => {
    expect(() => factor(text)).toThrow(InvalidArgumentError);
    expect(() => factor(text)).toThrow('Expected a percentage such as 50%, or a number above 0 and up to 1.');
  });
});

describe('kcolors with a size', () => {
  it('writes smaller images, says so, and leaves small ones at their size', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee, 'disks.png': SMALL_PICTURES.disks });
    const { code, out } = await kcolors(['coffee.png', 'disks.png', '--max-side', '300'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/^coffee\.png .* {2}600 × 400 → 300 × 200 {2}16 colors/m);
    expect(out).not.toMatch(/^disks.*×/m);
    const size = await sharp(join(cwd, 'coffee.min.png')).metadata();
    expect([size.width, size.height]).toEqual([300, 200]);
  });

  it('gives the bytes of compressImage; all limits hold', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee });
    await kcolors(['coffee.png', '--max-width', '500', '--max-height', '100', '--scale', '50%', '-c', '9'], {
      cwd,
    });
    const quantize = { maxColors: 9, dither: 0.75, objective: 'perceptual' } as const;
    const expected = await compressImage(readFileSync(PICTURES.coffee), {
      quantize,
      resize: { maxHeight: 100 },
    });
    expect(readFileSync(join(cwd, 'coffee.min.png')).equals(expected.bytes)).toBe(true);
    expect([expected.width, expected.height]).toEqual([150, 100]);
  });

  it('also applies palettes, replaces originals and shows pages of images of one size', async () => {
    const cwd = folderWith({ 'icon@2x.png': SMALL_PICTURES.disks });
    writeFileSync(join(cwd, 'two.hex'), '#ffffff\n#102030\n');
    const { code } = await kcolors(['apply', 'two.hex', 'icon@2x.png', '--scale', '0.5'], { cwd });
    expect(code).toBe(0);
    expect((await sharp(join(cwd, 'icon@2x.two.png')).metadata()).width).toBe(135);
    await kcolors(['icon@2x.png', '--scale', '50%', '--in-place', '--report', 'page.html'], { cwd });
    expect(filesIn(cwd)).toEqual(['icon@2x.png', 'icon@2x.two.png', 'page.html', 'two.hex']);
    const page = readFileSync(join(cwd, 'page.html'), 'utf8');
    expect(page).toContain('<dt>Pixels</dt><dd><bdi>270 × 270 → 135 × 135</bdi></dd>');
    const images = [...page.matchAll(/<img slot="\w+"[^>]* src="data:image\/png;base64,([^"]+)"/g)];
    expect(images).toHaveLength(2);
    for (const [, data] of images)
      expect((await sharp(Buffer.from(data!, 'base64')).metadata()).width).toBe(135);
  });

  it.each([
    [
      ['--max-side', '0'],
      "kcolors: option '--max-side <pixels>' argument '0' is invalid. Expected an integer between 1 and",
    ],
    [
      ['--scale', '50'],
      "kcolors: option '--scale <factor>' argument '50' is invalid. Expected a percentage such as 50%",
    ],
  ])('%j is an error of the command line', async (options, message) => {
    const { code, err } = await kcolorsHere(['x.png', ...options], { cwd: folderWith({}) });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
