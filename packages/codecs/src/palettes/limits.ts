import { PaletteError } from './errors.ts';

// Limits of a palette file. A file that exceeds one is rejected, so that reading any file ends within about a second.

/** Maximum bytes of a file, or characters of a text. */
const MAX_PALETTE_BYTES = 8_000_000;
/** Maximum number of lines, declarations, strings, tags or values. */
export const MAX_PIECES = 150_000;
/** Maximum number of words and signs of a style sheet, or of words of a program. */
export const MAX_WORDS = { styles: 1_500_000, programs: 250_000 };
/** Maximum number of colors, including duplicates. */
export const MAX_LISTED = 16_384;
/** Maximum depth of nested groups. */
export const MAX_DEPTH = 100;

/**
 * Checks the size of a palette file, so that a large one can be rejected before it is read.
 * @param size - bytes of a file, or characters of a text
 * @param fileName - name for the error message
 * @throws {PaletteError} `'too-large'` above 8 MB.
 */
export function checkPaletteSize(size: number, fileName?: string): void {
  if (size <= MAX_PALETTE_BYTES) return;
  const megabytes = Math.ceil(size / 1e5) / 10;
  const expected = `at most ${MAX_PALETTE_BYTES / 1e6} MB`;
  throw new PaletteError('too-large', { expected, received: `${megabytes} MB`, fileName });
}

/** Returns the error of a file with more pieces than a maximum. */
export function tooManyPieces(what: string, max: number = MAX_PIECES): PaletteError {
  const expected = `at most ${max.toLocaleString('en')} ${what} in a palette file`;
  return new PaletteError('too-large', { expected, received: 'more' });
}

/**
 * Yields the matches of a pattern.
 * @throws {PaletteError} `'too-large'` above `MAX_PIECES` matches.
 */
export function* matchesOf(text: string, pattern: RegExp, what: string): Generator<RegExpExecArray> {
  let left = MAX_PIECES;
  for (const match of text.matchAll(pattern)) {
    if (left-- === 0) throw tooManyPieces(what);
    yield match;
  }
}
