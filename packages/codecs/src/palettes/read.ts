import { latin1, startsWith } from '../bytes.ts';
import { PaletteError, quoted } from './errors.ts';
import type { Found } from './format.ts';
import {
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  READ_ONLY_PALETTE_FORMATS,
  type ReadOnlyPaletteFormat,
  readableFormatsOfName,
  TEXT_PALETTE_FORMATS,
  type TextPaletteFormat,
} from './formats.ts';
import { checkPaletteSize, MAX_LISTED } from './limits.ts';
import { checkCount, checkedPalette, type Palette, type PaletteColor } from './palette.ts';
import { NO_FILES, type RelatedFiles, relatedFiles } from './related.ts';
import { skippedError, skippedNote } from './skipped.ts';

/** Options of `readPalette`. */
export interface ReadPaletteOptions {
  /** Name of the file. Its extension helps to detect the format, and errors start with it. @defaultValue none */
  readonly fileName?: string;
  /** Texts of other files that aliases and variables of this file may refer to. @defaultValue none */
  readonly related?: readonly string[];
}

/** Result of `readPalette`. */
export interface PaletteFile {
  /** The palette. */
  readonly palette: Palette;
  /** Format of the file. */
  readonly format: PaletteFormat | ReadOnlyPaletteFormat;
  /** Sentences about conversions and about data that could not be read. */
  readonly notes: readonly string[];
  /** Number of values that look like colors and could not be read. The last note names them. */
  readonly skipped: number;
}

/** Text formats by how reliable their signs are. Any other text is read as a list of colors. */
const BY_CERTAINTY: readonly TextPaletteFormat[] = [
  'gpl',
  'jasc',
  'svg',
  'android',
  'tokens',
  'style-dictionary',
  'json',
  'paintnet',
  'flutter',
  'swift',
  'tailwind3',
  'typescript',
  'tailwind',
  'css',
  'scss',
  'less',
  'hex',
];

/** Signs that count whatever the extension is. */
const CERTAIN: readonly TextPaletteFormat[] = ['gpl', 'jasc'];
/** Signs that count more than the extension of a plain text. */
const IN_PLAIN_TEXT: readonly TextPaletteFormat[] = ['paintnet', 'svg', 'android'];
/** Formats that are not public, by extension. */
const CLOSED: readonly (readonly [extension: RegExp, name: string])[] = [
  [/\.afpalette$/i, 'a palette of Affinity, whose format is not public'],
  [/\.clr$/i, 'a color list of macOS, whose format is not public'],
];

const EMPTY = 'an empty file';

/**
 * Returns the palette of a file. The format is detected by content and file name.
 * @param input - bytes of a file, or text
 * @throws {PaletteError} `'unknown-format'`; `'no-colors'`; `'too-many-colors'` above 16,384 colors; `'malformed'` or
 * `'truncated'` for the file; `'too-large'` above 8 MB, or above the limits that let reading end within about a second.
 * @example
 * const { palette, format, notes } = readPalette(await readFile('brand.ase'), { fileName: 'brand.ase' });
 */
export function readPalette(
  input: string | Uint8Array,
  { fileName, related = [] }: ReadPaletteOptions = {},
): PaletteFile {
  return readWith(input, fileName, related.length === 0 ? NO_FILES : relatedFiles(related));
}

/** Reads a palette with its related files, whose definitions are found once for all files. */
export function readWith(
  input: string | Uint8Array,
  fileName: string | undefined,
  related: RelatedFiles,
): PaletteFile {
  try {
    checkPaletteSize(input.length);
    const { format, found } =
      typeof input === 'string' ? readText(input, fileName, related) : readBytes(input, fileName, related);
    const { name, colors, notes = [], skipped = [] } = found;
    if (colors.length === 0 && skipped.length > 0) throw skippedError(skipped);
    checkCount(colors, MAX_LISTED);
    const set = /([^/\\]+)\.colorset[/\\]Contents\.json$/i.exec(fileName ?? '')?.[1];
    const bare = colors.map(({ place: _, ...color }) => (set === undefined ? color : inSet(color, set)));
    const note = skippedNote(colors.length, skipped);
    return {
      palette: checkedPalette({ ...(name !== undefined && { name }), colors: bare }),
      format,
      notes: note === undefined ? notes : [...notes, note],
      skipped: skipped.length,
    };
  } catch (error) {
    throw error instanceof PaletteError ? error.in(fileName) : error;
  }
}

/** Returns a color of a color set of Xcode, named by the set and its appearance: Brand, Brand Dark. */
const inSet = (color: PaletteColor, set: string): PaletteColor => ({
  ...color,
  name: color.name === undefined ? set : `${set} ${color.name}`,
});

interface Read {
  readonly format: PaletteFormat | ReadOnlyPaletteFormat;
  readonly found: Found;
}

function readBytes(bytes: Uint8Array, fileName = '', related: RelatedFiles): Read {
  if (bytes.length === 0) throw new PaletteError('no-colors', { expected: 'a palette', received: EMPTY });
  const archive = archiveFormatOf(bytes, fileName);
  if (archive) return { format: archive, found: READ_ONLY_PALETTE_FORMATS[archive].read(bytes) };
  const format = binaryFormatOf(bytes, fileName);
  if (format) return { format, found: PALETTE_FILE_FORMATS[format].read!(bytes) };
  if (isBinary(bytes) && !hasUtf16Mark(bytes)) {
    const closed = CLOSED.find(([extension]) => extension.test(fileName))?.[1];
    const received = closed ?? `bytes that begin with ${quoted(latin1(bytes, 0, 4))}`;
    const expected = closed ? 'a palette in an open format such as .ase' : 'a palette file';
    throw new PaletteError('unknown-format', { expected, received });
  }
  return readText(decodeText(bytes), fileName, related);
}

/** Returns the format of a ZIP archive, by its extension or else by the names of its files. */
function archiveFormatOf(bytes: Uint8Array, fileName: string): 'krita' | 'procreate' | undefined {
  if (!startsWith(bytes, 'PK')) return undefined;
  if (/\.kpl$/i.test(fileName)) return 'krita';
  if (/\.swatches$/i.test(fileName)) return 'procreate';
  const names = latin1(bytes, Math.max(0, bytes.length - 4096), bytes.length);
  if (/colorset\.xml/i.test(names)) return 'krita';
  return /Swatches\.json/i.test(names) ? 'procreate' : undefined;
}

function binaryFormatOf(bytes: Uint8Array, fileName: string): 'ase' | 'riff' | 'aco' | 'act' | undefined {
  const { ase, riff, aco, act } = PALETTE_FILE_FORMATS;
  const promised = readableFormatsOfName(fileName);
  if (ase.recognizes(bytes) || promised.includes('ase')) return 'ase';
  if (riff.recognizes(bytes)) return 'riff';
  if (promised.includes('act')) return 'act';
  // A table of 768 bytes is also called .pal. Its length is its only sign.
  if (promised.includes('riff') && isTable(bytes) && act.recognizes(bytes)) return 'act';
  // The first bytes of Photoshop swatches are a weak sign: the extension decides, or that nothing else fits.
  if (promised.includes('aco') || (isBinary(bytes) && aco.recognizes(bytes))) return 'aco';
  return promised.length === 0 && isBinary(bytes) && act.recognizes(bytes) ? 'act' : undefined;
}

/** Whether bytes are no text. */
const isTable = (bytes: Uint8Array): boolean => bytes.some((byte) => byte < 9 || byte > 126);

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).includes(0);

function hasUtf16Mark([one, two]: Uint8Array): boolean {
  return (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff);
}

/** Decodes UTF-8, or UTF-16 with a byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  const encoding = !hasUtf16Mark(bytes) ? 'utf-8' : bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(encoding).decode(bytes);
}

function readText(input: string, fileName = '', related: RelatedFiles): Read {
  const text = input.replace(/^\ufeff/, '');
  if (text.trim() === '') throw new PaletteError('no-colors', { expected: 'a palette', received: EMPTY });
  const { 'color-xml': colorXml } = READ_ONLY_PALETTE_FORMATS;
  const format = textFormatOf(text, fileName);
  const isList = format === 'android' || format === 'hex' || /\.soc$/i.test(fileName);
  if (isList && !TEXT_PALETTE_FORMATS.android.recognizes(text) && colorXml.recognizes(text)) {
    return { format: 'color-xml', found: colorXml.read(text) };
  }
  return { format, found: TEXT_PALETTE_FORMATS[format].read(text, related) };
}

/** Returns the format of the extension, unless the text has the signs of another format with the same extension. */
function textFormatOf(text: string, fileName: string): TextPaletteFormat {
  const recognized = (format: TextPaletteFormat) => TEXT_PALETTE_FORMATS[format].recognizes(text);
  const certain = CERTAIN.find(recognized);
  if (certain) return certain;
  const promised = readableFormatsOfName(fileName).filter((format) =>
    Object.hasOwn(TEXT_PALETTE_FORMATS, format),
  ) as TextPaletteFormat[];
  const isPlain = promised.includes('hex') && IN_PLAIN_TEXT.find(recognized);
  if (isPlain) return isPlain;
  const isPromised = (format: TextPaletteFormat) => promised.length === 0 || promised.includes(format);
  const [first] = promised;
  return (
    BY_CERTAINTY.find((format) => isPromised(format) && recognized(format)) ??
    first ??
    BY_CERTAINTY.find(recognized)!
  );
}
