import { basename, extname } from 'node:path';
import {
  PALETTE_FILE_FORMATS,
  PaletteError,
  type PaletteFile,
  paletteBytes,
  readPalette,
} from '@kcolors/codecs/palettes';
import { printable } from '@kcolors/codecs/printable';
import { readPaletteInput, STDIN } from './palette-input.ts';
import { reasonOf } from './reason.ts';
import { runCompress } from './run.ts';
import { type Settings, UsageError } from './settings.ts';
import { printError, type Terminal } from './terminal.ts';

/** Recolors images with the colors of a palette file only. Returns the exit code: 1 without a usable palette. */
export async function runApply(
  file: string,
  images: readonly string[],
  settings: Settings,
  terminal: Terminal,
): Promise<number> {
  if (file === '-' && images.includes('-'))
    throw new UsageError('the palette and the image cannot both come through standard input');
  const read = await readPaletteFile(file, settings, terminal);
  if (!read) return 1;
  if (!settings.quiet) {
    for (const note of read.notes)
      terminal.err.write(`${printable(`${file === '-' ? STDIN : file}: ${note}`)}\n`);
  }
  const defaultSuffix = `.${stemOf(file, read) || 'palette'}`;
  const colored = { ...settings, palette: read.bytes, defaultSuffix };
  return runCompress(images, colored, terminal, file === '-' ? [] : [file]);
}

/** Returns undefined and prints the reason in one line if the file cannot be read or is not a palette. */
async function readPaletteFile(
  file: string,
  { keepPaletteOrder = false }: Settings,
  terminal: Terminal,
): Promise<(PaletteFile & { readonly bytes: Uint8Array }) | undefined> {
  const fileName = file === '-' ? STDIN : file;
  try {
    const read = readPalette(await readPaletteInput(file), { fileName });
    return { ...read, bytes: paletteBytes(read.palette, { duplicates: keepPaletteOrder }) };
  } catch (error) {
    const isPalette = error instanceof PaletteError;
    printError(terminal, reasonOf(isPalette ? error.in(fileName) : error), isPalette ? undefined : file);
    return undefined;
  }
}

/** Returns `brand` for `brand.ase` and for `brand.tokens.json`. */
function stemOf(file: string, { format }: PaletteFile): string {
  const name = basename(file);
  const known = PALETTE_FILE_FORMATS[format].extensions.filter((each) => name.toLowerCase().endsWith(each));
  const longest = Math.max(extname(name).length, ...known.map((each) => each.length));
  return name.slice(0, name.length - longest).replace(/^[.-]+/, '');
}
