import { hexIn, hexOfCss, isColorSpace } from '../color-values.ts';
import { PaletteError, quoted } from '../errors.ts';
import type { Found, FoundColor } from '../format.ts';
import { normalHex } from '../hex.ts';
import { nameOf } from '../names.ts';
import { isObject, type JsonObject, placeOfString } from './json-text.ts';

/** A group or token on the way to a color, with the type that the groups above it give. */
interface At {
  readonly path: readonly string[];
  readonly type: unknown;
}

/** Groups that hold colors and say nothing of them. */
const SILENT = /^(?:colou?rs?|palette)$/i;
const MOST_HOPS = 20; // of an alias to an alias

/**
 * The colors of a tree of design tokens: `$value` with `$type` of the W3C draft, also in its older form of a hex,
 * `value` of Style Dictionary, and trees of names and colors. Aliases are followed.
 */
export function readTokens(root: JsonObject, text: string): Found {
  const colors: FoundColor[] = [];
  const visit = (node: unknown, at: At) => {
    if (typeof node === 'string') return take(node, at);
    if (!isObject(node)) return;
    const type = [node.$type, node.type, at.type].find((each) => typeof each === 'string');
    const value = node.$value ?? node.value;
    if (value !== undefined && (!isObject(value) || '$value' in node)) {
      return take(value, { ...at, type, isW3c: '$value' in node });
    }
    for (const [key, child] of Object.entries(node)) {
      if (!key.startsWith('$') && !(key === 'type' && typeof child === 'string')) {
        visit(child, { path: [...at.path, key], type: node.$type ?? at.type });
      }
    }
  };
  const take = (given: unknown, { path, type, isW3c }: At & { readonly isW3c?: boolean }) => {
    if (type !== undefined && type !== 'color') return;
    const value = followAliases(given, root);
    const hex = isObject(value)
      ? hexOfToken(value, path)
      : typeof value === 'string'
        ? hexOfCss(value)
        : undefined;
    if (hex === undefined) {
      const isMalformed = type === 'color' || (typeof value === 'string' && value.startsWith('#'));
      if (isMalformed) throw notAColor(value, path, text);
      return;
    }
    const keys = path.filter((key, i) => i > 0 || !SILENT.test(key));
    const name = (isW3c ? keys : keys.map((key) => nameOf(key) ?? key)).join('/');
    const isUnnamed = /^(?:color|palette)-\d+$/.test(name);
    const place = typeof value === 'string' ? placeOfString(text, value) : {};
    colors.push({ hex, ...(name && !isUnnamed && { name }), ...place });
  };
  visit(root, { path: [], type: undefined });
  const name = root.$description;
  return { ...(typeof name === 'string' && { name }), colors };
}

/** What `{group.token}` stands for. */
function followAliases(given: unknown, root: JsonObject): unknown {
  let value = given;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const path = typeof value === 'string' ? /^\{(.+)\}$/.exec(value)?.[1] : undefined;
    if (path === undefined) return value;
    const steps = path.replace(/\.\$?value$/, '').split('.');
    const token = steps.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), root);
    value = isObject(token) ? (token.$value ?? token.value) : token;
  }
  return undefined;
}

/** The color of the object form: `{ colorSpace, components, alpha, hex }`. */
function hexOfToken(
  { colorSpace, components, alpha, hex }: JsonObject,
  path: readonly string[],
): string | undefined {
  if (Array.isArray(components) && typeof colorSpace === 'string') {
    if (!isColorSpace(colorSpace)) {
      const expected = `a color space of CSS for the token ${path.join('.')}`;
      throw new PaletteError('malformed', { expected, received: quoted(colorSpace) });
    }
    const values = components.map((each) => (each === 'none' ? 0 : each));
    const isNumeric = values.length === 3 && values.every((each) => typeof each === 'number');
    if (!isNumeric) return undefined;
    return hexIn(colorSpace, values, typeof alpha === 'number' ? alpha : 1);
  }
  return typeof hex === 'string' ? normalHex(hex) : undefined;
}

function notAColor(value: unknown, path: readonly string[], text: string): PaletteError {
  const expected = `a color for the token ${path.join('.')}`;
  const received =
    value === undefined ? 'an alias of no token' : quoted(JSON.stringify(value).replace(/^"|"$/g, ''));
  const place = typeof value === 'string' ? placeOfString(text, value) : {};
  return new PaletteError('malformed', { expected, received, ...place });
}
