import {
  convertPalette,
  PaletteError,
  readPalette,
  reducePalette,
  writePalette,
} from '@kcolors/codecs/palettes';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { writeAco, writeAse } from './helpers/write-test-swatches.ts';

const described = (fileName: string, bytes: Uint8Array): readonly string[] =>
  readPalette(bytes, { fileName }).palette.colors.map(({ hex, name }) =>
    name === undefined ? hex : `${hex} ${name}`,
  );
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const messageOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof PaletteError) return error.message;
    throw error;
  }
  throw new Error('this was read');
};

describe('swatch files of other programs', () => {
  it('.ase with groups of no bytes', () => {
    const start = Uint8Array.from(Buffer.from('c00100000000', 'hex'));
    const whole = writeAse([{ name: 'A', model: 'RGB ', values: [0.2, 0.4, 0.6] }]);
    const bytes = Uint8Array.from([...whole.subarray(0, 12), ...start, ...whole.subarray(12)]);
    bytes[11] = 2;
    expect(described('a.ase', bytes)).toEqual(['#336699 A']);
  });

  it('.aco with a color of a book, which is skipped by name', () => {
    const bytes = writeAco(
      [
        [0, 0x0a0a, 0x6666, 0xc2c2, 0, 'Brand'],
        [3, 1, 2, 3, 0, 'PANTONE 185 C'],
      ],
      [1, 2],
    );
    const { palette, notes } = readPalette(bytes, { fileName: 'a.aco' });
    expect(palette.colors).toEqual([{ hex: '#0a66c2', name: 'Brand' }]);
    expect(notes).toEqual(['Read 1 color, skipped 1: PANTONE 185 C (a color of a color book).']);
  });

  it('.act with and without the number of colors, and tables that are called .pal', () => {
    const table = new Uint8Array(768);
    table.set([1, 2, 3, 200, 100, 50]);
    expect(described('a.act', table)).toHaveLength(256);
    expect(described('a.pal', table).slice(0, 2)).toEqual(['#010203', '#c86432']);
    expect(described('a.act', Uint8Array.from([...table, 0, 2, 0, 1]))).toEqual(['#010203', '#c8643200']);
  });

  it('.swatches of Procreate and .kpl of Krita, under any name', () => {
    const json = '[{"name":"Sea","swatches":[{"hue":0.5,"saturation":1,"brightness":1,"alpha":0.5},null]}]';
    const swatches = zipSync({ 'Swatches.json': text(json) });
    expect(described('a.swatches', swatches)).toEqual(['#00ffff80']);
    expect(described('a.bin', swatches)).toEqual(['#00ffff80']);
    const xml =
      '<ColorSet name="K"><ColorSetEntry name="a &amp; b" spot="false"><RGB r="1" g="0.5" b="0"/></ColorSetEntry><Group name="g"><ColorSetEntry name="c"><CMYK c="0" m="1" y="0" k="0"/></ColorSetEntry></Group></ColorSet>';
    const kpl = zipSync({ mimetype: text('application/x-krita-palette'), 'colorset.xml': text(xml) });
    expect(described('a.kpl', kpl)).toEqual(['#ff8000 a & b', '#ff00ff c']);
    expect(readPalette(kpl).palette.name).toBe('K');
  });

  it('refuses damaged, foreign and large archives, and formats that are not public, in one line', () => {
    const big = zipSync({ 'Swatches.json': new Uint8Array(9_000_000) });
    expect(messageOf(() => readPalette(big, { fileName: 'a.swatches' }))).toBe(
      'a.swatches: Expected at most 8 MB but received 9 MB.',
    );
    expect(messageOf(() => readPalette(zipSync({ x: text('y') }), { fileName: 'a.kpl' }))).toBe(
      'a.kpl: Expected an archive with colors but received another archive.',
    );
    expect(messageOf(() => readPalette(big.subarray(0, 60), { fileName: 'a.swatches' }))).toBe(
      'a.swatches: Expected a ZIP archive but received a damaged one.',
    );
    expect(messageOf(() => readPalette(Uint8Array.of(0, 1, 2), { fileName: 'a.afpalette' }))).toContain(
      'whose format is not public',
    );
  });
});

describe('many colors', () => {
  const colors = Array.from({ length: 300 }, (_, i) => ({
    hex: `#${(i * 50_000).toString(16).padStart(6, '0')}`,
  }));

  it('are read whole, and written where the format has room', () => {
    const gpl = writePalette({ colors }, 'gpl');
    expect(readPalette(gpl).palette.colors).toHaveLength(300);
    expect(messageOf(() => writePalette({ colors }, 'act'))).toBe(
      'Expected at most 256 different colors but received 300.',
    );
    expect(convertPalette([{ content: gpl }], 'act', { maxColors: 256 }).content).toHaveLength(772);
  });

  it('are reduced to those that differ most, in their order', () => {
    const { colors: kept } = reducePalette({ colors: [...colors, { hex: '#000001' }] }, 40);
    expect(kept).toHaveLength(40);
    expect(kept[0]).toEqual(colors[0]);
    expect(kept).not.toContainEqual({ hex: '#000001' });
    const order = kept.map(({ hex }) => colors.findIndex((each) => each.hex === hex));
    expect(order).toEqual([...order].sort((one, other) => one - other));
  });
});

describe('converted palettes', () => {
  it('keep names, and tell what they lose', () => {
    const content = writeAse([
      { group: 'Brand' },
      { name: 'Sky', model: 'RGB ', values: [0.2, 0.6, 1] },
      'end',
    ]);
    const css = convertPalette([{ content, fileName: 'a.ase' }], 'tailwind');
    expect(css.content).toBe('@theme {\n  --color-sky: #3399ff;\n}\n');
    const gpl = convertPalette([{ content: '#11223380' }], 'gpl');
    expect(gpl.notes).toEqual(['Alpha was dropped, since GIMP palette has none.']);
  });

  it('have a default export in a module', () => {
    const palette = { colors: [{ hex: '#123456' }] };
    expect(writePalette(palette, 'tailwind3', { fileName: 'tailwind.config.mjs' })).toContain(
      'export default {',
    );
    expect(writePalette(palette, 'tailwind3')).toContain('module.exports = {');
  });

  it('have unique and legal names in every language', () => {
    const names = [
      'void',
      'Gray 5',
      'Gray5',
      '3AM',
      '__proto__',
      'class',
      'é',
      'É',
      '',
      'constructor',
      'default',
    ];
    const palette = {
      colors: names.map((name, i) => ({
        hex: `#0000${(10 + i).toString(16).padStart(2, '0')}`,
        ...(name && { name }),
      })),
    };
    const namesIn = (format: 'android' | 'swift' | 'flutter' | 'typescript', pattern: RegExp) =>
      [...writePalette(palette, format).matchAll(pattern)].map(([, name]) => name!);
    const all = {
      android: namesIn('android', /name="([^"]*)"/g),
      swift: namesIn('swift', /static let (\S+)/g),
      flutter: namesIn('flutter', /static const (\S+)/g),
      typescript: namesIn('typescript', /^ {2}(\S+):/gm),
    };
    for (const [format, found] of Object.entries(all)) {
      expect(new Set(found).size, format).toBe(names.length);
      for (const name of found) expect(name, format).toMatch(/^[a-z][A-Za-z0-9_]*$/);
    }
    expect(all.android).not.toContain('void');
    expect(all.swift).not.toContain('class');
    const tokens = Object.keys(JSON.parse(writePalette(palette, 'tokens')));
    expect(tokens).toContain('proto');
    for (const key of [...tokens, ...all.typescript]) expect(key in {}, key).toBe(false);
  });

  it('are well-formed XML for any name', async () => {
    const name = 'a<b>&"\'\u0000\u000b\ufffe\ud800]]>-->é';
    const svg = writePalette({ name, colors: [{ hex: '#123456', name }] }, 'svg');
    await expect(sharp(Buffer.from(svg)).stats()).resolves.toBeDefined(); // librsvg refuses XML that is not well-formed
    expect(writePalette({ name, colors: [{ hex: '#123456', name }] }, 'android')).toContain('name="a_b_e"');
  });
});
