import { printable, printableJson } from '../printable/index.ts';

/** Reason of a `PaletteError`. */
export type PaletteErrorCode =
  /** The file is not a palette in a known format. */
  | 'unknown-format'
  /** The file has no colors. */
  | 'no-colors'
  /** The file has more colors than a palette may have. */
  | 'too-many-colors'
  /** The file has more bytes, lines, values or levels than a palette file may have. */
  | 'too-large'
  /** A color, a number or a name is invalid. */
  | 'malformed'
  /** The file ends too early. */
  | 'truncated';

/** Position in a file: a line, starting at 1, or a byte, starting at 0. */
export type Place = { readonly line: number } | { readonly byte: number };

/** Parts of the message of a `PaletteError`. */
export interface PaletteProblem {
  /** The expected value, such as `1 to 256 colors`. */
  readonly expected: string;
  /** The received value, such as `none`. */
  readonly received: string;
  /** Place in the file, if known. */
  readonly place?: Place | undefined;
  /** Name of the file, if known. */
  readonly fileName?: string | undefined;
}

const MAX_QUOTED = 60; // characters

/** Error of a palette. `message` is one line with the file, the position, what was expected and what came. */
export class PaletteError extends Error {
  override readonly name = 'PaletteError';
  /** Stable cause, for programs. */
  readonly code: PaletteErrorCode;
  /** The expected and the received value, and their place. */
  readonly problem: PaletteProblem;

  constructor(code: PaletteErrorCode, problem: PaletteProblem) {
    const { expected, received, place, fileName } = problem;
    const where = [fileName, place && placeText(place)].filter(Boolean).join(', ');
    super(printable(`${where && `${where}: `}Expected ${expected} but received ${received}.`));
    this.code = code;
    this.problem = problem;
  }

  /** Returns the error with the name of its file. */
  in(fileName: string | undefined): PaletteError {
    return fileName === undefined ? this : new PaletteError(this.code, { ...this.problem, fileName });
  }
}

const placeText = (place: Place): string => ('line' in place ? `line ${place.line}` : `byte ${place.byte}`);

/** Returns a text on one line, shortened for a message. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)}…` : line;
}

/** Returns a text as a JSON string, shortened for a message. Invisible characters are escaped. */
export const quoted = (text: string): string => printableJson(shortened(text));

/** Returns a `'malformed'` error for a line of a text. */
export function malformed(expected: string, received: string, line: number): PaletteError {
  return new PaletteError('malformed', { expected, received: quoted(received), place: { line } });
}
