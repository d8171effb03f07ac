import { printable, printableJson } from '../printable/index.ts';

export type PaletteErrorCode =
  /** Not a palette file that is known here. */
  | 'unknown-format'
  /** Nothing in it is a color. */
  | 'no-colors'
  /** More colors than a palette can have. */
  | 'too-many-colors'
  /** More bytes, lines, values or levels than a palette file has. */
  | 'too-large'
  /** Something stands where a color, a number or a name should be. */
  | 'malformed'
  /** The file ends too early. */
  | 'truncated';

/** Where in a file something is: a line from 1 on, or a byte from 0 on. */
export type Place = { readonly line: number } | { readonly byte: number };

/** What is wrong with a palette: where, what was expected, what came. */
export interface PaletteProblem {
  readonly expected: string;
  readonly received: string;
  readonly place?: Place | undefined;
  readonly fileName?: string | undefined;
}

const LONGEST = 60; // characters of a file that are quoted

/** Everything that palettes throw on purpose. The message is one line: file, place, what was expected, what came. */
export class PaletteError extends Error {
  override readonly name = 'PaletteError';
  readonly code: PaletteErrorCode;
  readonly problem: PaletteProblem;

  constructor(code: PaletteErrorCode, problem: PaletteProblem) {
    const { expected, received, place, fileName } = problem;
    const where = [fileName, place && placeText(place)].filter(Boolean).join(', ');
    super(printable(`${where && `${where}: `}Expected ${expected} but received ${received}.`));
    this.code = code;
    this.problem = problem;
  }

  /** The same error, with the name of the file that it is about. */
  in(fileName: string | undefined): PaletteError {
    return fileName === undefined ? this : new PaletteError(this.code, { ...this.problem, fileName });
  }
}

const placeText = (place: Place): string => ('line' in place ? `line ${place.line}` : `byte ${place.byte}`);

/** A text on one line that is short enough for a message. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** Something of a file as a string of JSON, short enough for one line; what cannot be seen is escaped. */
export const quoted = (text: string): string => printableJson(shortened(text));

/** The error of a text in which something else was expected at a line. */
export function malformed(expected: string, received: string, line: number): PaletteError {
  return new PaletteError('malformed', { expected, received: quoted(received), place: { line } });
}
