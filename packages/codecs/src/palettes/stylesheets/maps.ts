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
 * Yields the values of a Sass map, also of maps in it: `("blue": (500: #00f))` has one at blue, 500. Any other text has
 * none.
 */
export function* mapEntries(text: string): Generator<MapEntry> {
  if (!isMap(text)) return;
  const keys: (string | undefined)[] = []; // the key of each open map, but of the first
  let [start, open, inFunction] = [0, 0, 0];
  let key: string | undefined;
  const finished = (end: number, next: number): MapEntry | undefined => {
    const value = text.slice(start, end);
    const path = [...keys, key].filter((each) => each !== undefined);
    const entry = value.trim() === '' ? undefined : { path, value, index: start };
    [key, start] = [undefined, next];
    return entry;
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
        if (++open > MAX_DEPTH) return;
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
    } else if (type === TokenType.Comma || type === TokenType.CloseParen) {
      const entry = finished(from, to + 1);
      if (entry) yield entry;
      if (type === TokenType.Comma) continue;
      open--;
      if (open === 0) return;
      keys.pop();
    }
  }
}
