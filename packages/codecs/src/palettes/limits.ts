import { PaletteError } from './errors.ts';

/**
 * What a palette file may have. A file beyond is refused with one line: whatever is in a file, reading it ends within a
 * second.
 */

/** Bytes of a file, or characters of a text. */
const MAX_PALETTE_BYTES = 8_000_000;
/** Lines, declarations, strings, tags or values. */
export const MAX_PIECES = 250_000;
/** Colors, those that are there twice included. */
export const MAX_LISTED = 16_384;
/** Levels of nested groups. */
export const MAX_DEPTH = 100;

/**
 * Checks the size of a palette file, before its contents are read where the size is known.
 * @param size - in bytes, or in characters of a text
 * @throws {PaletteError} `too-large` above 8 MB.
 */
export function checkPaletteSize(size: number, fileName?: string): void {
  if (size <= MAX_PALETTE_BYTES) return;
  const megabytes = Math.ceil(size / 1e5) / 10;
  const expected = `at most ${MAX_PALETTE_BYTES / 1e6} MB`;
  throw new PaletteError('too-large', { expected, received: `${megabytes} MB`, fileName });
}

/** The error of a file with more pieces than it may have. */
export function tooManyPieces(what: string): PaletteError {
  const expected = `at most ${MAX_PIECES.toLocaleString('en')} ${what} in a palette file`;
  return new PaletteError('too-large', { expected, received: 'more' });
}

/** The matches of a pattern, one after the other; an error where there are more than a palette file has. */
export function* matchesOf(text: string, pattern: RegExp, what: string): Generator<RegExpExecArray> {
  let left = MAX_PIECES;
  for (const match of text.matchAll(pattern)) {
    if (left-- === 0) throw tooManyPieces(what);
    yield match;
  }
}
