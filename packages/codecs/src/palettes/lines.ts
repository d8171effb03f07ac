import { MAX_PIECES, tooManyPieces } from './limits.ts';

/** Returns the line of a position in a text, starting at 1. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/**
 * Returns the lines of a text, with any kind of line end.
 * @throws {PaletteError} `'too-large'` above `MAX_PIECES` lines.
 */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/, MAX_PIECES + 1);
  if (lines.length > MAX_PIECES) throw tooManyPieces('lines');
  return lines;
}

/** Replaces the matches of a pattern by spaces, so that the rest of the text keeps its position. */
export const blanked = (text: string, pattern: RegExp): string => text.replace(pattern, blankOf);

const PART = 50_000; // characters

/** Returns spaces and line ends of the same length as a text. A long text is converted in parts, which takes less memory. */
export function blankOf(text: string): string {
  if (!/[\r\n]/.test(text)) return ' '.repeat(text.length);
  if (text.length > PART) {
    let blank = '';
    for (let at = 0; at < text.length; at += PART) blank += blankOf(text.slice(at, at + PART));
    return blank;
  }
  return text.replace(/[^\r\n]+/g, (line) => ' '.repeat(line.length));
}
