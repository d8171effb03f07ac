import {
  PALETTE_FILE_FORMATS,
  type Palette,
  type PaletteColor,
  type PaletteFormat,
  paletteBytes,
  paletteFromBytes,
  readPalette,
  writePalette,
} from '@kcolors/codecs/palettes';
import { withoutHidden } from '@kcolors/codecs/printable';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESERVED as DART } from '../src/palettes/code/flutter.ts';
import { RESERVED as SWIFT } from '../src/palettes/code/swift.ts';

/** What a format keeps beside red, green and blue. Names are those of people, or what identifiers can tell of them. */
interface Keeps {
  readonly alpha: boolean;
  readonly names: 'all' | 'identifiers' | 'none';
  readonly title?: true;
  readonly share?: true;
}

const KEEPS: Readonly<Record<Exclude<PaletteFormat, 'png'>, Keeps>> = {
  css: { alpha: true, names: 'identifiers' },
  scss: { alpha: true, names: 'identifiers' },
  less: { alpha: true, names: 'identifiers' },
  tailwind: { alpha: true, names: 'identifiers' },
  tailwind3: { alpha: true, names: 'identifiers' },
  tokens: { alpha: true, names: 'all', title: true },
  'style-dictionary': { alpha: true, names: 'identifiers' },
  json: { alpha: true, names: 'all', title: true, share: true },
  typescript: { alpha: true, names: 'identifiers' },
  android: { alpha: true, names: 'identifiers' },
  swift: { alpha: true, names: 'identifiers' },
  flutter: { alpha: true, names: 'identifiers' },
  svg: { alpha: true, names: 'all', title: true, share: true },
  gpl: { alpha: false, names: 'all', title: true },
  paintnet: { alpha: true, names: 'none', title: true },
  jasc: { alpha: false, names: 'none' },
  hex: { alpha: true, names: 'none' },
  ase: { alpha: false, names: 'all', title: true },
  aco: { alpha: false, names: 'all' },
  act: { alpha: false, names: 'none' },
  riff: { alpha: false, names: 'none' },
};

const formats = Object.keys(KEEPS) as (keyof typeof KEEPS)[];

const channel = fc.integer({ min: 0, max: 255 });
const hex = (alpha: boolean) =>
  fc.tuple(channel, channel, channel, alpha ? channel : fc.constant(255)).map((bytes) => {
    const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return `#${digits.endsWith('ff') ? digits.slice(0, 6) : digits}`;
  });
/** Words as identifiers can give them back: `Midnight Blue`. */
const word = fc.stringMatching(/^[A-Z][a-z]{1,7}$/).filter((each) => !/^(Colou?rs?|Palette)$/.test(each));
const plainName = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '))
  // Words of the languages become other names.
  .filter((name) => !SWIFT.has(name.toLowerCase()) && !DART.has(name.toLowerCase()));
/** Any text of one line that can be seen. Untitled is how GIMP writes that there is no name. */
const anyName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 24 })
  .map((text) => withoutHidden(text).replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '' && !/^untitled$/i.test(text));

function paletteOf({ alpha, names, share }: Keeps): fc.Arbitrary<Palette> {
  const name = names === 'all' ? anyName : plainName;
  const color = fc.record({ hex: hex(alpha), name, share: fc.integer({ min: 0, max: 1000 }) });
  return fc
    .uniqueArray(color, { minLength: 1, maxLength: 40, selector: (each) => each.name.toLowerCase() })
    .map((colors) => ({
      colors: colors.map(
        (each): PaletteColor => ({
          hex: each.hex,
          ...(names !== 'none' && { name: each.name }),
          ...(share && { share: each.share / 1000 }),
        }),
      ),
    }));
}

describe.each(formats)('%s', (format) => {
  const keeps = KEEPS[format];
  const [extension] = PALETTE_FILE_FORMATS[format].extensions;

  it('gives back the colors that it was given, and what else it keeps', () => {
    fc.assert(
      fc.property(paletteOf(keeps), anyName, (palette, title) => {
        // Tokens have no dots and braces in their names, nor a dollar first; they are no whole numbers, and nothing that every
        // object has.
        const isToken = (name: string) => !/[{}.$]|^\d+$/.test(name) && !(name in {});
        fc.pre(format !== 'tokens' || palette.colors.every(({ name }) => isToken(name!)));
        const expected = keeps.title && title !== 'Palette' ? { name: title, ...palette } : palette;
        const written = writePalette(expected, format);
        const { palette: found, format: told } = readPalette(written, { fileName: `file${extension}` });
        expect(told).toBe(format);
        expect(found).toEqual(expected);
      }),
    );
  });

  it('gives back what was read, written again, to the byte', () => {
    fc.assert(
      fc.property(paletteOf({ ...keeps, names: 'all' }), (palette) => {
        const options = { fileName: `file${extension}` };
        const once = readPalette(writePalette(palette, format), options).palette;
        expect(once.colors.map((color) => color.hex)).toEqual(palette.colors.map((color) => color.hex));
        const again = readPalette(writePalette(once, format), options).palette;
        expect(again).toEqual(once);
      }),
    );
  });

  it('is told by its contents alone', () => {
    const palette = { colors: [{ hex: '#1a2b3c', name: 'Deep Sea' }, { hex: '#fedcba' }] };
    const { palette: found } = readPalette(writePalette(palette, format));
    expect(found.colors.map((color) => color.hex)).toEqual(['#1a2b3c', '#fedcba']);
  });

  it('writes and reads 256 colors, as well as colors without names', () => {
    const colors = Array.from({ length: 256 }, (_, i) => ({
      hex: `#${(i * 257).toString(16).padStart(6, '0')}`,
    }));
    const options = { fileName: `file${extension}` };
    expect(readPalette(writePalette({ colors }, format), options).palette).toEqual({ colors });
  });
});

describe('bytes of quantizers', () => {
  it('become a palette with shares, and colors that are there twice become one', () => {
    const palette = paletteFromBytes(Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 128), [30, 10]);
    expect(palette.colors).toEqual([
      { hex: '#010203', share: 0.75 },
      { hex: '#04050680', share: 0.25 },
    ]);
    const twice = { colors: [...palette.colors, palette.colors[0]!] };
    expect([...paletteBytes(twice)]).toEqual([1, 2, 3, 255, 4, 5, 6, 128]);
  });
});

describe('names that once went wrong', () => {
  it('a dollar behind a brace makes no key of the format', () => {
    const colors = [{ hex: '#010203', name: '{$x' }];
    expect(readPalette(writePalette({ colors }, 'tokens')).palette.colors).toEqual([
      { hex: '#010203', name: 'x' },
    ]);
  });

  it('capitals before digits are the same when they are written again', () => {
    const colors = [{ hex: '#010203', name: 'A À A36' }];
    const once = readPalette(writePalette({ colors }, 'swift')).palette;
    expect(readPalette(writePalette(once, 'swift')).palette).toEqual(once);
  });
});
