import type { Found, TextFormat } from '../format.ts';
import { bytesOf } from '../hex.ts';
import { identifiersOf, uniqueNames } from '../names.ts';
import type { Palette } from '../palette.ts';
import { isObject, parseJson } from './json-text.ts';
import { readTokens } from './read-tokens.ts';

/** Design tokens of the W3C community group, see https://www.designtokens.org/tr/drafts/color/. */
export const tokens: TextFormat = {
  label: 'Design tokens (W3C)',
  extensions: ['.tokens.json', '.tokens'],
  binary: false,
  language: 'json',
  write: ({ name, colors }: Palette): string => {
    const identifiers = identifiersOf(colors);
    const named = colors.map(({ name: called }, i) => ({ name: tokenName(called ?? '') || identifiers[i]! }));
    const keys = uniqueNames(named).map((each) => each.name);
    const entries = colors.map(({ hex }, i) => [keys[i], { $type: 'color', $value: tokenValue(hex) }]);
    const description = name === undefined ? {} : { $description: name };
    return `${JSON.stringify({ ...description, ...Object.fromEntries(entries) }, null, 2)}\n`;
  },
  recognizes: (text: string): boolean => /^\s*\{/.test(text) && /"\$value"\s*:/.test(text),
  read: readTree,
};

/** What begins with `$` is of the format, braces and dots are those of aliases, and whole numbers lose their place. */
const tokenName = (name: string): string =>
  name
    .replace(/[{}.]/g, ' ')
    .replace(/^[\s$]+/, '')
    .trim()
    .replace(/^\d+$/, 'Color $&');

/** The color as the draft has it; the hex is there for tools that know no spaces, and has no alpha. */
function tokenValue(hex: string): object {
  const [r, g, b, a] = bytesOf(hex);
  const components = [r, g, b].map((channel) => share(channel));
  return { colorSpace: 'srgb', components, alpha: share(a), hex: hex.slice(0, 7) };
}

const share = (byte: number): number => Number((byte / 255).toFixed(5));

/** Tokens of Style Dictionary, see https://styledictionary.com/info/tokens/. */
export const styleDictionary: TextFormat = {
  label: 'Style Dictionary',
  extensions: ['.json'],
  binary: false,
  language: 'json',
  write: ({ colors }: Palette): string => {
    const identifiers = identifiersOf(colors);
    const entries = colors.map(({ hex, name }, i) => [
      identifiers[i],
      { value: hex, type: 'color', ...(name !== undefined && { comment: name }) },
    ]);
    return `${JSON.stringify({ color: Object.fromEntries(entries) }, null, 2)}\n`;
  },
  recognizes: (text: string): boolean => /^\s*\{/.test(text) && /"value"\s*:\s*"/.test(text),
  read: readTree,
};

function readTree(text: string): Found {
  const value = parseJson(text);
  return isObject(value) ? readTokens(value, text) : { colors: [] };
}
