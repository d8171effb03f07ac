import { basename, extname } from 'node:path';
import {
  describePaletteFormat,
  PaletteError,
  type PaletteFile,
  type PaletteInput,
  paletteBytes,
  readPalettes,
  reducePalette,
} from '@kcolors/codecs/palettes';
import { isPaletteFile, readPaletteFiles } from './palette-files.ts';
import { STDIN } from './palette-input.ts';
import { reasonOf } from './reason.ts';
import { runCompress } from './run.ts';
import { type Settings, UsageError } from './settings.ts';
import { printError, printNote, type Terminal } from './terminal.ts';

/** Recolors images with the colors of a palette file only. Returns the exit code: 1 without a usable palette. */
export async function runApply(
  file: string,
  args: readonly string[],
  settings: Settings,
  terminal: Terminal,
): Promise<number> {
  const { files, images } = await sorted(file, args);
  if (file === '-' && images.includes('-'))
    throw new UsageError('the palette and the image cannot both come through standard input');
  const read = await readFiles(files, settings, terminal);
  if (!read) return 1;
  if (!settings.quiet) {
    const name = file === '-' ? STDIN : file;
    for (const note of read.notes) printNote(terminal, note, files.length > 1 ? undefined : name);
  }
  const defaultSuffix = `.${stemOf(file, read) || 'palette'}`;
  const colored = { ...settings, palette: read.bytes, defaultSuffix };
  return runCompress(images, colored, terminal, file === '-' ? [] : files);
}

/** Returns the palette files and the images: palette files come first, and the last argument is an image. */
async function sorted(
  file: string,
  args: readonly string[],
): Promise<{ readonly files: readonly string[]; readonly images: readonly string[] }> {
  let count = 0;
  while (count < args.length - 1 && (await isPaletteFile(args[count]!))) count++;
  return { files: [file, ...args.slice(0, count)], images: args.slice(count) };
}

/** Returns undefined and prints the reason in one line if a file cannot be read or is not a palette. */
async function readFiles(
  files: readonly string[],
  { keepPaletteOrder = false }: Settings,
  terminal: Terminal,
): Promise<(PaletteFile & { readonly bytes: Uint8Array }) | undefined> {
  let current: string | undefined;
  try {
    const inputs: PaletteInput[] = [];
    for (current of files) inputs.push(...(await readPaletteFiles(current)));
    current = files.length === 1 ? (files[0] === '-' ? STDIN : files[0]) : undefined;
    const read = readPalettes(inputs);
    const count = new Set(read.palette.colors.map(({ hex }) => hex)).size;
    const palette = keepPaletteOrder ? read.palette : reducePalette(read.palette, MAX_COLORS);
    const note = `Of ${count} colors, the ${MAX_COLORS} that differ most are used: an indexed image has no more.`;
    return {
      ...read,
      notes: count > MAX_COLORS ? [...read.notes, note] : read.notes,
      bytes: paletteBytes(palette, { duplicates: keepPaletteOrder }),
    };
  } catch (error) {
    const isPalette = error instanceof PaletteError;
    const named = isPalette && error.problem.fileName === undefined ? error.in(current) : error;
    printError(terminal, reasonOf(named), isPalette ? undefined : current);
    return undefined;
  }
}

const MAX_COLORS = 256;

/** Returns `brand` for `brand.ase` and for `brand.tokens.json`. */
function stemOf(file: string, { format }: PaletteFile): string {
  const name = basename(file);
  const known = describePaletteFormat(format).extensions.filter((each) => name.toLowerCase().endsWith(each));
  const longest = Math.max(extname(name).length, ...known.map((each) => each.length));
  return name.slice(0, name.length - longest).replace(/^[.-]+/, '');
}
