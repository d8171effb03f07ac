import type { Place } from './errors.ts';
import type { Palette, PaletteColor } from './palette.ts';
import type { RelatedFiles } from './related.ts';
import type { Skipped } from './skipped.ts';

/** Color of a file with its position. */
export interface FoundColor extends PaletteColor {
  /** Returns the position. It is computed only for errors, because finding the line of every color is slow. */
  readonly place?: () => Place | undefined;
}

/** Contents of a palette file, before the number of colors is checked and names are made unique. */
export interface Found {
  /** Name of the palette. */
  readonly name?: string;
  /** The colors, in their order. */
  readonly colors: readonly FoundColor[];
  /** Sentences about conversions and about data that could not be read. */
  readonly notes?: readonly string[];
  /** Values that look like colors and could not be read. */
  readonly skipped?: readonly Skipped[];
}

interface Format {
  /** Name for display. */
  readonly label: string;
  /** Extensions with their dot. New files get the first one. */
  readonly extensions: readonly string[];
  /** Further extensions of files that are read, such as `.kt` of Kotlin. */
  readonly readExtensions?: readonly string[];
  /** Whether a color and its counterpart for dark pages are one entry. @defaultValue false */
  readonly pairs?: boolean;
  /** Maximum number of colors of a file. @defaultValue 16,384 */
  readonly maxColors?: number;
}

/** Text format of palettes, which can be pasted into other text. */
export interface TextFormat extends Format {
  /** Whether a file is bytes instead of text. */
  readonly binary: false;
  /** Language identifier of VS Code. */
  readonly language: string;
  /** Returns a checked palette as text that ends with a line end. The file name may decide on the kind of module. */
  readonly write: (palette: Palette, fileName?: string) => string;
  /** Returns whether a text has the signs of this format. */
  readonly recognizes: (text: string) => boolean;
  /** Reads a text. Throws a `PaletteError` without the name of the file. */
  readonly read: (text: string, related: RelatedFiles) => Found;
}

/** Binary format of palettes. */
export interface BinaryFormat extends Format {
  /** Whether a file is bytes instead of text. */
  readonly binary: true;
  /** Returns a checked palette as the bytes of a file. */
  readonly write: (palette: Palette) => Uint8Array<ArrayBuffer>;
  /** Returns whether bytes have the signs of this format. */
  readonly recognizes: (bytes: Uint8Array) => boolean;
  /** Absent if the format is only written. */
  readonly read?: (bytes: Uint8Array) => Found;
}

/** Text format that is only read. */
export interface TextReader extends Pick<Format, 'label' | 'extensions'> {
  /** Returns whether a text has the signs of this format. */
  readonly recognizes: (text: string) => boolean;
  /** Reads a text. Throws a `PaletteError` without the name of the file. */
  readonly read: (text: string) => Found;
}

/** Binary format that is only read. */
export interface BinaryReader extends Pick<Format, 'label' | 'extensions'> {
  /** Reads a file. Throws a `PaletteError` without its name. */
  readonly read: (bytes: Uint8Array) => Found;
}
