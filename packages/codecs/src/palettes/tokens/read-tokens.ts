import { colorList } from '../color-list.ts';
import { cssColors } from '../css-colors.ts';
import { PaletteError, shortened } from '../errors.ts';
import type { Found, FoundColor } from '../format.ts';
import { MAX_DEPTH, MAX_PIECES, tooManyPieces } from '../limits.ts';
import { keysForName, nameOf } from '../names.ts';
import type { RelatedFiles } from '../related.ts';
import type { Skipped } from '../skipped.ts';
import { hexOfObject } from './color-object.ts';
import { isObject, type JsonObject, parseJson, placeOfString } from './json-text.ts';
import { bareHexes, plainColor, recordOf, tellingKey } from './plain-values.ts';
import { createResolver } from './resolve.ts';
import { tokenValues, valueIn } from './token-values.ts';

/** Position in the tree, with the type inherited from the groups above it. */
interface At {
  readonly path: readonly string[];
  readonly type: unknown;
  /** Whether it is the element of a list, or below one. */
  readonly isListed?: boolean;
}

/** Names of groups that do not describe their colors. */
const SILENT = /^(?:colou?rs?|palettes?|swatches|\$root)$/i;
/** Types of tokens with colors inside. */
const COMPOSITE = /gradient|shadow|border|composition|stroke/i;

/**
 * Returns the colors of a JSON tree. It reads design tokens of the W3C draft, Style Dictionary and Tokens Studio with
 * their references, records such as `{ "name": "Sea", "hex": "#123456" }`, and plain trees of names and colors. Colors
 * inside gradients, shadows and borders follow at the end if the file does not have them already.
 */
export function readTokens(root: unknown, text: string, related: RelatedFiles): Found {
  const { add, colors } = colorList();
  const skipped: Skipped[] = [];
  const composites: FoundColor[] = [];
  const others = related.once('trees', () => related.texts.flatMap(treeOf));
  const resolver = createResolver([
    ...(isObject(root) ? [root] : []),
    ...others.filter((each) => each !== root),
  ]);
  const valuesOf = tokenValues(resolver);
  const hexOf = cssColors();
  const open = new Set<JsonObject>(); // objects that are being visited, and the groups that they extend
  let left = MAX_PIECES;

  const visit = (rawNode: unknown, at: At) => {
    if (left-- === 0) throw tooManyPieces('values');
    if (Array.isArray(rawNode)) return visitList(rawNode, at);
    const followed = isObject(rawNode) ? resolver.follow(rawNode) : rawNode;
    if (followed === undefined && isObject(rawNode))
      return skip(
        at,
        String(rawNode.$ref),
        `refers to ${shortened(String(rawNode.$ref))}, which is no token here`,
      );
    if (!isObject(followed)) return take(followed, at);
    if (at.path.length > 2 * MAX_DEPTH) throw tooDeep();
    if (open.has(followed)) return; // a circle of references
    const all = resolver.sourcesOf(followed);
    const sources = all.filter((source) => !open.has(source));
    const isCircle = sources.length < all.length;
    for (const source of sources) open.add(source);
    visitObject(isCircle ? followed : resolver.extended(followed), at);
    for (const source of sources) open.delete(source);
  };
  const visitObject = (node: JsonObject, at: At) => {
    const type = [node.$type, node.type, at.type].find((each) => typeof each === 'string');
    if (isToken(node)) return takeToken(node, { ...at, type });
    const record = recordOf(node, hexOf);
    if (record) {
      const name = at.isListed || at.path.length === 0 ? record.name : undefined;
      push(at, record.hex, { ...record.extra, ...(name !== undefined && { name }) }, record.text);
      if (record.isLeaf) return;
    } else {
      const hex = at.path.length > 0 ? hexOfObject(node) : undefined;
      if (hex !== undefined)
        return push(at, hex, typeof node.name === 'string' && at.isListed ? { name: node.name } : {});
    }
    const bare = bareHexes(node);
    for (const key of Object.keys(node)) {
      if (key.startsWith('$') && key !== '$root') continue;
      const child = node[key];
      if (key === 'type' && typeof child === 'string') continue;
      if (typeof child === 'string' && (record !== undefined || bare?.has(key) === false)) continue;
      const next = { path: [...at.path, key], type: node.$type ?? at.type };
      if (bare?.has(key)) push(next, bare.get(key)!, {}, child as string);
      else if (!record?.isNotation(key)) visit(child, next);
    }
  };
  const visitList = (list: readonly unknown[], at: At) => {
    const own = plainColor(list, at.path.at(-1) ?? '');
    if (own !== undefined) return push(at, own, {});
    const bare = bareHexes(list);
    for (const [i, child] of list.entries()) {
      const hex = bare?.get(String(i));
      if (hex === undefined) visit(child, { ...at, isListed: true });
      else push(at, hex, {}, String(child));
    }
  };
  const take = (value: unknown, at: At) => {
    if (typeof value !== 'string' || (at.type !== undefined && at.type !== 'color')) return;
    const hex = plainColor(value, tellingKey(at.path), hexOf);
    if (hex !== undefined) push(at, hex, {}, value);
    else if (/^#[0-9a-z]{1,12}$/i.test(value)) skip(at, value, 'not a hex value');
  };
  const takeToken = (token: JsonObject, at: At & { readonly type: unknown }) => {
    const { type } = at;
    const isColor = type === undefined || type === 'color' || type === 'other';
    const isComposite = typeof type === 'string' && COMPOSITE.test(type);
    if (!isColor && !isComposite) return;
    const { hex, parts = [], reason } = valuesOf(token, at.path.length > 1 ? at.path[0]! : '');
    if (hex !== undefined && isColor)
      return push({ ...at, isW3c: '$value' in token }, hex, {}, valueIn(token));
    if (parts.length > 0) {
      for (const [i, part] of parts.entries()) {
        const name = nameAt([...at.path, ...(parts.length > 1 ? [`${i + 1}`] : [])], true);
        composites.push({ hex: part, ...(name && { name }) });
      }
      return;
    }
    const value = valueIn(token);
    const isWrong = type === 'color' || (typeof value === 'string' && value.startsWith('#'));
    if (isColor && isWrong) skip(at, value, reason ?? 'not a color', true);
  };
  const push = (
    at: At & { readonly isW3c?: boolean },
    hex: string,
    extra: Partial<FoundColor>,
    value?: unknown,
  ): void => {
    const name = nameAt(at.path, at.isW3c ?? false);
    const place = () => (typeof value === 'string' ? placeOfString(text, value) : undefined);
    add({ hex, ...(name && { name }), ...extra, place });
  };
  const skip = (at: At, value: unknown, reason: string, isOfToken = false) => {
    const path = at.path.join('.');
    skipped.push({
      name: path,
      value: typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)),
      reason,
      expected: isOfToken
        ? `a color for the token ${shortened(path)}`
        : `a color such as "#1a2b3c" for ${shortened(path) || 'the list'}`,
      place: () => (typeof value === 'string' ? placeOfString(text, value) : undefined),
    });
  };

  visit(root, { path: [], type: undefined });
  const known = new Set(colors.map(({ hex }) => hex));
  for (const color of composites) {
    if (known.has(color.hex)) continue;
    known.add(color.hex);
    add(color);
  }
  const notes =
    composites.length > 0 ? ['Colors inside gradients, shadows and borders were read as well.'] : [];
  const { $description, name: title } = isObject(root) ? root : ({} as JsonObject);
  const name = [$description, title].find((each) => typeof each === 'string');
  return { ...(name !== undefined && { name }), colors, skipped, notes };
}

function tooDeep(): PaletteError {
  const expected = `at most ${2 * MAX_DEPTH} levels of groups with references`;
  return new PaletteError('too-large', { expected, received: 'more' });
}

function treeOf(text: string): JsonObject[] {
  try {
    const tree = parseJson(text);
    return isObject(tree) ? [tree] : [];
  } catch {
    return []; // its own reading reports the error
  }
}

/** Whether a node is a token. The value of a token of Style Dictionary is no group. */
function isToken(node: JsonObject): boolean {
  if ('$value' in node) return true;
  if (!('value' in node)) return false;
  return !isObject(node.value) || typeof node.type === 'string';
}

function nameAt(path: readonly string[], isW3c: boolean): string {
  const keys = path.filter((key, i) => (i > 0 ? key !== '$root' : !SILENT.test(key)));
  const name = keysForName(isW3c ? keys : keys.map((key) => nameOf(key) ?? key)).join('/');
  return /^(?:colou?rs?|palette)-\d+$/.test(name) ? '' : name;
}
