import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RealFile } from './packages.ts';

// Counts the colors of a file with other parsers: postcss and its dialects, css-color-parser, and the modules themselves.

/** Number of colors, as far as it can be known from outside. */
export interface Counted {
  readonly min: number;
  readonly max: number;
}

interface Node {
  readonly prop: string;
  readonly value: string;
  readonly parent?: unknown;
}

interface Root {
  walkDecls(visit: (node: Node) => void): void;
}

type Parse = (text: string) => Root;

/** Loads the parsers from the folder in which they are installed. */
export async function openCounter(folder: string): Promise<(file: RealFile) => Promise<Counted | undefined>> {
  const require = createRequire(pathToFileURL(join(folder, 'x.js')));
  const load = (name: string) => import(pathToFileURL(require.resolve(name)).href);
  const [postcss, scss, less, { color }, { parseComponentValue }, { tokenize }] = await Promise.all(
    [
      'postcss',
      'postcss-scss',
      'postcss-less',
      '@csstools/css-color-parser',
      '@csstools/css-parser-algorithms',
      '@csstools/css-tokenizer',
    ].map(load),
  );
  const isColor = (value: string): boolean => {
    try {
      const node = parseComponentValue(tokenize({ css: value.trim() }));
      return node !== undefined && color(node) !== false && !/^currentcolor$/i.test(value.trim());
    } catch {
      return false;
    }
  };
  const parsers: Readonly<Record<string, Parse>> = {
    css: postcss.default.parse,
    scss: scss.default.parse,
    less: less.default.parse,
  };
  return async (file) => {
    const extension = file.path.split('.').at(-1)!;
    if (parsers[extension]) return countStyles(parsers[extension](file.text), isColor, extension);
    if (extension === 'json') return countTree(JSON.parse(file.text), isColor);
    if (extension !== 'js' || /\brequire\(|^import |\bfrom ['"]/m.test(file.text)) return undefined; // of other files
    try {
      const module = await import(pathToFileURL(file.path).href);
      return countTree(module.default ?? module, isColor);
    } catch {
      return undefined; // needs other packages
    }
  };
}

const BARE = /^\s*-?[\d.]+(?:deg)?\s+[\d.]+%\s+[\d.]+%\s*$|^\s*\d{1,3}\s*[, ]\s*\d{1,3}\s*[, ]\s*\d{1,3}\s*$/;

/** Counts variables with colors. References that cannot be followed here, and bare channels, make the number open. */
function countStyles(
  root: Root,
  isColor: (value: string) => boolean,
  extension: string,
): Counted | undefined {
  const declarations: Node[] = [];
  root.walkDecls((node) => declarations.push(node));
  const variables = declarations.filter(({ prop }) => /^(?:--|\$|@)/.test(prop));
  const values = new Map<string, Node[]>();
  for (const node of variables) values.set(node.prop, [...(values.get(node.prop) ?? []), node]);
  const follow = (node: Node, hops = 0): string => {
    if (hops > 20) return node.value;
    return node.value.replace(/var\(\s*(--[\w-]+)\s*\)/g, (whole, name) => {
      const all = values.get(name) ?? [];
      const found = all.find(({ parent }) => parent === node.parent) ?? all[0];
      return found ? follow(found, hops + 1) : whole;
    });
  };
  let [min, open] = [0, 0];
  for (const node of variables) {
    const value = follow(node)
      .replace(/!\s*\w+\s*$/, '')
      .trim();
    if (/font|family|name/i.test(node.prop) && /^\w+$/.test(value)) continue;
    if (/^light-dark\(/.test(value) && isColor(value)) min += 2;
    else if (isColor(value)) min++;
    else if (BARE.test(value) || (extension !== 'css' && /[$@(]/.test(value)))
      open += extension === 'css' ? 1 : value.split(',').length;
  }
  return min === 0 && open === 0 ? undefined : { min, max: min + open };
}

/** Counts strings with colors in a tree. A record has one color, also if it has several notations. */
function countTree(tree: unknown, isColor: (value: string) => boolean): Counted | undefined {
  let min = 0;
  let isTokens = false;
  const seen = new Set<unknown>();
  const visit = (node: unknown, key: string): void => {
    if (
      typeof node === 'string' &&
      !/name|comment|description|^font/i.test(key) &&
      /[#(]|^(?:transparent|black|white)$/.test(node) &&
      isColor(node)
    )
      min++;
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    if ('$value' in node || ('value' in node && 'type' in node)) isTokens = true;
    for (const [name, child] of Object.entries(node)) visit(child, name);
  };
  visit(tree, '');
  if (min === 0) return undefined;
  return isTokens ? { min: 1, max: Number.POSITIVE_INFINITY } : { min, max: min };
}
