import { colorList } from '../color-list.ts';
import type { Found, TextFormat } from '../format.ts';
import { argbOf, hexOfArgb, normalHex } from '../hex.ts';
import { lineAt } from '../lines.ts';
import { attributeIn, tagsOf, withoutMarkupComments } from '../markup.ts';
import { nameOf, uniqueIdentifiers } from '../names.ts';
import type { Palette } from '../palette.ts';
import type { RelatedFiles } from '../related.ts';
import type { Skipped } from '../skipped.ts';

/** Android color resources. Source: https://developer.android.com/guide/topics/resources/more-resources#Color */
export const android: TextFormat = {
  label: 'Android colors.xml',
  extensions: ['.xml'],
  binary: false,
  language: 'xml',
  write: ({ colors }: Palette): string => {
    const names = uniqueIdentifiers(colors, resourceName);
    const lines = colors.map(({ hex }, i) => {
      const value = hex.length === 9 ? argbOf(hex) : hex.slice(1);
      return `    <color name="${names[i]}">#${value.toUpperCase()}</color>\n`;
    });
    return `<?xml version="1.0" encoding="utf-8"?>\n<resources>\n${lines.join('')}</resources>\n`;
  },
  recognizes: (text: string): boolean => /<resources[\s>]|\bxmlns:android\s*=/.test(text),
  read,
};

/** Reserved words of Java, which no resource may be called. */
const RESERVED: ReadonlySet<string> = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends false final
  finally float for goto if implements import instanceof int interface long native new null package private protected
  public return short static strictfp super switch synchronized this throw throws transient true try void volatile
  while`.split(/\s+/),
);

/** Returns a resource name: letters, digits and underscores, starting with a letter. It is no reserved word. */
const resourceName = (identifier: string): string =>
  (/^\d/.test(identifier) || RESERVED.has(identifier) ? `color_${identifier}` : identifier).replaceAll(
    '-',
    '_',
  );

const HEX = /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const SYSTEM: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  transparent: '#00000000',
};
const MAX_HOPS = 20; // from reference to reference

interface Resource {
  readonly name: string;
  readonly value: string;
  readonly index: number;
}

/** Reads color resources and their references, and the colors of state lists and drawables. */
function read(text: string, related: RelatedFiles): Found {
  const code = withoutMarkupComments(text);
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  const resources = [...resourcesOf(code)];
  const values = related.once(
    'resources',
    () =>
      new Map(
        related.texts
          .flatMap((each) => [...resourcesOf(withoutMarkupComments(each))])
          .map(({ name, value }) => [name, value]),
      ),
  );
  const own = new Map(resources.map(({ name, value }) => [name, value]));
  const find = (name: string) => own.get(name) ?? values.get(name);
  for (const { name: identifier, value, index } of resources) {
    const place = () => ({ line: lineAt(code, index) });
    const hex = hexOf(value, find);
    if (hex !== undefined) {
      const name = nameOf(identifier);
      add({ hex, ...(name !== undefined && { name }), place });
    } else {
      const reason = value.startsWith('#') ? 'not a hex value' : 'refers to no color here';
      skipped.push({
        name: identifier,
        value,
        reason,
        expected: 'a color such as #1A2B3C or #801A2B3C',
        place,
      });
    }
  }
  return { colors, skipped };
}

/** Yields what may be a color: a hex value or a reference to a color. */
function* resourcesOf(code: string): Generator<Resource> {
  for (const { end, index, name: tag, text: attributes } of tagsOf(code)) {
    for (const [, value] of attributes.matchAll(
      /\bandroid:(?:\w*[cC]olor)\s*=\s*["']([#@?][^"']{1,200})["']/g,
    )) {
      if (/^#|^@(?:\w+:)?color\//.test(value!)) yield { name: '', value: value!, index };
    }
    if (tag !== 'color' && tag !== 'item') continue;
    const next = code.indexOf('<', end);
    const value = next < 0 ? '' : code.slice(end, next).trim();
    const isColor = value.startsWith('#') || /^@(?:android:)?color\//.test(value);
    if (isColor) yield { name: attributeIn(attributes, 'name') ?? '', value, index };
  }
}

function hexOf(value: string, find: (name: string) => string | undefined): string | undefined {
  let own = value;
  for (let hops = 0; hops < MAX_HOPS; hops++) {
    if (HEX.test(own)) {
      const digits = own.slice(1);
      return digits.length === 3 || digits.length === 6 ? normalHex(digits)! : hexOfArgb(long(digits));
    }
    const [, system, name] = /^@(?:(android):)?color\/([\w.]+)$/.exec(own) ?? [];
    const next = name === undefined ? undefined : system ? SYSTEM[name] : find(name);
    if (next === undefined) return undefined;
    if (system) return next;
    own = next;
  }
  return undefined;
}

const long = (digits: string): string => (digits.length === 4 ? digits.replace(/./g, '$&$&') : digits);
