import { MAX_PIECES, tooManyPieces } from './limits.ts';

/** The number of the line that a position in a text is in, from 1 on. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/**
 * The lines of a text, however they end.
 * @throws {PaletteError} when there are more than a palette file has.
 */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/, MAX_PIECES + 1);
  if (lines.length > MAX_PIECES) throw tooManyPieces('lines');
  return lines;
}

/** The text with blanks in the place of what a pattern finds, so that all else stays in its line. */
export function blanked(text: string, pattern: RegExp): string {
  const blanks = (found: string) => ' '.repeat(found.length);
  return text.replace(pattern, (found) =>
    /[\r\n]/.test(found) ? found.replace(/[^\r\n]+/g, blanks) : blanks(found),
  );
}

const BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
const LINE_COMMENT = /(?<![:'"\w])\/\/.*/g; // not the slashes of an address

/** The text without the comments of CSS, of its dialects and of programming languages. */
export const withoutComments = (text: string): string => blanked(blanked(text, BLOCK_COMMENT), LINE_COMMENT);
