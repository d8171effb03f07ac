import type { FoundColor } from '../format.ts';
import { normalHex } from '../hex.ts';
import { hexOfBytes, hexOfObject, isNotation } from './color-object.ts';
import { isObject, type JsonObject } from './json-text.ts';

// Finds colors in JSON that is no design token.

/** Keys whose values are words of people, never colors. */
const WORDS =
  /^(?:\$?(?:name|label|title|id|slug|key|type|kind|scopes?|family|description|comments?|notes?|text|hue|group|category|variant|alias|aliases|icon|author|url|keywords|tags|names|mode|appearance|include|extends)|font.*)$/i;

/** Returns the key that decides whether a word may be a color: one for fonts, or else the last one. */
export function tellingKey(path: readonly string[]): string {
  const near = path.slice(-16);
  return near.find((key) => /^font/i.test(key)) ?? near.filter((key) => key !== '').at(-1) ?? '';
}

const HEX_DIGITS = /^(?:[0-9a-f]{6}|[0-9a-f]{8})$/i;

/**
 * Returns the color of a string or of a list of channels. A word is a color only in lower case, and not behind a key for
 * words, such as `name`.
 */
export function plainColor(
  value: string | readonly unknown[],
  key: string,
  hexOf: (text: string) => string | undefined = () => undefined,
): string | undefined {
  if (typeof value !== 'string') {
    const isChannels = value.length >= 3 && value.every((each) => typeof each === 'number');
    return isChannels && /rgb|colou?r|^(?:bytes|value)$/i.test(key) ? hexOfBytes(value) : undefined;
  }
  if (/^(?:name|id|\$?description|comments?)$/i.test(key)) return undefined;
  const isWord = !/[#(]/.test(value);
  if (isWord && (WORDS.test(key) || value !== value.toLowerCase())) return undefined;
  return hexOf(value);
}

/** Returns hex values without `#` by their keys, if all strings of an object or list are some. */
export function bareHexes(node: JsonObject | readonly unknown[]): ReadonlyMap<string, string> | undefined {
  const entries: [key: string, value: string][] = [];
  for (const key of Object.keys(node)) {
    const value = (node as JsonObject)[key];
    if (typeof value !== 'string' || WORDS.test(key)) continue;
    if (!HEX_DIGITS.test(value)) return undefined;
    entries.push([key, value]);
  }
  const isEnough = entries.length > 2 || entries.some(([, value]) => /[a-f]/i.test(value));
  if (entries.length === 0 || !isEnough) return undefined;
  return new Map(entries.map(([key, value]) => [key, normalHex(value)!]));
}

/** Color with its name, such as `{ "name": "Sea", "hex": "#123456" }`. */
export interface ColorRecord {
  readonly hex: string;
  readonly name: string | undefined;
  readonly extra: Partial<FoundColor>;
  /** The color as it is written. */
  readonly text: unknown;
  /** Whether nothing else in it can be a color. */
  readonly isLeaf: boolean;
  /** Whether a key repeats the color in another notation. */
  readonly isNotation: (key: string) => boolean;
}

/** Keys of the color of a record, by rank; British spelling counts, too. */
const COLOR_KEYS = [/^hex$/, /^colou?r$/, /^rgb$/, /^rgba$/, /^value$/];

/** Returns the color of a record; undefined for any other object. */
export function recordOf(
  node: JsonObject,
  hexOf: (text: string) => string | undefined,
): ColorRecord | undefined {
  const keys = Object.keys(node);
  for (const pattern of COLOR_KEYS) {
    const key = keys.find((each) => pattern.test(each));
    if (key === undefined) continue;
    const hex = colorIn(node[key], key, hexOf);
    if (hex === undefined) continue;
    const { name, share, locked } = node;
    const isOther = (each: string) => each === key || isNotation(each);
    return {
      hex,
      name: typeof name === 'string' && name.trim() !== '' ? name : undefined,
      extra: {
        ...(typeof share === 'number' && share >= 0 && share <= 1 && { share }),
        ...(locked === true && { locked }),
      },
      text: node[key],
      isLeaf: Object.entries(node).every(([each, value]) => isOther(each) || typeof value !== 'object'),
      isNotation: isOther,
    };
  }
  return undefined;
}

function colorIn(
  value: unknown,
  key: string,
  hexOf: (text: string) => string | undefined,
): string | undefined {
  if (typeof value === 'string')
    return hexOf(value) ?? (key === 'hex' || key === 'color' ? normalHex(value) : undefined);
  if (Array.isArray(value)) return plainColor(value, key);
  return isObject(value) && key !== 'value' ? hexOfObject(value) : undefined;
}
