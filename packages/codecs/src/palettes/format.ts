import type { Place } from './errors.ts';
import type { Palette, PaletteColor } from './palette.ts';

/** A color as it was found in a file, and where. */
export interface FoundColor extends PaletteColor {
  /** Asked only when something is wrong with the color: the line of each color would take too long. */
  readonly place?: () => Place | undefined;
}

/** What a reader found: neither counted nor with unique names yet. */
export interface Found {
  readonly name?: string;
  readonly colors: readonly FoundColor[];
  /** What a person should know: conversions, and what could not be read. */
  readonly notes?: readonly string[];
}

interface Format {
  /** What people call it. */
  readonly label: string;
  /** Extensions with their dot; the first is the one that new files get. */
  readonly extensions: readonly string[];
}

/** A format that is text, and can be inserted into other text. */
export interface TextFormat extends Format {
  readonly binary: false;
  /** The identifier that editors have for its language. */
  readonly language: string;
  /** Writes a palette that was checked; ends with a line end. */
  readonly write: (palette: Palette) => string;
  /** Whether a text without a telling name looks like it. */
  readonly recognizes: (text: string) => boolean;
  readonly read: (text: string) => Found;
}

/** A format of bytes. */
export interface BinaryFormat extends Format {
  readonly binary: true;
  /** Writes a palette that was checked. */
  readonly write: (palette: Palette) => Uint8Array<ArrayBuffer>;
  readonly recognizes: (bytes: Uint8Array) => boolean;
  /** Absent where a file is made to be looked at. */
  readonly read?: (bytes: Uint8Array) => Found;
}
