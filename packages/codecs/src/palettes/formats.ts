import { aco } from './adobe/aco.ts';
import { ase } from './adobe/ase.ts';
import { android } from './code/android.ts';
import { flutter } from './code/flutter.ts';
import { tailwind3, typescript } from './code/javascript.ts';
import { swift } from './code/swift.ts';
import type { BinaryFormat, TextFormat } from './format.ts';
import { gimp } from './paint/gimp.ts';
import { hexList } from './paint/hex-list.ts';
import { jasc } from './paint/jasc.ts';
import { paintNet } from './paint/paint-net.ts';
import { riff } from './paint/riff.ts';
import { checkedPalette, type Palette } from './palette.ts';
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
export type BinaryPaletteFormat = 'png' | 'ase' | 'aco' | 'riff';
/** All formats of palettes. */
export type PaletteFormat = TextPaletteFormat | BinaryPaletteFormat;

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

const BINARY_PALETTE_FORMATS: Readonly<Record<BinaryPaletteFormat, BinaryFormat>> = { png, ase, aco, riff };

/** All formats by name, text formats first. */
export const PALETTE_FILE_FORMATS: Readonly<
  Record<TextPaletteFormat, TextFormat> & Record<BinaryPaletteFormat, BinaryFormat>
> = { ...TEXT_PALETTE_FORMATS, ...BINARY_PALETTE_FORMATS };

/**
 * Returns a palette as a file: text for text formats, bytes for binary ones.
 * @throws {PaletteError} `'no-colors'`; `'too-many-colors'` above 256 different colors; `'malformed'` for an invalid hex
 * value.
 */
export function writePalette(palette: Palette, format: TextPaletteFormat): string;
export function writePalette(palette: Palette, format: BinaryPaletteFormat): Uint8Array<ArrayBuffer>;
export function writePalette(palette: Palette, format: PaletteFormat): string | Uint8Array<ArrayBuffer>;
export function writePalette(palette: Palette, format: PaletteFormat): string | Uint8Array<ArrayBuffer> {
  return PALETTE_FILE_FORMATS[format].write(checkedPalette(palette));
}

/**
 * Returns the format of a file name's extension, or undefined for another extension. The longest extension wins, and then
 * the first format in `PALETTE_FILE_FORMATS`.
 */
export function promisedPaletteFormat(fileName: string): PaletteFormat | undefined {
  const [first] = formatsOfName(fileName);
  return first;
}

/** Returns all formats of a file name's extension, those with longer extensions first. */
export function formatsOfName(fileName: string): PaletteFormat[] {
  const name = fileName.toLowerCase();
  const lengthOf = (format: PaletteFormat) =>
    Math.max(
      0,
      ...PALETTE_FILE_FORMATS[format].extensions
        .filter((each) => name.endsWith(each))
        .map((each) => each.length),
    );
  const formats = (Object.keys(PALETTE_FILE_FORMATS) as PaletteFormat[]).filter(
    (format) => lengthOf(format) > 0,
  );
  return formats.sort((one, other) => lengthOf(other) - lengthOf(one));
}
