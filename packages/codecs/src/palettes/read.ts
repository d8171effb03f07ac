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

export interface ReadPaletteOptions {
  /** The name of the file: its extension tells formats apart, and errors begin with it. */
  readonly fileName?: string;
}

export interface PaletteFile {
  readonly palette: Palette;
  readonly format: PaletteFormat;
  /** What a person should know: conversions, and what could not be read. */
  readonly notes: readonly string[];
}

/** Formats of text by how certain their signs are; what none of them recognizes is read as a list of colors. */
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
 * Reads a palette of any format that stores colors, told by what is in it and by the name of the file.
 * @throws {PaletteError} with the file, the line or byte, what was expected and what came. A file above 8 MB, and one with
 * more colors, lines or levels than a palette file has, is refused too, so that reading ends within a second.
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
  // The first bytes of Photoshop's swatches are hardly a sign: the name says it, or nothing else fits.
  return promised.includes('aco') || (isBinary(bytes) && aco.recognizes(bytes)) ? 'aco' : undefined;
}

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).includes(0);

function hasUtf16Mark([one, two]: Uint8Array): boolean {
  return (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff);
}

/** UTF-8, or UTF-16 where the file says so; the mark of the byte order is no part of the text. */
function decodeText(bytes: Uint8Array): string {
  const encoding = !hasUtf16Mark(bytes) ? 'utf-8' : bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(encoding).decode(bytes);
}

function readText(given: string, fileName = ''): Read {
  const text = given.replace(/^\ufeff/, '');
  if (text.trim() === '') throw new PaletteError('no-colors', { expected: 'a palette', received: EMPTY });
  const format = textFormatOf(text, fileName);
  return { format, found: TEXT_PALETTE_FORMATS[format].read(text) };
}

/** What a name promises is what a file is, unless it has the signs of another that has the same extension. */
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
