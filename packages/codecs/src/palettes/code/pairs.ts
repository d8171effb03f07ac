import { colorList } from '../color-list.ts';
import { cssColors } from '../css-colors.ts';
import { malformed } from '../errors.ts';
import type { Found, FoundColor } from '../format.ts';
import { matchesOf } from '../limits.ts';
import { lineAt, withoutComments } from '../lines.ts';
import { keysForName, nameOf } from '../names.ts';

/** A key before `:` or `=`, a string, or a bracket. */
const TOKEN =
  /((?<![\w$-])[\w$-]+|'[^'\n]*'|"[^"\n]*")\s*[:=](?![=>])\s*|'([^'\n]*)'|"([^"\n]*)"|`([^`]*)`|[{}[\]]/g;
/** Keys of groups that do not describe their colors. */
const SILENT = /^(?:colou?rs?|palette|theme|extend|exports)$/i;

/**
 * Returns the colors in the strings of a program, named by their keys: `brand: { 500: '#1a2b3c' }` is Brand 500. The
 * program is not executed, so computed colors are not found.
 */
export function readPairs(text: string): Found {
  const code = withoutComments(text);
  const path: string[] = [];
  let key: string | undefined;
  const { add, colors } = colorList();
  const hexOf = cssColors();
  for (const match of matchesOf(code, TOKEN, 'strings, keys and brackets')) {
    const [token, named] = match;
    const value = match[2] ?? match[3] ?? match[4];
    if (named !== undefined) key = named.replace(/^['"]|['"]$/g, '');
    else if (token === '{' || token === '[') {
      path.push(key ?? '');
      key = undefined;
    } else if (token === '}' || token === ']') path.pop();
    else if (value !== undefined) {
      const keys = path.slice(-MAX_PATH);
      if (key !== undefined) keys.push(key);
      const color = colorOf(value, hexOf(value), keys, () => ({ line: lineAt(code, match.index) }));
      if (color) add(color);
      key = undefined;
    }
  }
  return { colors };
}

const MAX_PATH = 16; // maximum number of keys for a name

function colorOf(
  value: string,
  hex: string | undefined,
  path: readonly string[],
  place: () => { readonly line: number },
): FoundColor | undefined {
  if (hex === undefined) {
    if (/^#[0-9a-z]+$/i.test(value)) throw malformed('a color such as #1a2b3c', value, place().line);
    return undefined;
  }
  const keys = path.slice(path.reduce((last, key, i) => (SILENT.test(key) ? i + 1 : last), 0));
  const name = nameOf(keysForName(keys.filter((each) => each !== '' && each !== 'DEFAULT')).join('-'));
  return { hex, ...(name !== undefined && { name }), place };
}
