import { readFileSync } from 'node:fs';
import { TEXT_PALETTE_FORMATS } from '@kcolors/codecs/palettes';
import { describe, expect, it } from 'vitest';
import { compressOptionsOf, readPaletteSettings, readSettings, withRequested } from '../src/settings.ts';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { properties } = manifest.contributes.configuration;
const byDefault = (name: string): unknown => properties[`kcolors.${name}`].default;

describe('settings', () => {
  it('take the defaults of the manifest', () => {
    expect(readSettings(byDefault)).toEqual({
      request: {
        quality: 'good',
        colors: 256,
        rate: 0,
        dither: 0.75,
        space: 'oklab',
        format: 'keep',
        jpegQuality: 75,
        fixedColors: [],
      },
      output: 'overwrite',
      suffix: '.min',
      folder: 'compressed',
      metadata: 'keep',
      minSaving: 0.05,
    });
  });

  it.each([
    ['quality', 80],
    ['rate', 1.5],
    ['colors', 257],
    ['colors', 12.5],
    ['dither', '0.5'],
    ['colorSpace', 'lab'],
    ['format', 'avif'],
    ['minSaving', 100],
    ['output', null],
    ['suffix', 'a/b'],
    ['suffix', ''],
    ['suffix', '  '],
    ['suffix', 'a\u202eb'],
    ['folder', '../elsewhere'],
    ['folder', '.'],
    ['folder', ''],
    ['folder', ' ./ '],
    ['folder', './.'],
    ['folder', 'a/..'],
    ['folder', 'a\\..\\..'],
    ['folder', '.. /x'],
    ['folder', '. '],
    ['folder', '...'],
    ['folder', '/tmp/out'],
    ['folder', '\\\\server\\out'],
    ['folder', 'C:\\out'],
    ['folder', '~/out'],
    ['folder', 'out\nput'],
    ['keepMetadata', 'yes'],
  ])('refuse %s = %j, saying what was expected and what is there', (name, value) => {
    const read = (each: string) => (each === name ? value : byDefault(each));
    const pattern = new RegExp(
      `^Setting kcolors\\.${name}: expected .+ but found ${quote(JSON.stringify(value))}\\.$`,
    );
    expect(() => readSettings(read)).toThrow(pattern);
  });

  it('are refused by the manifest, where it says how they are written, when they are refused here', () => {
    const pattern = new RegExp(properties['kcolors.folder'].pattern);
    for (const bad of ['.', '', ' ./ ', 'a/..', '../a', '/tmp', 'C:\\out', '~/out', '...', 'a\\..']) {
      expect(bad, bad).not.toMatch(pattern);
    }
    for (const good of ['compressed', './out/small/', 'out\\small', '.cache', 'a..b', 'v1.']) {
      expect(good, good).toMatch(pattern);
      expect(() => readSettings((name) => (name === 'folder' ? good : byDefault(name)))).not.toThrow();
    }
  });

  it('of palettes take the defaults of the manifest, and every format of text that there is', () => {
    const formats = Object.keys(TEXT_PALETTE_FORMATS);
    expect(properties['kcolors.palette.format'].enum).toEqual(formats);
    expect(readPaletteSettings(byDefault, formats)).toEqual({ colors: 6, salience: 0.75, format: 'css' });
  });

  it.each([
    ['palette.colors', 65, 'an integer from 0 to 64'],
    ['palette.salience', -1, 'a number from 0 to 1'],
    ['palette.format', 'ase', '"css", "hex"'],
  ])('of palettes refuse %s = %j', (name, value, expected) => {
    const read = (each: string) => (each === name ? value : byDefault(each));
    const message = `Setting kcolors.${name}: expected ${expected} but found ${JSON.stringify(value)}.`;
    expect(() => readPaletteSettings(read, ['css', 'hex'])).toThrow(message);
  });

  it('become the options of the codecs', () => {
    const settings = readSettings((name) => (name === 'keepMetadata' ? false : byDefault(name)));
    const quantize = { maxColors: 256, space: 'oklab', objective: 'perceptual' };
    const others = { format: 'keep', metadata: 'strip', minSaving: 0.05 };
    expect(compressOptionsOf(settings)).toEqual({ quality: 'good', quantize, ...others });
    const byNumber = { ...settings.request, quality: 'colors', colors: 64, rate: 0.2 } as const;
    expect(compressOptionsOf({ ...settings, request: byNumber })).toEqual({
      quantize: { ...quantize, maxColors: 64, dither: 0.75, rate: 0.2 },
      jpegQuality: 75,
      ...others,
    });
    const request = { ...byNumber, space: 'srgb', rate: 0 } as const;
    expect(compressOptionsOf({ ...settings, request }).quantize).toEqual({
      maxColors: 64,
      dither: 0.75,
      space: 'srgb',
      objective: 'mse',
    });
  });

  it.each([
    ['by default', 'png', [], {}, 'good'],
    ['where a number is set', 'png', ['colors'], {}, 'colors'],
    ['where both are', 'png', ['colors', 'quality'], {}, 'good'],
    ['where something else is', 'png', ['dither', 'jpegQuality'], {}, 'good'],
    ['where a number is asked for', 'png', ['quality'], { colors: 8 }, 'colors'],
    ['where a quality is requested', 'png', ['colors'], { quality: 'small' }, 'small'],
    ['where both are asked for', 'png', [], { colors: 8, quality: 'small' }, 'small'],
    ['where a JPEG has a number of its own', 'jpeg', ['jpegQuality'], {}, 'colors'],
    ['where a JPEG has none', 'jpeg', ['colors'], {}, 'good'],
    ['where a JPEG becomes a PNG', 'jpeg', ['jpegQuality'], { format: 'png' }, 'good'],
  ] as const)(
    'say how good results have to look %s',
    (_, promised, set: readonly string[], asked, quality) => {
      const isSet = (name: string) => set.includes(name);
      const { request } = readSettings(withRequested(byDefault, isSet, promised, asked));
      expect(request.quality).toBe(quality);
      expect(request.colors).toBe('colors' in asked ? 8 : 256);
    },
  );

  it('all have a description, a scope and an order', () => {
    const orders = Object.values(properties).map((each) => (each as { order: number }).order);
    expect(new Set(orders).size).toBe(orders.length);
    for (const [name, { markdownDescription, scope }] of Object.entries<Record<string, string>>(properties)) {
      expect(markdownDescription, name).toMatch(/^%setting\./);
      expect(scope, name).toMatch(/^(resource|machine)$/);
    }
  });
});

const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
