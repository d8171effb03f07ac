import {
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  readPalette,
  writePalette,
} from '@kcolors/codecs/palettes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Names out of files of others: ends of comments and strings, controls, halves of pairs, names of objects. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        '*/',
        '-->',
        '"/><script>',
        "'",
        '`${',
        '\\',
        '\n#000000',
        '\r\n',
        '\u2028',
        '; }',
        '{',
        '\u0000',
      ),
      fc.constantFrom(
        '__proto__',
        'constructor',
        'class',
        '0',
        '#',
        '//',
        '\u202e',
        '\ufffe',
        '\ud800',
        ']]>',
        '&x;',
        '$x',
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const palettes = fc.record({
  name: hostile,
  colors: fc.array(fc.record({ hex: fc.constantFrom('#010203', '#ff000080', '#abcdef'), name: hostile }), {
    minLength: 1,
    maxLength: 6,
  }),
});

const HEX = '#[0-9a-f]{6}(?:[0-9a-f]{2})?';
/** What a whole file of a format looks like, whatever its colors are called. JSON and bytes are checked by reading them. */
const SHAPES: Partial<Record<PaletteFormat, RegExp>> = {
  css: new RegExp(`^:root \\{\\n(?:  --color-[a-z0-9-]+: ${HEX};\\n)+\\}\\n$`),
  tailwind: new RegExp(`^@theme \\{\\n(?:  --color-[a-z0-9-]+: ${HEX};\\n)+\\}\\n$`),
  scss: new RegExp(`^(?:\\$color-[a-z0-9-]+: ${HEX};\\n)+$`),
  less: new RegExp(`^(?:@color-[a-z0-9-]+: ${HEX};\\n)+$`),
  tailwind3: new RegExp(`colors: \\{\\n(?: +'[a-z0-9-]+': '${HEX}',\\n)+ +\\},\\n`),
  typescript: new RegExp(
    `^export const palette = \\{\\n(?:  [a-zA-Z][a-zA-Z0-9]*: '${HEX}',\\n)+\\} as const;\\n$`,
  ),
  android:
    /^<\?xml [^>]*>\n<resources>\n(?: {4}<color name="[a-z][a-z0-9_]*">#[0-9A-F]+<\/color>\n)+<\/resources>\n$/,
  swift: /^import SwiftUI\n\nenum Palette \{\n(?: {4}static let [a-zA-Z]\w* = Color\([^()\n]*\)\n)+\}\n$/,
  flutter:
    /^import .*;\n\nabstract final class Palette \{\n(?: {2}static const [a-zA-Z]\w* = Color\(0x[0-9A-F]{8}\);\n)+\}\n$/,
  svg: /^(?:<[a-z/][^<>]*>(?:[^<>]*<\/(?:text|style)>|<path [^<>]*\/><\/pattern>)?\n?)+$/,
  gpl: /^GIMP Palette\nName: .*\nColumns: \d+\n#\n(?:[ \d]{3} [ \d]{3} [ \d]{3}\t.+\n)+$/,
  paintnet: /^; paint\.net Palette File\r\n(?:; Palette Name: .+\r\n)?; Colors: \d+\r\n(?:[0-9A-F]{8}\r\n)+$/,
  jasc: /^JASC-PAL\r\n0100\r\n\d+\r\n(?:\d+ \d+ \d+\r\n)+$/,
  hex: new RegExp(`^(?:${HEX}\\n)+$`),
};

describe.each(Object.keys(PALETTE_FILE_FORMATS).filter((format) => format !== 'png') as PaletteFormat[])(
  '%s',
  (format) => {
    const { binary, extensions } = PALETTE_FILE_FORMATS[format];

    it('is a whole file with the same colors, whatever these are called', () => {
      fc.assert(
        fc.property(palettes, (palette) => {
          const written = writePalette(palette, format);
          if (typeof written === 'string') {
            const text = written.replace(/\r?\n|(?<=\d)\t/g, '');
            expect(text).not.toMatch(
              /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufffe\uffff]/u,
            );
            if (SHAPES[format]) expect(written).toMatch(SHAPES[format]);
            else JSON.parse(written);
          }
          const { palette: found } = readPalette(written, { fileName: `palette${extensions[0]}` });
          const opaque = (hex: string) => hex.slice(0, 7);
          expect(found.colors.map(({ hex }) => opaque(hex))).toEqual(
            palette.colors.map(({ hex }) => opaque(hex)),
          );
          expect(binary).toBe(typeof written !== 'string');
        }),
      );
    });
  },
);
