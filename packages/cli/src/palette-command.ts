import { readFile } from 'node:fs/promises';
import type { PaletteEntry } from '@kcolors/codecs';
import { decodeImage } from '@kcolors/codecs';
import { addImage, createHistogram, extractPalette, type PaletteSource, type RgbaImage } from '@kcolors/core';
import { PALETTE_FORMATS, type PaletteFormat } from '@kcolors/ui/palette';
import { findInputs } from './inputs.ts';
import { reasonOf } from './reason.ts';
import { paletteLines } from './report-text.ts';
import { UsageError } from './settings.ts';
import { printError, type Terminal } from './terminal.ts';

/** Options of `kcolors palette`. */
export interface PaletteSettings {
  readonly colors: number;
  readonly space: 'srgb' | 'oklab';
  readonly format?: PaletteFormat | undefined;
  readonly maxPixels?: number | undefined;
}

/** Prints one palette for all images together. Returns the exit code. */
export async function runPalette(
  args: readonly string[],
  settings: PaletteSettings,
  terminal: Terminal,
): Promise<number> {
  if (args.includes('-') && args.length > 1)
    throw new UsageError('"-" stands for standard input and goes alone');
  const { files, failures } = args.includes('-') ? STDIN : await findInputs(args, () => false);
  for (const { name, message } of failures) printError(terminal, message, name);
  let failed = failures.length;
  let source: PaletteSource | undefined;
  for (const { name, path } of files) {
    try {
      const bytes = path === '-' ? await readStdin() : await readFile(path);
      const { image } = await decodeImage(bytes, settings.maxPixels ? { maxPixels: settings.maxPixels } : {});
      source = source ? counted(source, image) : image;
    } catch (error) {
      failed++;
      printError(terminal, reasonOf(error), name);
    }
  }
  if (source) terminal.out.write(describe(paletteOf(source, settings), settings.format, terminal));
  return failed > 0 ? 1 : 0;
}

const STDIN = { files: [{ name: 'standard input', path: '-' }], failures: [] };

async function readStdin(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of process.stdin) parts.push(part);
  return Buffer.concat(parts);
}

/** One image is looked at as it is; more are counted, which takes the same memory however many they are. */
function counted(source: PaletteSource, image: RgbaImage): PaletteSource {
  const histogram = 'distinct' in source ? source : createHistogram();
  if (source !== histogram) addImage(histogram, source as RgbaImage);
  addImage(histogram, image);
  return histogram;
}

function paletteOf(source: PaletteSource, { colors, space }: PaletteSettings): PaletteEntry[] {
  const { palette, weights } = extractPalette(source, { maxColors: colors, space });
  const pixels = weights.reduce((sum, weight) => sum + weight, 0);
  return Array.from(weights, (weight, i) => ({
    hex: hexOf(palette.subarray(4 * i, 4 * i + 4)),
    share: weight / pixels,
  }));
}

function hexOf(color: Uint8Array): string {
  const used = color[3] === 255 ? color.subarray(0, 3) : color;
  return `#${Buffer.from(used).toString('hex')}`;
}

function describe(
  colors: readonly PaletteEntry[],
  format: PaletteFormat | undefined,
  terminal: Terminal,
): string {
  if (format) return PALETTE_FORMATS[format](colors);
  if (!terminal.out.isTTY) return PALETTE_FORMATS.hex(colors);
  return `${paletteLines(colors, terminal).join('\n')}\n`;
}
