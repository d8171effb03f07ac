import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { PaletteError, paletteBytes, readPalette } from '@kcolors/codecs/palettes';
import { reasonOf } from './reason.ts';
import { runCompress } from './run.ts';
import type { Settings } from './settings.ts';
import { printError, type Terminal } from './terminal.ts';

/** Gives images the colors of a palette file, and no others. Returns the exit code. */
export async function runApply(
  file: string,
  images: readonly string[],
  settings: Settings,
  terminal: Terminal,
): Promise<number> {
  try {
    const { palette, notes } = readPalette(await readFile(file), { fileName: file });
    for (const note of settings.quiet ? [] : notes) terminal.err.write(`${file}: ${note}\n`);
    const bytes = paletteBytes(palette);
    const defaultSuffix = `.${basename(file, extname(file))}`;
    return await runCompress(images, { ...settings, palette: bytes, defaultSuffix }, terminal);
  } catch (error) {
    if (error instanceof PaletteError)
      printError(terminal, reasonOf(error)); // it names the file
    else if (isFileError(error)) printError(terminal, reasonOf(error), file);
    else throw error;
    return 1;
  }
}

const isFileError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
