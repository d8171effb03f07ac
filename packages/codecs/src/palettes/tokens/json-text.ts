import { PaletteError, type Place, quoted } from '../errors.ts';
import { lineAt } from '../lines.ts';

/** Parses JSON; what is wrong with it is told with its line. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /at position (\d+)/.exec(message)?.[1];
    const line = /\(line (\d+)/.exec(message)?.[1];
    // Some engines name no place where the text is short: then it is the end, or the first such character.
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

/** The line in which a string of a JSON text stands, as far as that can be told. */
export function placeOfString(text: string, value: string): { readonly place?: Place } {
  const index = text.indexOf(JSON.stringify(value));
  return index < 0 ? {} : { place: { line: lineAt(text, index) } };
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
