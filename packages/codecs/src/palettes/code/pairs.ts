import { hexOfCss } from '../color-values.ts';
import { malformed } from '../errors.ts';
import type { Found, FoundColor } from '../format.ts';
import { lineAt, withoutComments } from '../lines.ts';
import { nameOf } from '../names.ts';

/** A key before `:` or `=`, a string, a bracket. Templates with a value inside are no colors. */
const TOKEN = /([\w$-]+|'[^'\n]*'|"[^"\n]*")\s*[:=](?![=>])\s*|'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`|[{}[\]]/g;
/** Keys that hold colors and say nothing of them. */
const SILENT = /^(?:colou?rs?|palette|theme|extend|exports)$/i;

/**
 * The colors of the strings in a program, with the keys that lead to them: `brand: { 500: '#1a2b3c' }` is Brand 500.
 * Nothing is run: what a program computes is not found.
 */
export function readPairs(text: string): Found {
  const code = withoutComments(text);
  const path: string[] = [];
  let key: string | undefined;
  const colors: FoundColor[] = [];
  for (const match of code.matchAll(TOKEN)) {
    const [token, named] = match;
    const value = match[2] ?? match[3] ?? match[4];
    if (named !== undefined) key = named.replace(/^['"]|['"]$/g, '');
    else if (token === '{' || token === '[') {
      path.push(key ?? '');
      key = undefined;
    } else if (token === '}' || token === ']') path.pop();
    else if (value !== undefined) {
      const line = lineAt(code, match.index);
      const color = colorOf(value, key === undefined ? path : [...path, key], line);
      if (color) colors.push(color);
      key = undefined;
    }
  }
  return { colors };
}

function colorOf(value: string, path: readonly string[], line: number): FoundColor | undefined {
  const hex = hexOfCss(value);
  if (hex === undefined) {
    if (/^#[0-9a-z]+$/i.test(value)) throw malformed('a color such as #1a2b3c', value, line);
    return undefined;
  }
  const keys = path.slice(path.reduce((last, key, i) => (SILENT.test(key) ? i + 1 : last), 0));
  const name = nameOf(keys.filter((each) => each !== '' && each !== 'DEFAULT').join('-'));
  return { hex, ...(name !== undefined && { name }), place: { line } };
}
