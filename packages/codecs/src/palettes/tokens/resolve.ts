import { MAX_PIECES, tooManyPieces } from '../limits.ts';
import { isObject, type JsonObject } from './json-text.ts';

const MAX_HOPS = 20; // from reference to reference

/** Finds what references of design tokens refer to. */
export interface Resolver {
  /** Returns the token or group of an alias such as `{group.token}` or a pointer such as `#/group/token`. */
  readonly find: (reference: string, set?: string) => unknown;
  /** Returns the object that an object with `$ref` refers to, and other values unchanged. */
  readonly follow: (value: unknown) => unknown;
  /** Returns a group with the tokens of the groups that it extends. */
  readonly extended: (group: JsonObject) => JsonObject;
  /** Returns a group and the groups that it extends, directly or not. */
  readonly sourcesOf: (group: JsonObject) => readonly JsonObject[];
}

/**
 * Creates a resolver for trees of design tokens. References are first looked up in the first tree, in its sets of Tokens
 * Studio, and then in the other trees. Sources: https://www.designtokens.org/tr/drafts/format/#aliases-references,
 * https://docs.tokens.studio/token-values/references
 */
export function createResolver(roots: readonly JsonObject[]): Resolver {
  const sets: (readonly unknown[])[] = []; // found when they are needed
  const merged = new Map<JsonObject, JsonObject>();
  let left = MAX_PIECES;

  const found = new Map<string, unknown>();
  const find = (reference: string, set = ''): unknown => {
    const key = `${set} ${reference}`;
    if (!found.has(key)) found.set(key, search(reference, set));
    return found.get(key);
  };
  const search = (reference: string, set: string): unknown => {
    const path = pathOf(reference);
    for (const [i, root] of roots.entries()) {
      const own = Object.hasOwn(root, set) ? [root[set]] : [];
      sets[i] ??= setsOf(root);
      for (const place of [root, ...own, ...sets[i]]) {
        const target = isObject(place) ? walk(place, path) : undefined;
        if (target !== undefined) return target;
      }
    }
    return undefined;
  };
  const walk = (from: JsonObject, path: readonly string[]): unknown => {
    let node: unknown = from;
    for (const key of path) {
      const value = follow(node);
      const place = isObject(value) ? extended(value) : value;
      if (Array.isArray(place)) node = place[Number(key)];
      else if (isObject(place) && Object.hasOwn(place, key)) node = place[key];
      else return undefined;
    }
    return node;
  };
  let hops = 0;
  const follow = (value: unknown): unknown => {
    if (!isObject(value) || typeof value.$ref !== 'string' || hops >= MAX_HOPS) return value;
    hops++;
    const found = follow(find(value.$ref));
    hops--;
    return found;
  };
  const extended = (group: JsonObject): JsonObject => {
    if (group.$extends === undefined || hops >= MAX_HOPS) return group;
    const known = merged.get(group);
    if (known) return known;
    merged.set(group, group); // for a circle
    hops++;
    const base = baseOf(group);
    const result = base ? combined(extended(base), group) : group;
    hops--;
    merged.set(group, result);
    return result;
  };
  const baseOf = ({ $extends }: JsonObject): JsonObject | undefined => {
    const from = isObject($extends) ? $extends.$ref : $extends;
    const base = typeof from === 'string' ? follow(find(from)) : undefined;
    return isObject(base) ? base : undefined;
  };
  const sourcesOf = (group: JsonObject): readonly JsonObject[] => {
    const sources = [group];
    for (let base = baseOf(group); base && !sources.includes(base); base = baseOf(base)) {
      if (sources.push(base) > MAX_HOPS) break;
    }
    return sources;
  };
  /** Merges groups deeply; tokens replace tokens. */
  const combined = (base: JsonObject, own: JsonObject): JsonObject => {
    const entries = new Map<string, unknown>(Object.entries(base));
    for (const [key, value] of Object.entries(own)) {
      if (left-- === 0) throw tooManyPieces('values');
      const before = entries.get(key);
      const areGroups = isObject(before) && isObject(value) && !('$value' in value) && !('$value' in before);
      entries.set(key, areGroups ? combined(before, value) : value);
    }
    return Object.fromEntries(entries);
  };
  return { find, follow, extended, sourcesOf };
}

/** Returns the keys of `{a.b}`, `$a.b`, `#/a/b` or `file.json#/a/b`. */
function pathOf(reference: string): readonly string[] {
  const hash = reference.indexOf('#/');
  if (hash >= 0) {
    const steps = reference.slice(hash + 2).split('/');
    return steps.map((step) => decoded(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  const plain = reference.replace(/^\{|\}$|^\$/g, '').trim();
  return plain.replace(/\.\$?value$/, '').split('.');
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step; // a percent sign that encodes nothing
  }
}

/** Returns the token sets of a file, later ones first: they override earlier ones. */
function setsOf(root: JsonObject): readonly unknown[] {
  const metadata = root.$metadata;
  const order = isObject(metadata) && Array.isArray(metadata.tokenSetOrder) ? metadata.tokenSetOrder : [];
  const named = order.filter((name): name is string => typeof name === 'string' && Object.hasOwn(root, name));
  const known = new Set(named);
  const others = Object.keys(root).filter((key) => !key.startsWith('$') && !known.has(key));
  return [...named.reverse(), ...others].slice(0, MAX_SETS).map((name) => root[name]);
}

const MAX_SETS = 200;
