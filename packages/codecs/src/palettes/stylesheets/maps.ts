import { TokenType, tokenizer } from '@csstools/css-tokenizer';
import { MAX_DEPTH } from '../limits.ts';

/** Value of a Sass map or list. */
export interface MapEntry {
  /** Keys of the maps around it, and its own. A value of a list has none. */
  readonly path: readonly string[];
  readonly value: string;
  /** Position within the text of the map. */
  readonly index: number;
}

const isMap = (value: string): boolean => value.trimStart().startsWith('(');

/**
 * Returns the values of a Sass map, also of maps in it: `("blue": (500: #00f))` has one at blue, 500.
 * @returns an empty list if the text is no map
 */
export function mapEntries(text: string): readonly MapEntry[] {
  if (!isMap(text)) return [];
  const entries: MapEntry[] = [];
  const keys: (string | undefined)[] = []; // the key of each open map, but of the first
  let [start, open, inFunction] = [0, 0, 0];
  let key: string | undefined;
  const finish = (end: number, next: number) => {
    const value = text.slice(start, end);
    if (value.trim() !== '') {
      const path = [...keys, key].filter((each) => each !== undefined);
      entries.push({ path, value, index: start });
    }
    [key, start] = [undefined, next];
  };
  const source = tokenizer({ css: text });
  while (!source.endOfFile()) {
    const [type, , from, to] = source.nextToken();
    if (type === TokenType.EOF) break;
    if (inFunction > 0) {
      if (type === TokenType.Function || type === TokenType.OpenParen) inFunction++;
      else if (type === TokenType.CloseParen) inFunction--;
    } else if (type === TokenType.Function) inFunction = 1;
    else if (type === TokenType.OpenParen) {
      if (text.slice(start, from).trim() !== '') inFunction = 1;
      else {
        if (++open > MAX_DEPTH) return entries;
        if (open > 1) keys.push(key);
        [key, start] = [undefined, to + 1];
      }
    } else if (open === 0) continue;
    else if (type === TokenType.Colon && key === undefined) {
      key = text
        .slice(start, from)
        .trim()
        .replace(/^["']|["']$/g, '');
      start = to + 1;
    } else if (type === TokenType.Comma) finish(from, to + 1);
    else if (type === TokenType.CloseParen) {
      finish(from, to + 1);
      open--;
      if (open === 0) break;
      keys.pop();
    }
  }
  return entries;
}
