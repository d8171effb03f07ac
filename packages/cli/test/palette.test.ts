import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRgbaPng } from '@kcolors/codecs';
import { describePaletteFormat, readPalette } from '@kcolors/codecs/palettes';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, kcolors, kcolorsHere, SMALL_PICTURES } from './kcolors.ts';

describe('kcolors palette --out', () => {
  it.each(['.ase', '.gpl', '.css'])(
    'writes %s by its extension, with the colors that are printed',
    async (extension) => {
      const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
      const printed = await kcolors(['palette', 'coffee.png', '-c', '4'], { cwd });
      const fileName = `brand${extension}`;
      const { code, out, err } = await kcolors(['palette', 'coffee.png', '-c', '4', '-o', fileName], { cwd });
      expect([code, err]).toEqual([0, '']);
      const { palette, format } = readPalette(readFileSync(join(cwd, fileName)), { fileName });
      expect(describePaletteFormat(format).extensions).toContain(extension);
      expect(palette.colors.map(({ hex }) => `${hex}\n`).join('')).toBe(printed.out);
      expect(out).toContain(`${fileName}  ${describePaletteFormat(format).label}, 4 colors`);
    },
  );

  it('refuses an extension that says nothing, and the image itself, before it writes', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    const unknown = await kcolorsHere(['palette', 'coffee.png', '-o', 'brand.zzz'], { cwd });
    expect([unknown.code, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toMatch(/^kcolors: Expected --format, .* but received "brand\.zzz"\n$/);
    const itself = await kcolorsHere(['palette', 'coffee.png', '-o', 'coffee.png'], { cwd });
    expect(itself.code).toBe(2);
    expect(itself.err).toContain('would be written over the input coffee.png');
    expect(filesIn(cwd)).toEqual(['coffee.png']);
    expect(readFileSync(join(cwd, 'coffee.png'))).toEqual(readFileSync(SMALL_PICTURES.coffee));
  });
});

describe('kcolors palette --salience', () => {
  /** A gray wall in the light, with a sign of half a percent. */
  async function folderWithSign(): Promise<string> {
    const cwd = folderWith({});
    const side = 200;
    const pixels = Buffer.alloc(3 * side * side);
    for (let i = 0; i < side * side; i++) {
      const [x, y] = [i % side, Math.floor(i / side)];
      const isSign = x >= 30 && x < 44 && y >= 30 && y < 44;
      pixels.set(isSign ? [210, 30, 40] : Array(3).fill(70 + Math.round(0.6 * x)), 3 * i);
    }
    const raw = { width: side, height: side, channels: 3 } as const;
    await sharp(pixels, { raw }).png().toFile(join(cwd, 'wall.png'));
    return cwd;
  }

  it('finds a small red sign, unless only areas are to count; in several images as in one', async () => {
    const cwd = await folderWithSign();
    const run = async (...args: string[]) => (await kcolors(['palette', ...args], { cwd })).out.split('\n');
    expect(await run('wall.png', '-c', '5')).toContain('#d21e28');
    expect(await run('wall.png', 'wall.png', '-c', '5')).toContain('#d21e28');
    expect(await run('wall.png', '-c', '3', '--salience', '0')).not.toContain('#d21e28');
    const { code, err } = await kcolorsHere(['palette', 'wall.png', '--salience', '2'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('Expected a number between 0 and 1')]);
  });

  it('counts by itself, and up to 256', async () => {
    const cwd = await folderWithSign();
    const count = async (colors: string) =>
      (await kcolors(['palette', 'wall.png', '-c', colors], { cwd })).out.trim().split('\n').length;
    expect(await count('auto')).toBeGreaterThan(1);
    expect(await count('auto')).toBeLessThan(17);
    expect(await count('100')).toBe(100);
    expect((await kcolorsHere(['palette', 'wall.png', '-c', '300'], { cwd })).code).toBe(2);
  });
});

describe('kcolors palette --scales, --roles and --dark', () => {
  it('make tints, roles and pairs of an image, and of a palette file', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    const run = async (fileName: string, ...args: string[]) => {
      const { code, err, out } = await kcolorsHere(['palette', ...args, '-o', fileName], { cwd });
      expect([code, err]).toEqual([0, '']);
      const text = readFileSync(join(cwd, fileName), 'utf8');
      return { out, text, hexes: readPalette(text, { fileName }).palette.colors.map(({ hex }) => hex) };
    };
    const colors = await run('colors.hex', 'coffee.png', '-c', '3');
    const tints = await run('tints.hex', 'coffee.png', '-c', '3', '--scales');
    expect(tints.hexes).toHaveLength(33);
    expect(tints.hexes).toEqual(expect.arrayContaining(colors.hexes));
    const roles = await run('theme.css', 'coffee.png', '--roles', '--dark');
    expect(roles.out).toMatch(/On light pages\n {2}#\w{6} +background\n/);
    expect(roles.out).toMatch(/ text +\d+\.\d:1 \(Lc \d+\) on background/);
    expect(roles.text).toMatch(/--color-on-accent: light-dark\(#\w{6}, #\w{6}\);/);
    const paired = await run('pairs.scss', 'theme.css', '--dark');
    expect(paired.hexes).toHaveLength(2 * roles.hexes.length);
  });

  it('cannot be scales and roles at once', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    const { code, err } = await kcolorsHere(['palette', 'coffee.png', '--roles', '--scales'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('cannot be used with')]);
  });
});

describe('kcolors palette of an image in Display P3', () => {
  it('names the color that is outside of sRGB', async () => {
    const cwd = folderWith({});
    const data = Uint8Array.from({ length: 64 * 4 }, (_, i) =>
      i % 4 === 3 || (i < 128 && i % 4 === 0) ? 255 : i < 128 ? 0 : 90,
    );
    const chunks = [{ type: 'cICP', data: Uint8Array.of(12, 13, 0, 1) }];
    for (const [name, metadata] of Object.entries({ plain: {}, wide: { chunks } })) {
      const { bytes } = await encodeRgbaPng({ data, width: 8, height: 8 }, { metadata });
      writeFileSync(join(cwd, `${name}.png`), bytes);
      const { err } = await kcolorsHere(['palette', `${name}.png`, '-o', 'red.hex'], { cwd });
      const note = 'wide.png: #ff0000 stands for color(display-p3 1 0 0), which is outside sRGB\n';
      expect(err).toBe(name === 'wide' ? note : '');
    }
  });
});
