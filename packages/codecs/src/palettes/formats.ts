import { aco } from './adobe/aco.ts';
import { act } from './adobe/act.ts';
import { ase } from './adobe/ase.ts';
import { colorXml } from './apps/color-xml.ts';
import { krita } from './apps/krita.ts';
import { procreate } from './apps/procreate.ts';
import { android } from './code/android.ts';
import { flutter } from './code/flutter.ts';
import { tailwind3, typescript } from './code/javascript.ts';
import { swift } from './code/swift.ts';
import type { BinaryFormat, BinaryReader, TextFormat, TextReader } from './format.ts';
import { gimp } from './paint/gimp.ts';
import { hexList } from './paint/hex-list.ts';
import { jasc } from './paint/jasc.ts';
import { paintNet } from './paint/paint-net.ts';
import { riff } from './paint/riff.ts';
import { checkedPalette, type Palette, type PaletteColor } from './palette.ts';
import { png } from './sheets/png.ts';
import { svg } from './sheets/svg.ts';
import { STYLESHEETS } from './stylesheets/formats.ts';
import { styleDictionary, tokens } from './tokens/design-tokens.ts';
import { json } from './tokens/json.ts';

/** Text formats of palettes. */
export type TextPaletteFormat =
  | 'css'
  | 'scss'
  | 'less'
  | 'tailwind'
  | 'tailwind3'
  | 'json'
  | 'tokens'
  | 'style-dictionary'
  | 'typescript'
  | 'android'
  | 'swift'
  | 'flutter'
  | 'svg'
  | 'gpl'
  | 'paintnet'
  | 'jasc'
  | 'hex';
/** Binary formats of palettes. */
export type BinaryPaletteFormat = 'png' | 'ase' | 'aco' | 'act' | 'riff';
/** All formats of palettes that are written. */
export type PaletteFormat = TextPaletteFormat | BinaryPaletteFormat;
/** Formats of palettes that are only read. */
export type ReadOnlyPaletteFormat = 'krita' | 'procreate' | 'color-xml';

/** Text formats by name, in the order for menus. */
export const TEXT_PALETTE_FORMATS: Readonly<Record<TextPaletteFormat, TextFormat>> = {
  ...STYLESHEETS,
  tailwind3,
  json,
  tokens,
  'style-dictionary': styleDictionary,
  typescript,
  android,
  swift,
  flutter,
  svg,
  gpl: gimp,
  paintnet: paintNet,
  jasc,
  hex: hexList,
};

const BINARY_PALETTE_FORMATS: Readonly<Record<BinaryPaletteFormat, BinaryFormat>> = {
  png,
  ase,
  aco,
  act,
  riff,
};

/** All formats by name, text formats first. */
export const PALETTE_FILE_FORMATS: Readonly<
  Record<TextPaletteFormat, TextFormat> & Record<BinaryPaletteFormat, BinaryFormat>
> = { ...TEXT_PALETTE_FORMATS, ...BINARY_PALETTE_FORMATS };

/** Formats by name that are only read. */
export const READ_ONLY_PALETTE_FORMATS: Readonly<
  Record<'krita' | 'procreate', BinaryReader> & Record<'color-xml', TextReader>
> = { krita, procreate, 'color-xml': colorXml };

/** Returns the name and the extensions of a format for display. */
export function describePaletteFormat(format: PaletteFormat | ReadOnlyPaletteFormat): {
  readonly label: string;
  readonly extensions: readonly string[];
} {
  return format in PALETTE_FILE_FORMATS
    ? PALETTE_FILE_FORMATS[format as PaletteFormat]
    : READ_ONLY_PALETTE_FORMATS[format as ReadOnlyPaletteFormat];
}

/** Options of `writePalette`. */
export interface WritePaletteOptions {
  /** Name of the file. A Tailwind CSS 3 configuration that ends with `.mjs` exports a default. @defaultValue none */
  readonly fileName?: string;
}

/**
 * Returns a palette as a file: text for text formats, bytes for binary ones.
 * @throws {PaletteError} `'no-colors'`; `'too-many-colors'` above the maximum of the format, 256 for PNG and `.act`;
 * `'malformed'` for an invalid hex value.
 */
export function writePalette(
  palette: Palette,
  format: TextPaletteFormat,
  options?: WritePaletteOptions,
): string;
export function writePalette(
  palette: Palette,
  format: BinaryPaletteFormat,
  options?: WritePaletteOptions,
): Uint8Array<ArrayBuffer>;
export function writePalette(
  palette: Palette,
  format: PaletteFormat,
  options?: WritePaletteOptions,
): string | Uint8Array<ArrayBuffer>;
export function writePalette(
  palette: Palette,
  format: PaletteFormat,
  { fileName }: WritePaletteOptions = {},
): string | Uint8Array<ArrayBuffer> {
  const { maxColors, pairs = false, write } = PALETTE_FILE_FORMATS[format];
  return write(checkedPalette(pairs ? palette : withoutPairs(palette), maxColors), fileName);
}

/** Returns a palette in which the counterparts for dark pages are colors of their own, as most formats have no pairs. */
function withoutPairs({ colors, ...rest }: Palette): Palette {
  const all = colors.flatMap(({ dark, ...color }, i): PaletteColor[] => {
    if (dark === undefined) return [color];
    const { name = `Color ${i + 1}`, scale } = color;
    if (!scale) return [color, { hex: dark, name: `${name} Dark` }];
    const { step } = scale;
    const counterpart = `${scale.name} Dark`;
    return [color, { hex: dark, name: `${counterpart} ${step}`, scale: { name: counterpart, step } }];
  });
  return { ...rest, colors: all };
}

/**
 * Returns the format of a file name's extension, or undefined for another extension. The longest extension wins, and then
 * the first format in `PALETTE_FILE_FORMATS`.
 */
export function promisedPaletteFormat(fileName: string): PaletteFormat | undefined {
  const [first] = formatsOfName(fileName, ({ extensions }) => extensions);
  return first;
}

/** Returns all formats in which a file of this name may be read, those with longer extensions first. */
export const readableFormatsOfName = (fileName: string): PaletteFormat[] =>
  formatsOfName(fileName, ({ extensions, readExtensions = [] }) => [...extensions, ...readExtensions]);

/** Returns whether the extension of a file name is one of a palette format that is read. */
export const hasPaletteExtension = (fileName: string): boolean =>
  readableFormatsOfName(fileName).length > 0 ||
  Object.values(READ_ONLY_PALETTE_FORMATS).some(({ extensions }) =>
    extensions.some((extension) => fileName.toLowerCase().endsWith(extension)),
  );

function formatsOfName(
  fileName: string,
  extensionsOf: (format: TextFormat | BinaryFormat) => readonly string[],
): PaletteFormat[] {
  const name = fileName.toLowerCase();
  const lengthOf = (format: PaletteFormat) =>
    Math.max(
      0,
      ...extensionsOf(PALETTE_FILE_FORMATS[format])
        .filter((each) => name.endsWith(each))
        .map((each) => each.length),
    );
  const formats = (Object.keys(PALETTE_FILE_FORMATS) as PaletteFormat[]).filter(
    (format) => lengthOf(format) > 0,
  );
  return formats.sort((one, other) => lengthOf(other) - lengthOf(one));
}
