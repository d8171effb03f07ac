import {
  PALETTE_FILE_FORMATS,
  type Palette,
  type PaletteFormat,
  promisedPaletteFormat,
  writePalette,
} from '@kcolors/codecs/palettes';
import { printable } from '@kcolors/codecs/printable';
import { openPlaces, placeOfStream } from './file-identity.ts';
import { lookAtStream, openLookup } from './file-lookup.ts';
import type { InputFile } from './inputs.ts';
import { onInterrupt } from './interrupt.ts';
import type { SchemePalette } from './palette-scheme.ts';
import { paletteLines } from './report-text.ts';
import { UsageError } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { count } from './text.ts';
import { stopWriting, writeAtomic } from './write-atomic.ts';

/** Options for the destination of a palette. */
export interface PaletteOutputSettings {
  readonly format?: PaletteFormat | undefined;
  readonly out?: string | undefined;
}

/** Destination and format of a palette. Without a format it is printed for people. */
export interface PaletteOutput {
  readonly format: PaletteFormat | undefined;
  /** Path of the file; undefined for standard output. */
  readonly path: string | undefined;
}

/**
 * Chooses the destination of a palette before any image is read.
 * @throws UsageError when the format is unknown, or the file is one of the images.
 */
export function choosePaletteOutput(
  { format, out }: PaletteOutputSettings,
  inputs: readonly Pick<InputFile, 'path'>[],
  { out: stream }: Pick<Terminal, 'out'>,
): PaletteOutput {
  if (out === undefined || out === '-') {
    if (format && PALETTE_FILE_FORMATS[format].binary && stream.isTTY) {
      throw new UsageError(`a terminal cannot show --format ${format}: use --out FILE`);
    }
    return { format: format ?? (stream.isTTY && out === undefined ? undefined : 'hex'), path: undefined };
  }
  const promised = format ?? promisedPaletteFormat(out);
  if (!promised) {
    const known = Object.values(PALETTE_FILE_FORMATS).flatMap(({ extensions }) => extensions);
    const list = [...new Set(known)].join(', ');
    throw new UsageError(
      `Expected --format, or an extension such as ${list} for --out but received "${out}"`,
    );
  }
  const { index, locate } = openPlaces(openLookup());
  const images = index<string>();
  for (const { path } of inputs) if (path !== '-') images.add(locate(path), path);
  const stdin = inputs.some(({ path }) => path === '-') ? lookAtStream(0) : undefined;
  if (stdin) images.add(placeOfStream(stdin), '-');
  if (images.findFile(locate(out)) !== undefined) {
    throw new UsageError(`the palette would be written over the input ${out}: use another --out`);
  }
  return { format: promised, path: out };
}

/** Prints or writes a palette. */
export async function deliverPalette(
  { palette, lines: ownLines }: SchemePalette,
  { format, path }: PaletteOutput,
  terminal: Terminal,
): Promise<void> {
  const hasPairs = palette.colors.some(({ dark }) => dark !== undefined);
  const hasShares = !hasPairs && palette.colors.some(({ share }) => share !== undefined);
  const shown = palette.colors.map(({ hex, share = 0 }) => ({ hex, share }));
  const lines = ownLines ?? (hasShares ? paletteLines(shown, terminal) : namedLines(palette));
  if (format === undefined) {
    terminal.out.write(`${lines.join('\n')}\n`);
    return;
  }
  const written = writePalette(palette, format, path === undefined ? {} : { fileName: path });
  if (path === undefined) {
    await new Promise<void>((done, fail) =>
      terminal.out.raw.write(written, (error) => (error ? fail(error) : done())),
    );
    return;
  }
  const release = onInterrupt(terminal, stopWriting);
  await writeAtomic(path, typeof written === 'string' ? Buffer.from(written) : written).finally(release);
  const { label } = PALETTE_FILE_FORMATS[format];
  const rows = hasShares || ownLines ? lines.map((row) => `  ${row}\n`) : [];
  terminal.out.write(
    `${terminal.paint.bold(printable(path))}  ${label}, ${count(shown.length, 'color')}\n${rows.join('')}`,
  );
}

/** Returns a line for each color with its counterpart for dark pages and its name. */
const namedLines = ({ colors }: Palette): string[] =>
  colors.map(({ dark = '', hex, name = '' }) =>
    [hex.padEnd(9), ...(dark ? [dark.padEnd(9)] : []), printable(name)].join(' ').trimEnd(),
  );
