import type { Found, TextFormat } from '../format.ts';
import { bytesOf } from '../hex.ts';
import { identifiersOf, uniqueNames } from '../names.ts';
import type { Palette } from '../palette.ts';
import { isObject, parseJson } from './json-text.ts';
import { readTokens } from './read-tokens.ts';

/** Design tokens of the W3C community group. Source: https://www.designtokens.org/tr/drafts/color/ */
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

/**
 * Returns a valid token name: `$` starts keywords, braces and dots belong to aliases, and JSON objects sort integers
 * first.
 */
const tokenName = (name: string): string =>
  name
    .replace(/[{}.]/g, ' ')
    .replace(/^[\s$]+/, '')
    .trim()
    .replace(/^\d+$/, 'Color $&');

/** Returns the value of a color token. `hex` is for tools without color spaces, and has no alpha. */
function tokenValue(hex: string): object {
  const [r, g, b, a] = bytesOf(hex);
  const components = [r, g, b].map((channel) => share(channel));
  return { colorSpace: 'srgb', components, alpha: share(a), hex: hex.slice(0, 7) };
}

const share = (byte: number): number => Number((byte / 255).toFixed(5));

/** Style Dictionary tokens. Source: https://styledictionary.com/info/tokens/ */
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
