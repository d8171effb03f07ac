import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePalette } from '@kcolors/codecs/palettes';
import { describe, expect, it } from 'vitest';
import { folderWith, kcolors, SMALL_PICTURES } from './kcolors.ts';

const BRAND = {
  colors: [
    { hex: '#3399ff', name: 'Sky' },
    { hex: '#102030', name: 'Ink' },
  ],
};

describe('kcolors palette with palette files', () => {
  it('converts a file, prints it or writes it, and counts the skipped values', async () => {
    const cwd = folderWith();
    writeFileSync(join(cwd, 'brand.ase'), writePalette(BRAND, 'ase'));
    const printed = await kcolors(['palette', 'brand.ase', '-f', 'tailwind'], { cwd });
    expect([printed.code, printed.err]).toEqual([0, '']);
    expect(printed.out).toBe('@theme {\n  --color-sky: #3399ff;\n  --color-ink: #102030;\n}\n');
    const css = Buffer.from(':root { --a: #112233; --sys: Canvas }');
    const piped = await kcolors(['palette', '-', '-o', 'tailwind.config.mjs'], { cwd, input: css });
    expect([piped.code, piped.err]).toEqual([
      0,
      'standard input: Read 1 color, skipped 1: --sys (a system color).\n',
    ]);
    expect(readFileSync(join(cwd, 'tailwind.config.mjs'), 'utf8')).toContain('export default {');
  });

  it('joins several files, whose aliases refer to one another, and asset catalogs', async () => {
    const cwd = folderWith();
    writeFileSync(join(cwd, 'a.tokens.json'), '{"accent":{"$type":"color","$value":"{violet}"}}');
    writeFileSync(join(cwd, 'b.tokens.json'), '{"violet":{"$type":"color","$value":"#7d3c98"}}');
    const set = join(cwd, 'A.xcassets', 'Sea.colorset');
    mkdirSync(set, { recursive: true });
    const components = { red: '0x10', green: '0x20', blue: '0x30', alpha: '1.000' };
    const color = { 'color-space': 'srgb', components };
    writeFileSync(
      join(set, 'Contents.json'),
      JSON.stringify({ colors: [{ color, idiom: 'universal' }], info: {} }),
    );
    const { code, out, err } = await kcolors(
      ['palette', 'a.tokens.json', 'b.tokens.json', 'A.xcassets', '-f', 'css'],
      { cwd },
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      ':root {\n  --color-accent: #7d3c98;\n  --color-violet: #7d3c98;\n  --color-sea: #102030;\n}\n',
    );
  });

  it('reduces colors only where the format needs it and where it is asked to', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    const colors = Array.from({ length: 300 }, (_, i) => ({
      hex: `#${(i * 50_000).toString(16).padStart(6, '0')}`,
    }));
    writeFileSync(join(cwd, 'many.gpl'), writePalette({ colors }, 'gpl'));
    const whole = await kcolors(['palette', 'many.gpl', '-f', 'hex'], { cwd });
    expect(whole.out.trim().split('\n')).toHaveLength(300);
    const refused = await kcolors(['palette', 'many.gpl', '-o', 'a.act'], { cwd });
    expect([refused.code, refused.err]).toEqual([
      1,
      'kcolors: Expected at most 256 different colors but received 300: --colors 256 keeps those that differ most\n',
    ]);
    expect((await kcolors(['palette', 'many.gpl', '-o', 'a.act', '-c', '256'], { cwd })).code).toBe(0);
    const applied = await kcolors(['apply', 'many.gpl', 'coffee.png', '-o', 'o.png', '--effort', 'fast'], {
      cwd,
    });
    expect([applied.code, applied.err]).toEqual([
      0,
      'many.gpl: Of 300 colors, the 256 that differ most are used: an indexed image has no more.\n',
    ]);
  });

  it('does not mix images and palette files', async () => {
    const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
    writeFileSync(join(cwd, 'brand.ase'), writePalette(BRAND, 'ase'));
    const { code, err } = await kcolors(['palette', 'coffee.png', 'brand.ase'], { cwd });
    expect([code, err]).toEqual([
      2,
      'kcolors: images and palette files cannot be mixed: coffee.png and the palette file brand.ase\n',
    ]);
  });
});
