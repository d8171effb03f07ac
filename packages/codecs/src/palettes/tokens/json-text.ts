import { withoutComments } from '../code-comments.ts';
import { PaletteError, type Place, quoted } from '../errors.ts';
import { MAX_DEPTH, MAX_PIECES, tooManyPieces } from '../limits.ts';
import { lineAt } from '../lines.ts';

/**
 * Parses JSON, also with comments and with commas after the last value.
 * @throws {PaletteError} `'malformed'` with its line; `'too-large'` above `MAX_PIECES` values or `MAX_DEPTH` levels.
 */
export function parseJson(text: string): unknown {
  const plain = plainJson(text);
  try {
    return JSON.parse(plain);
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /at position (\d+)/.exec(message)?.[1];
    const line = /\(line (\d+)/.exec(message)?.[1];
    // For short texts, some engines give no position: then it is the end, or the first occurrence of the character.
    const token = /Unexpected token '?(.)/.exec(message)?.[1];
    const index = at !== undefined ? Number(at) : token === undefined ? text.length : plain.indexOf(token);
    const received =
      index >= text.trimEnd().length
        ? 'the end of the file'
        : quoted(/^\S{1,20}/.exec(text.slice(index))?.[0] ?? '');
    const place = { line: line === undefined ? lineAt(text, index) : Number(line) };
    throw new PaletteError('malformed', { expected: 'valid JSON', received, place });
  }
}

/**
 * Returns the text as plain JSON of the same length: without comments and without commas before a closing bracket. It
 * also limits the depth, because readers of the values are recursive.
 * @throws {PaletteError} `'too-large'`
 */
function plainJson(text: string): string {
  const code = withoutComments(text, { hasLineComments: true });
  const commas: number[] = []; // before a closing bracket
  let [depth, values, comma] = [0, 0, -1];
  for (let i = 0; i < code.length; i++) {
    const character = code[i]!;
    if (character === '"') i = endOfString(code, i);
    else if (character === ',') {
      if (++values >= MAX_PIECES) throw tooManyPieces('values');
      comma = i;
      continue;
    } else if (character === ']' || character === '}') {
      depth--;
      if (comma >= 0) commas.push(comma);
    } else if ((character === '[' || character === '{') && ++depth > MAX_DEPTH) {
      const expected = `at most ${MAX_DEPTH} levels of groups`;
      throw new PaletteError('too-large', { expected, received: 'more', place: { line: lineAt(code, i) } });
    }
    if (!/\s/.test(character)) comma = -1;
  }
  if (commas.length === 0) return code;
  const ends = [...commas, code.length];
  return ends.map((end, i) => code.slice(i === 0 ? 0 : ends[i - 1]! + 1, end)).join(' ');
}

/** Returns the position of the quotation mark that ends a string. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Returns the line of the first occurrence of a string in a JSON text. */
export function placeOfString(text: string, value: string): Place | undefined {
  const index = text.indexOf(JSON.stringify(value));
  return index < 0 ? undefined : { line: lineAt(text, index) };
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
