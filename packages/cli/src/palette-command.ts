import { basename, extname } from 'node:path';
import { decodeImage, imageInSrgb } from '@kcolors/codecs';
import { namePalette } from '@kcolors/codecs/color-names';
import { type Palette, paletteFromBytes } from '@kcolors/codecs/palettes';
import { addImage, createHistogram, extractPalette, type Histogram, type RgbaImage } from '@kcolors/core';
import {
  addColors,
  type ColorCounts,
  createColorCounts,
  extractColors,
  MAX_MAIN_COLORS,
} from '@kcolors/core/palette';
import { FORMAT_HOOKS } from './avif.ts';
import { runConvert } from './convert-command.ts';
import { findInputs, type InputFile } from './inputs.ts';
import { isImage, isPaletteFile } from './palette-files.ts';
import { choosePaletteOutput, deliverPalette, type PaletteOutputSettings } from './palette-output.ts';
import { inScheme, type SchemeSettings } from './palette-scheme.ts';
import { readStdin } from './read-stdin.ts';
import { reasonOf } from './reason.ts';
import { readRegularFile } from './regular-file.ts';
import { UsageError } from './settings.ts';
import { printError, printNote, type Terminal } from './terminal.ts';

/** Options of `kcolors palette`. */
export interface PaletteSettings extends PaletteOutputSettings, SchemeSettings {
  /** @defaultValue 6 for images, all for palette files */
  readonly colors?: number | 'auto' | undefined;
  /** Criterion for main colors, from 0 (shares) to 1 (distinctness). */
  readonly salience: number;
  /** Whether colors get names if the format supports them. */
  readonly names: boolean;
  readonly maxPixels?: number | undefined;
  readonly followLinks?: boolean | undefined;
}

/**
 * Prints or writes one palette for all images together, or converts palette files. Returns the exit code.
 * @throws UsageError for images together with palette files
 */
export async function runPalette(
  args: readonly string[],
  settings: PaletteSettings,
  terminal: Terminal,
): Promise<number> {
  if (args.includes('-') && args.length > 1)
    throw new UsageError('"-" stands for standard input and goes alone');
  const stdin = args.includes('-') ? await readStdin(process.stdin) : undefined;
  if (await arePaletteFiles(args, stdin)) return runConvert(args, settings, terminal, stdin);
  const { files, failures } = args.includes('-') ? STDIN : await findInputs(args, settings);
  const output = choosePaletteOutput(settings, files, terminal);
  for (const { name, message } of failures) printError(terminal, message, name);
  let failed = failures.length;
  const counts = areMain(settings) ? createColorCounts() : createHistogram();
  const decode = async (path: string) => {
    const bytes = path === '-' ? stdin! : (await readRegularFile(path)).bytes;
    const { maxPixels } = settings;
    return decodeImage(bytes, { ...FORMAT_HOOKS, ...(maxPixels && { maxPixels }) });
  };
  const wide: Pick<InputFile, 'name' | 'path'>[] = [];
  for (const file of files) {
    const { name, path } = file;
    try {
      const decoded = await decode(path);
      const { image, note, outsideSrgb } = imageInSrgb(decoded);
      if (outsideSrgb) wide.push(file);
      for (const each of [...decoded.notes, ...(note ? [note] : [])]) printNote(terminal, each, name);
      count(counts, image);
    } catch (error) {
      failed++;
      printError(terminal, reasonOf(error), name);
    }
  }
  if (failed === failures.length + files.length) return 1;
  const found = paletteOf(counts, settings);
  if (found.colors.length === 0)
    throw new Error(`${files.map(({ name }) => name).join(', ')}: no pixel is visible`);
  for (const { name, path } of wide) {
    const { outsideSrgb } = imageInSrgb(await decode(path)); // read again, since many images do not fit into memory
    for (const { hex } of found.colors) {
      const own = outsideSrgb!(hex);
      if (own) printNote(terminal, `${hex} stands for ${own}, which is outside sRGB`, name);
    }
  }
  const palette = files.length === 1 ? { name: titleOf(files[0]!.path), ...found } : found;
  await deliverPalette(inScheme(palette, settings), output, terminal);
  return failed > 0 ? 1 : 0;
}

/** Whether the arguments are palette files. */
async function arePaletteFiles(args: readonly string[], stdin: Uint8Array | undefined): Promise<boolean> {
  if (stdin) return stdin.length > 0 && !isImage(stdin);
  const flags = await Promise.all(args.map(isPaletteFile));
  if (flags.includes(true) && flags.includes(false)) {
    const [image, file] = [args[flags.indexOf(false)], args[flags.indexOf(true)]];
    throw new UsageError(`images and palette files cannot be mixed: ${image} and the palette file ${file}`);
  }
  return flags.length > 0 && flags.every(Boolean);
}

const STDIN = { files: [{ name: 'standard input', path: '-' }], failures: [] };

/** The colors of all images, for main colors or for a palette that fits all pixels. */
type Counts = ColorCounts | Histogram;

function count(counts: Counts, image: RgbaImage): void {
  if ('flat' in counts) addColors(counts, image);
  else addImage(counts, image);
}

const DEFAULT_COLORS = 6;

/** Whether to extract main colors. Larger numbers of colors are meant for pixels and get a best-fit palette. */
const areMain = ({ colors = DEFAULT_COLORS }: PaletteSettings) =>
  colors === 'auto' || colors <= MAX_MAIN_COLORS;

function paletteOf(counts: Counts, settings: PaletteSettings): Palette {
  const found = 'flat' in counts ? mainColorsOf(counts, settings) : fittingColorsOf(counts, settings);
  return settings.names ? namePalette(found) : found;
}

function mainColorsOf(source: ColorCounts, { colors = DEFAULT_COLORS, salience }: PaletteSettings): Palette {
  const found = extractColors(source, { colors, salience });
  const shares = found.map(({ share }) => share);
  return paletteFromBytes(Uint8Array.from(found.flatMap(({ rgba }) => [...rgba])), shares);
}

function fittingColorsOf(source: Histogram, { colors }: PaletteSettings): Palette {
  const { palette, counts } = extractPalette(source, { maxColors: Number(colors), space: 'oklab' });
  return paletteFromBytes(palette, counts);
}

/** Returns the palette name for a single image: its file name without the extension. */
const titleOf = (path: string): string => (path === '-' ? '' : basename(path, extname(path)));
