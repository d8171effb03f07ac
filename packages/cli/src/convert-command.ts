import { basename, extname } from 'node:path';
import { namePalette } from '@kcolors/codecs/color-names';
import {
  lossesOf,
  type Palette,
  PaletteError,
  type PaletteInput,
  readPalettes,
  reducePalette,
} from '@kcolors/codecs/palettes';
import { readPaletteFiles } from './palette-files.ts';
import { STDIN } from './palette-input.ts';
import { choosePaletteOutput, deliverPalette, type PaletteOutputSettings } from './palette-output.ts';
import { inScheme, type SchemeSettings } from './palette-scheme.ts';
import { reasonOf } from './reason.ts';
import { printError, printNote, type Terminal } from './terminal.ts';

/** Options for the conversion of palette files. */
export interface ConvertSettings extends PaletteOutputSettings, SchemeSettings {
  /** Maximum number of colors. @defaultValue all */
  readonly colors?: number | 'auto' | undefined;
  /** Whether unnamed colors get names. */
  readonly names: boolean;
}

const MAX_NAMED = 1024; // colors; beyond, good names run out

/**
 * Prints or writes the colors of palette files in another format. Returns the exit code.
 * @param stdin - bytes of standard input, instead of files
 */
export async function runConvert(
  args: readonly string[],
  settings: ConvertSettings,
  terminal: Terminal,
  stdin?: Uint8Array,
): Promise<number> {
  const inputs = args.map((path) => ({ path }));
  const output = choosePaletteOutput(settings, inputs, terminal);
  const files: PaletteInput[] = [];
  for (const path of args) {
    try {
      if (stdin) files.push({ content: stdin, fileName: STDIN });
      else files.push(...(await readPaletteFiles(path)));
    } catch (error) {
      printError(terminal, reasonOf(error), error instanceof PaletteError ? undefined : path);
      return 1;
    }
  }
  try {
    const { palette, notes } = readPalettes(files);
    const name = files.length === 1 ? files[0]!.fileName : undefined;
    for (const note of notes) printNote(terminal, note, name);
    const result = inScheme(prepared(palette, args, settings), settings);
    if (output.format) for (const note of lossesOf(result.palette, output.format)) printNote(terminal, note);
    await deliverPalette(result, output, terminal);
    return 0;
  } catch (error) {
    const isTooMany = error instanceof PaletteError && error.code === 'too-many-colors';
    printError(
      terminal,
      `${reasonOf(error)}${isTooMany ? ': --colors 256 keeps those that differ most' : ''}`,
    );
    return 1;
  }
}

/** Returns the palette with the number of colors and the names that the options ask for. */
function prepared(palette: Palette, args: readonly string[], { colors, names }: ConvertSettings): Palette {
  const reduced = typeof colors === 'number' ? reducePalette(palette, colors) : palette;
  const named = names && reduced.colors.length <= MAX_NAMED ? namePalette(reduced) : reduced;
  const [only] = args;
  const title = args.length === 1 && only !== '-' ? basename(only!, extname(only!)) : undefined;
  return { ...(title !== undefined && { name: title }), ...named };
}
