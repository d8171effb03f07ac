import { colorList } from '../color-list.ts';
import { malformed } from '../errors.ts';
import type { Found, TextFormat } from '../format.ts';
import { argbOf, hexOfArgb, normalHex } from '../hex.ts';
import { lineAt } from '../lines.ts';
import { tagsOf, withoutMarkupComments } from '../markup.ts';
import { identifiersOf, nameOf } from '../names.ts';
import type { Palette } from '../palette.ts';

/** Android color resources. Source: https://developer.android.com/guide/topics/resources/more-resources#Color */
export const android: TextFormat = {
  label: 'Android colors.xml',
  extensions: ['.xml'],
  binary: false,
  language: 'xml',
  write: ({ colors }: Palette): string => {
    const names = identifiersOf(colors).map(resourceName);
    const lines = colors.map(({ hex }, i) => {
      const value = hex.length === 9 ? argbOf(hex) : hex.slice(1);
      return `    <color name="${names[i]}">#${value.toUpperCase()}</color>\n`;
    });
    return `<?xml version="1.0" encoding="utf-8"?>\n<resources>\n${lines.join('')}</resources>\n`;
  },
  recognizes: (text: string): boolean => /<resources[\s>]/.test(text),
  read,
};

/** Returns a resource name: letters, digits and underscores, starting with a letter. */
const resourceName = (identifier: string): string =>
  (/^\d/.test(identifier) ? `color_${identifier}` : identifier).replaceAll('-', '_');

function read(text: string): Found {
  const code = withoutMarkupComments(text);
  const { add, colors } = colorList();
  for (const { end, index, name: tag, text: attributes } of tagsOf(code)) {
    if (tag !== 'color' && tag !== 'item') continue;
    const next = code.indexOf('<', end);
    const value = next < 0 ? '' : code.slice(end, next).trim();
    if (!value.startsWith('#')) continue; // a reference, or an item of another type
    const place = () => ({ line: lineAt(code, index) });
    const digits = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value) ? value.slice(1) : undefined;
    if (digits === undefined) throw malformed('a color such as #1A2B3C or #801A2B3C', value, place().line);
    const hex = digits.length === 3 || digits.length === 6 ? normalHex(digits)! : hexOfArgb(long(digits));
    const name = nameOf(/\bname\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '');
    add({ hex, ...(name !== undefined && { name }), place });
  }
  return { colors };
}

const long = (digits: string): string => (digits.length === 4 ? digits.replace(/./g, '$&$&') : digits);
