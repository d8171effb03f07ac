import { PaletteError } from './errors.ts';
import {
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  type WritePaletteOptions,
  writePalette,
} from './formats.ts';
import type { Palette, PaletteColor } from './palette.ts';
import { decodeText, type PaletteFile, readWith } from './read.ts';
import { reducePalette } from './reduce.ts';
import { NO_FILES, relatedFiles } from './related.ts';

/** Palette file: its content and its name. */
export interface PaletteInput {
  /** Bytes of a file, or text. */
  readonly content: string | Uint8Array;
  /** Name of the file. Its extension helps to detect the format, and errors start with it. @defaultValue none */
  readonly fileName?: string;
}

/**
 * Returns one palette of several files, in their order. Aliases and variables may refer to any of the files. A color of the
 * same name and value counts once. A file without a color of its own is allowed if another one has some. Notes start with
 * the name of their file if there are several.
 * @throws {PaletteError} as `readPalette`
 */
export function readPalettes(files: readonly PaletteInput[]): PaletteFile {
  const texts = files.map(({ content }) => (typeof content === 'string' ? content : textIn(content)));
  const related = files.length > 1 ? relatedFiles(texts.filter((text) => text !== '')) : NO_FILES;
  const read: PaletteFile[] = [];
  const notes: string[] = [];
  let failure: unknown;
  for (const { content, fileName } of files) {
    try {
      const file = readWith(content, fileName, related);
      read.push(file);
      const prefix = files.length > 1 && fileName !== undefined ? `${fileName}: ` : '';
      notes.push(...file.notes.map((note) => `${prefix}${note}`));
    } catch (error) {
      const isEmpty = error instanceof PaletteError && error.code === 'no-colors';
      if (!isEmpty || files.length === 1) throw error;
      failure ??= error;
      notes.push(error.message);
    }
  }
  const [first, ...others] = read;
  if (!first)
    throw failure ?? new PaletteError('no-colors', { expected: 'a palette file', received: 'none' });
  if (others.length === 0) return { ...first, notes };
  const colors = new Map<string, PaletteColor>();
  for (const color of read.flatMap(({ palette }) => palette.colors)) {
    const key = `${color.hex} ${color.name ?? ''}`;
    if (!colors.has(key)) colors.set(key, color);
  }
  const skipped = read.reduce((sum, file) => sum + file.skipped, 0);
  return { palette: { colors: [...colors.values()] }, format: first.format, notes, skipped };
}

/** Returns a text, or nothing of a binary file: only texts have definitions. */
const textIn = (bytes: Uint8Array): string => (bytes.subarray(0, 512).includes(0) ? '' : decodeText(bytes));

/** Options of `convertPalette`. */
export interface ConvertPaletteOptions {
  /** Maximum number of colors of the result. Those that are farthest apart are kept. @defaultValue all */
  readonly maxColors?: number;
  /** Name of the new file, for formats in which the extension matters. @defaultValue none */
  readonly fileName?: string;
}

/** Result of `convertPalette`. */
export interface ConvertedPalette {
  /** The new file: text, or bytes of a binary format. */
  readonly content: string | Uint8Array<ArrayBuffer>;
  /** The palette in it. */
  readonly palette: Palette;
  /** Sentences about conversions and about data that could not be read. */
  readonly notes: readonly string[];
}

/**
 * Converts palette files to another format. Several files become one palette.
 * @throws {PaletteError} as `readPalette` and `writePalette`
 * @example
 * const { content } = convertPalette([{ content: bytes, fileName: 'brand.ase' }], 'tailwind');
 */
export function convertPalette(
  files: readonly PaletteInput[],
  format: PaletteFormat,
  { maxColors, fileName }: ConvertPaletteOptions = {},
): ConvertedPalette {
  const { palette, notes } = readPalettes(files);
  const reduced = maxColors === undefined ? palette : reducePalette(palette, maxColors);
  const options: WritePaletteOptions = fileName === undefined ? {} : { fileName };
  return {
    content: writePalette(reduced, format, options),
    palette: reduced,
    notes: [...notes, ...lossesOf(reduced, format)],
  };
}

/** Returns sentences about what a format cannot store of a palette. */
export function lossesOf({ colors }: Palette, format: PaletteFormat): string[] {
  const isTranslucent = colors.some(({ hex }) => hex.length === 9);
  const { label } = PALETTE_FILE_FORMATS[format];
  return isTranslucent && OPAQUE.includes(format) ? [`Alpha was dropped, since ${label} has none.`] : [];
}

const OPAQUE: readonly PaletteFormat[] = ['gpl', 'jasc', 'ase', 'aco', 'act', 'riff'];
