import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PALETTE_FILE_FORMATS, readPalette } from '@kcolors/codecs/palettes';
import { describe, expect, it } from 'vitest';
import { filesIn, folderWith, kcolors, PICTURES } from './kcolors.ts';

describe('kcolors palette --out', () => {
  it.each(['.ase', '.aco', '.gpl', '.css', '.scss', '.json'])(
    'writes %s by its extension, with the colors that are printed',
    async (extension) => {
      const cwd = folderWith({ 'coffee.png': PICTURES.coffee });
      const printed = await kcolors(['palette', 'coffee.png', '-c', '4'], { cwd });
      const fileName = `brand${extension}`;
      const { code, out, err } = await kcolors(['palette', 'coffee.png', '-c', '4', '-o', fileName], { cwd });
      expect([code, err]).toEqual([0, '']);
      const { palette, format } = readPalette(readFileSync(join(cwd, fileName)), { fileName });
      expect(PALETTE_FILE_FORMATS[format].extensions).toContain(extension);
      expect(palette.colors.map(({ hex }) => `${hex}\n`).join('')).toBe(printed.out);
      expect(out).toContain(`${fileName}  ${PALETTE_FILE_FORMATS[format].label}, 4 colors`);
    },
  );

  it('refuses an extension that says nothing, and the image itself, before it writes', async () => {
    const cwd = folderWith({ 'coffee.png': PICTURES.coffee });
    const unknown = await kcolors(['palette', 'coffee.png', '-o', 'brand.zzz'], { cwd });
    expect([unknown.code, unknown.out]).toEqual([2, '']);
    expect(unknown.err).toMatch(/^kcolors: Expected --format, .* but received "brand\.zzz"\n$/);
    const itself = await kcolors(['palette', 'coffee.png', '-o', 'coffee.png'], { cwd });
    expect(itself.code).toBe(2);
    expect(itself.err).toContain('would be written over the input coffee.png');
    expect(filesIn(cwd)).toEqual(['coffee.png']);
    expect(readFileSync(join(cwd, 'coffee.png'))).toEqual(readFileSync(PICTURES.coffee));
  });
});
