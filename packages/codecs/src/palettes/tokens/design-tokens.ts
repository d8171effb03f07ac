import type { TextFormat } from '../format.ts';
import { bytesOf } from '../hex.ts';
import { identifiersOf, isInherited, uniqueNames } from '../names.ts';
import type { Palette } from '../palette.ts';
import { readJson } from './read-json.ts';

/** Design tokens of the W3C community group, with a group for each tint scale. Source: https://www.designtokens.org/tr/drafts/color/ */
export const tokens: TextFormat = {
  label: 'Design tokens (W3C)',
  extensions: ['.tokens.json', '.tokens'],
  binary: false,
  language: 'json',
  write: ({ name, colors }: Palette): string => {
    const identifiers = identifiersOf(colors);
    const named = colors.map(({ name: called }, i) => ({ name: tokenName(called ?? '') || identifiers[i]! }));
    const keys = uniqueNames(named).map((each) => each.name);
    const groups = new Map<string, object>();
    colors.forEach(({ hex, scale }, i) => {
      const token = { $type: 'color', $value: tokenValue(hex) };
      const group = scale && tokenName(scale.name);
      if (group) groups.set(group, { ...groups.get(group), [scale.step]: token });
      else groups.set(keys[i]!, token);
    });
    const description = name === undefined ? {} : { $description: name };
    return `${JSON.stringify({ ...description, ...Object.fromEntries(groups) }, null, 2)}\n`;
  },
  recognizes: (text: string): boolean => /^\s*\{/.test(text) && /"\$value"\s*:/.test(text),
  read: readJson,
};

/**
 * Returns a valid token name: `$` starts keywords, braces and dots belong to aliases, JSON objects sort integers
 * first, and programs refuse `__proto__`.
 */
const tokenName = (name: string): string => {
  const own = name
    .replace(/[{}.]/g, ' ')
    .replace(/^[\s$]+/, '')
    .trim()
    .replace(/^\d+$/, 'Color $&')
    .replace(/^__(.*)__$/, '$1');
  return isInherited(own) ? `${own} Color` : own;
};

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
  read: readJson,
};
