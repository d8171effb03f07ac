import { colorList } from '../color-list.ts';
import { cssColors } from '../css-colors.ts';
import { PaletteError, quoted } from '../errors.ts';
import type { Found, FoundColor, TextFormat } from '../format.ts';
import { normalHex } from '../hex.ts';
import type { Palette } from '../palette.ts';
import { isObject, parseJson, placeOfString } from './json-text.ts';
import { readTokens } from './read-tokens.ts';

/** JSON with all properties of a palette. */
export const json: TextFormat = {
  label: 'JSON',
  extensions: ['.json'],
  binary: false,
  language: 'json',
  write: ({ name, colors }: Palette): string => {
    const entries = colors.map(({ hex, name: called, share, locked }) => ({
      hex,
      ...(called !== undefined && { name: called }),
      ...(share !== undefined && { share: Number(share.toFixed(6)) }),
      ...(locked && { locked }),
    }));
    return `${JSON.stringify({ ...(name !== undefined && { name }), colors: entries }, null, 2)}\n`;
  },
  recognizes: (text: string): boolean => /^\s*[{[]/.test(text),
  read,
};

/** Reads JSON written here, a list of colors, names with colors, trees of these, and design tokens. */
function read(text: string): Found {
  const value = parseJson(text);
  if (Array.isArray(value)) return { colors: listOf(value, text) };
  if (!isObject(value)) {
    const expected = 'an object or a list of colors';
    throw new PaletteError('malformed', { expected, received: quoted(String(value)), place: { line: 1 } });
  }
  const { name, colors } = value;
  if (!Array.isArray(colors)) return readTokens(value, text);
  return { ...(typeof name === 'string' && { name }), colors: listOf(colors, text) };
}

function listOf(entries: readonly unknown[], text: string): readonly FoundColor[] {
  const { add, colors } = colorList();
  const hexOf = cssColors();
  for (const [i, entry] of entries.entries()) {
    const value = isObject(entry) ? (entry.hex ?? entry.color ?? entry.value) : entry;
    const place = () => (typeof value === 'string' ? placeOfString(text, value) : undefined);
    const hex = typeof value === 'string' ? (hexOf(value) ?? normalHex(value)) : undefined;
    if (hex === undefined) {
      const received = quoted(typeof value === 'string' ? value : (JSON.stringify(entry) ?? String(entry)));
      const expected = `a color such as "#1a2b3c" as color ${i + 1}`;
      throw new PaletteError('malformed', { expected, received, place: place() });
    }
    const { name, share, locked } = isObject(entry) ? entry : ({} as Readonly<Record<string, unknown>>);
    add({
      hex,
      ...(typeof name === 'string' && { name }),
      ...(typeof share === 'number' && share >= 0 && share <= 1 && { share }),
      ...(locked === true && { locked }),
      place,
    });
  }
  return colors;
}
