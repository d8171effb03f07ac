import { colorsInNodes } from '../css/css-color.ts';
import { nodesOf } from '../css/nodes.ts';
import { cssColors } from '../css-colors.ts';
import { shortened } from '../errors.ts';
import { tooManyPieces } from '../limits.ts';
import { hexOfObject } from './color-object.ts';
import { isObject, type JsonObject } from './json-text.ts';
import { modified } from './modify.ts';
import type { Resolver } from './resolve.ts';

/** Colors of a token, or why it has none. */
export interface TokenColors {
  /** The color of a color token. */
  readonly hex?: string | undefined;
  /** Colors inside a gradient, a shadow or a border. */
  readonly parts?: readonly string[];
  /** Why the token was skipped. */
  readonly reason?: string;
}

const MAX_HOPS = 20; // from alias to alias
const MAX_LENGTH = 1000; // characters of a value with aliases
const MAX_PARTS = 100;
const MAX_REFERENCES = 100_000; // different ones; each takes a few µs

/** Returns a function that reads the values of tokens. `set` is the token set in which aliases are looked up first. */
export function tokenValues({ find, follow }: Resolver): (token: JsonObject, set: string) => TokenColors {
  const hexOf = cssColors();
  const known = new Map<string, string | undefined>(); // what aliases stand for

  /** Returns the text that an alias stands for: a hex value, or a text without aliases. */
  const textOfAlias = (alias: string, set: string, hops: number): string | undefined => {
    const key = `${set} ${alias}`;
    if (known.has(key)) return known.get(key);
    if (known.size === MAX_REFERENCES) throw tooManyPieces('references', MAX_REFERENCES);
    known.set(key, undefined); // for a circle
    const target = follow(find(alias, set));
    const token = isObject(target) && !('$value' in target) && isObject(target.$root) ? target.$root : target;
    const text = isObject(token)
      ? (colorOf(token, set, hops + 1).hex ?? textOf(valueIn(token), set, hops + 1))
      : textOf(token, set, hops + 1);
    known.set(key, text);
    return text;
  };
  const textOf = (value: unknown, set: string, hops: number): string | undefined => {
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string' || hops > MAX_HOPS || value.length > MAX_LENGTH) return undefined;
    if (/^\$[\w-]+(?:\.[\w-]+)*$/.test(value)) return textOfAlias(value, set, hops);
    let isWhole = true;
    const text = value.replace(/\{[^{}]*\}/g, (alias) => {
      const found = textOfAlias(alias, set, hops);
      isWhole &&= found !== undefined;
      return found ?? '';
    });
    return isWhole && text.length <= MAX_LENGTH ? text : undefined;
  };
  const colorOf = (token: JsonObject, set: string, hops: number): TokenColors => {
    const raw = follow(valueIn(token));
    if (isObject(raw) && 'colorSpace' in raw) return { hex: hexOfObject(raw, follow), reason: 'not a color' };
    if (isObject(raw) && ('$value' in raw || 'value' in raw)) {
      return hops > MAX_HOPS ? {} : colorOf(raw, set, hops + 1); // a reference to a token
    }
    if (typeof raw !== 'string')
      return { hex: isObject(raw) ? hexOfObject(raw) : undefined, parts: partsOf(raw, set) };
    const text = textOf(raw, set, hops);
    if (text === undefined) return { reason: `refers to ${shortened(aliasIn(raw))}, which is no token here` };
    const hex = hexOf(text);
    if (hex === undefined)
      return { parts: colorsInNodes((nodesOf(text) ?? []).filter(({ kind }) => kind === 'function')) };
    const modifier = modifierOf(token);
    const changed = modifier ? modified(hex, modifier, (value) => textOf(value, set, hops)) : hex;
    return { hex: changed, reason: 'a modifier that cannot be computed here' };
  };
  /** Returns the colors in the members of a composite value. */
  const partsOf = (value: unknown, set: string): readonly string[] => {
    const found: string[] = [];
    const members = Array.isArray(value) ? value.slice(0, MAX_PARTS) : [value];
    for (const rawMember of members) {
      const member = typeof rawMember === 'string' ? follow(find(rawMember, set)) : rawMember;
      if (!isObject(member)) continue;
      if ('$value' in member || Array.isArray(member.value))
        found.push(...(colorOf(member, set, MAX_HOPS).parts ?? []));
      const { hex } = member.color === undefined ? {} : colorOf({ $value: member.color }, set, 1);
      if (hex !== undefined) found.push(hex);
    }
    return found;
  };
  return (token, set) => colorOf(token, set, 0);
}

/** Returns the value of a token of the W3C draft, or of Style Dictionary. */
export const valueIn = (token: JsonObject): unknown => ('$value' in token ? token.$value : token.value);

const aliasIn = (text: string): string => /\{[^{}]*\}/.exec(text)?.[0] ?? text;

function modifierOf({ $extensions }: JsonObject): JsonObject | undefined {
  const studio = isObject($extensions) ? $extensions['studio.tokens'] : undefined;
  return isObject(studio) && isObject(studio.modify) ? studio.modify : undefined;
}
