/** The number of the line that a position in a text is in, from 1 on. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

/** The lines of a text, however they end. */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\r|\n/);

/** The text with blanks in the place of what a pattern finds, so that all else stays in its line. */
export function blanked(text: string, pattern: RegExp): string {
  return text.replace(pattern, (found) => found.replace(/[^\r\n]/g, ' '));
}

const BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/g;
const LINE_COMMENT = /(?<![:'"\w])\/\/.*/g; // not the slashes of an address

/** The text without the comments of CSS, of its dialects and of programming languages. */
export const withoutComments = (text: string): string => blanked(blanked(text, BLOCK_COMMENT), LINE_COMMENT);
