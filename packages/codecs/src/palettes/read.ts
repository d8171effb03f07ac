import { latin1 } from '../bytes.ts';
import { PaletteError, quoted } from './errors.ts';
import type { Found } from './format.ts';
import {
  formatsOfName,
  PALETTE_FILE_FORMATS,
  type PaletteFormat,
  TEXT_PALETTE_FORMATS,
  type TextPaletteFormat,
} from './formats.ts';
import { checkPaletteSize } from './limits.ts';
import { checkCount, checkedPalette, type Palette } from './palette.ts';

/** Options of `readPalette`. */
export interface ReadPaletteOptions {
  /** Name of the file. Its extension helps to detect the format, and errors start with it. @defaultValue none */
  readonly fileName?: string;
}

/** Result of `readPalette`. */
export interface PaletteFile {
  /** The palette. */
  readonly palette: Palette;
  /** Format of the file. */
  readonly format: PaletteFormat;
  /** Sentences about conversions and about data that could not be read. */
  readonly notes: readonly string[];
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

const EMPTY = 'an empty file';

/**
 * Returns the palette of a file. The format is detected by content and file name.
 * @param input - bytes of a file, or text
 * @throws {PaletteError} `'unknown-format'`; `'no-colors'`; `'too-many-colors'` above 256 different colors; `'malformed'`
 * or `'truncated'` for the file; `'too-large'` above 8 MB, or above the limits that let reading end within about a second.
 * @example
 * const { palette, format, notes } = readPalette(await readFile('brand.ase'), { fileName: 'brand.ase' });
 */
export function readPalette(input: string | Uint8Array, { fileName }: ReadPaletteOptions = {}): PaletteFile {
  try {
    checkPaletteSize(input.length);
    const { format, found } =
      typeof input === 'string' ? readText(input, fileName) : readBytes(input, fileName);
    const { name, colors, notes = [] } = found;
    checkCount(colors, (i) => colors[i]!.place?.());
    const bare = colors.map(({ place: _, ...color }) => color);
    return { palette: checkedPalette({ ...(name !== undefined && { name }), colors: bare }), format, notes };
  } catch (error) {
    throw error instanceof PaletteError ? error.in(fileName) : error;
  }
}

interface Read {
  readonly format: PaletteFormat;
  readonly found: Found;
}

function readBytes(bytes: Uint8Array, fileName = ''): Read {
  if (bytes.length === 0) throw new PaletteError('no-colors', { expected: 'a palette', received: EMPTY });
  const format = binaryFormatOf(bytes, fileName);
  if (format) return { format, found: PALETTE_FILE_FORMATS[format].read!(bytes) };
  if (isBinary(bytes) && !hasUtf16Mark(bytes)) {
    const received = `bytes that begin with ${quoted(latin1(bytes, 0, 4))}`;
    throw new PaletteError('unknown-format', { expected: 'a palette file', received });
  }
  return readText(decodeText(bytes), fileName);
}

function binaryFormatOf(bytes: Uint8Array, fileName: string): 'ase' | 'riff' | 'aco' | undefined {
  const { ase, riff, aco } = PALETTE_FILE_FORMATS;
  const promised = formatsOfName(fileName);
  if (ase.recognizes(bytes) || promised.includes('ase')) return 'ase';
  if (riff.recognizes(bytes)) return 'riff';
  // The first bytes of Photoshop swatches are a weak sign: the extension decides, or that nothing else fits.
  return promised.includes('aco') || (isBinary(bytes) && aco.recognizes(bytes)) ? 'aco' : undefined;
}

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).includes(0);

function hasUtf16Mark([one, two]: Uint8Array): boolean {
  return (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff);
}

/** Decodes UTF-8, or UTF-16 with a byte order mark. */
function decodeText(bytes: Uint8Array): string {
  const encoding = !hasUtf16Mark(bytes) ? 'utf-8' : bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(encoding).decode(bytes);
}

function readText(input: string, fileName = ''): Read {
  const text = input.replace(/^\ufeff/, '');
  if (text.trim() === '') throw new PaletteError('no-colors', { expected: 'a palette', received: EMPTY });
  const format = textFormatOf(text, fileName);
  return { format, found: TEXT_PALETTE_FORMATS[format].read(text) };
}

/** Returns the format of the extension, unless the text has the signs of another format with the same extension. */
function textFormatOf(text: string, fileName: string): TextPaletteFormat {
  const promised = formatsOfName(fileName).filter((format) => Object.hasOwn(TEXT_PALETTE_FORMATS, format));
  const isPromised = (format: TextPaletteFormat) => promised.length === 0 || promised.includes(format);
  const recognized = (format: TextPaletteFormat) => TEXT_PALETTE_FORMATS[format].recognizes(text);
  const [first] = promised as TextPaletteFormat[];
  return (
    BY_CERTAINTY.find((format) => isPromised(format) && recognized(format)) ??
    first ??
    BY_CERTAINTY.find(recognized)!
  );
}
