import { colorList } from '../color-list.ts';
import { hexIn, isColorSpace } from '../color-values.ts';
import { cssColors } from '../css-colors.ts';
import { PaletteError, quoted, shortened } from '../errors.ts';
import type { Found } from '../format.ts';
import { normalHex } from '../hex.ts';
import { keysForName, nameOf } from '../names.ts';
import { isObject, type JsonObject, placeOfString } from './json-text.ts';

/** Position in the tree, with the type inherited from the groups above it. */
interface At {
  readonly path: readonly string[];
  readonly type: unknown;
}

/** Names of groups that do not describe their colors. */
const SILENT = /^(?:colou?rs?|palette)$/i;
const MAX_HOPS = 20; // from alias to alias

/**
 * Returns the colors of a tree of design tokens. It reads `$value` with `$type` of the W3C draft, both as an object and as
 * a hex value. It also reads `value` of Style Dictionary, and plain trees of names and colors. Aliases are resolved.
 */
export function readTokens(root: JsonObject, text: string): Found {
  const { add, colors } = colorList();
  const resolve = aliasResolver(root);
  const hexOf = cssColors();
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
  const take = (rawValue: unknown, { path, type, isW3c }: At & { readonly isW3c?: boolean }) => {
    if (type !== undefined && type !== 'color') return;
    const value = resolve(rawValue);
    const hex = isObject(value)
      ? hexOfToken(value, path)
      : typeof value === 'string'
        ? hexOf(value)
        : undefined;
    if (hex === undefined) {
      const isMalformed = type === 'color' || (typeof value === 'string' && value.startsWith('#'));
      if (isMalformed) throw notAColor(value, path, text);
      return;
    }
    const keys = path.filter((key, i) => i > 0 || !SILENT.test(key));
    const name = keysForName(isW3c ? keys : keys.map((key) => nameOf(key) ?? key)).join('/');
    const isUnnamed = /^(?:color|palette)-\d+$/.test(name);
    const place = () => (typeof value === 'string' ? placeOfString(text, value) : undefined);
    add({ hex, ...(name && !isUnnamed && { name }), place });
  };
  visit(root, { path: [], type: undefined });
  const name = root.$description;
  return { ...(typeof name === 'string' && { name }), colors };
}

/** Returns a function that resolves an alias such as `{group.token}`, and returns any other value unchanged. */
function aliasResolver(root: JsonObject): (rawValue: unknown) => unknown {
  const targets = new Map<string, unknown>();
  return (rawValue) => {
    let value = rawValue;
    for (let hops = 0; hops < MAX_HOPS; hops++) {
      if (typeof value !== 'string' || !value.startsWith('{') || !value.endsWith('}')) return value;
      if (!targets.has(value)) targets.set(value, targetOf(value, root));
      value = targets.get(value);
    }
    return undefined;
  };
}

function targetOf(alias: string, root: JsonObject): unknown {
  const steps = alias
    .slice(1, -1)
    .replace(/\.\$?value$/, '')
    .split('.');
  const token = steps.reduce<unknown>(
    (node, key) => (isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined),
    root,
  );
  return isObject(token) ? (token.$value ?? token.value) : token;
}

/** Returns the color of the object form `{ colorSpace, components, alpha, hex }`. */
function hexOfToken(
  { colorSpace, components, alpha, hex }: JsonObject,
  path: readonly string[],
): string | undefined {
  if (Array.isArray(components) && typeof colorSpace === 'string') {
    if (!isColorSpace(colorSpace)) {
      const expected = `a color space of CSS for the token ${shortened(path.join('.'))}`;
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
  const expected = `a color for the token ${shortened(path.join('.'))}`;
  const received =
    value === undefined ? 'an alias of no token' : quoted(JSON.stringify(value).replace(/^"|"$/g, ''));
  const place = typeof value === 'string' ? placeOfString(text, value) : undefined;
  return new PaletteError('malformed', { expected, received, place });
}
