import { PaletteError, type Place, quoted } from '../errors.ts';
import { MAX_DEPTH, MAX_PIECES, tooManyPieces } from '../limits.ts';
import { lineAt } from '../lines.ts';

/**
 * Parses JSON.
 * @throws {PaletteError} `'malformed'` with its line; `'too-large'` above `MAX_PIECES` values or `MAX_DEPTH` levels.
 */
export function parseJson(text: string): unknown {
  checkExtent(text);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /at position (\d+)/.exec(message)?.[1];
    const line = /\(line (\d+)/.exec(message)?.[1];
    // For short texts, some engines give no position: then it is the end, or the first occurrence of the character.
    const token = /Unexpected token '?(.)/.exec(message)?.[1];
    const index = at !== undefined ? Number(at) : token === undefined ? text.length : text.indexOf(token);
    const received =
      index >= text.trimEnd().length
        ? 'the end of the file'
        : quoted(/^\S{1,20}/.exec(text.slice(index))?.[0] ?? '');
    const place = { line: line === undefined ? lineAt(text, index) : Number(line) };
    throw new PaletteError('malformed', { expected: 'valid JSON', received, place });
  }
}

/**
 * Limits the depth before parsing, because readers of the values are recursive.
 * @throws {PaletteError} `'too-large'`
 */
function checkExtent(text: string): void {
  let depth = 0;
  let values = 0;
  let isString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (isString) {
      if (character === '\\') i++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === ',' && ++values >= MAX_PIECES) throw tooManyPieces('values');
    else if (character === ']' || character === '}') depth--;
    else if ((character === '[' || character === '{') && ++depth > MAX_DEPTH) {
      const expected = `at most ${MAX_DEPTH} levels of groups`;
      throw new PaletteError('too-large', { expected, received: 'more', place: { line: lineAt(text, i) } });
    }
  }
}

/** Returns the line of the first occurrence of a string in a JSON text. */
export function placeOfString(text: string, value: string): Place | undefined {
  const index = text.indexOf(JSON.stringify(value));
  return index < 0 ? undefined : { line: lineAt(text, index) };
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
