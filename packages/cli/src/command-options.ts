import { PALETTE_FILE_FORMATS } from '@kcolors/codecs/palettes';
import { type Command, Option } from 'commander';
import { integer, share } from './option-values.ts';
import type { Settings } from './settings.ts';

/** What commander makes of the options of `compress`. */
export interface CommandOptions
  extends Omit<Settings, 'metadata' | 'report' | 'defaultSuffix' | Flag>,
    Partial<Pick<Settings, Flag>> {
  readonly strip?: boolean;
  readonly report?: string | true;
}

type Flag = 'inPlace' | 'json' | 'quiet';

/** The options that compress images. */
export function addCompressOptions(command: Command): Command {
  const described = command
    .usage(
      '[compress] [options] <files, folders, patterns …>\n       kcolors palette [options] <images …>\n       kcolors apply [options] <palette> <images …>',
    )
    .description('Makes images smaller by giving them fewer colors.')
    .argument('[inputs...]', 'PNG, JPEG, WebP, GIF and BMP files, folders, patterns, or - for standard input')
    .option('-c, --colors <number>', 'most colors, 1 to 256', integer(1, 256), 16)
    .option('--dither <strength>', 'error diffusion, 0 (none) to 1', share, 0.5)
    .addOption(
      new Option('--space <space>', 'where colors are compared').choices(['srgb', 'oklab']).default('srgb'),
    )
    .addOption(
      new Option(
        '-f, --format <format>',
        'auto: PNG, WebP and GIF stay, the rest becomes PNG; keep: JPEG stays, too',
      )
        .choices(['auto', 'keep', 'png', 'webp', 'gif', 'jpeg'])
        .default('auto'),
    )
    .option('--quality <number>', 'quality of JPEG results, 1 to 100', integer(1, 100), 75)
    .addOption(
      new Option('--effort <effort>', 'time for the lossless pass')
        .choices(['fast', 'default', 'max'])
        .default('default'),
    );
  return addCommonOptions(described, '.min');
}

/** The options that give images the colors of a palette. */
export function addApplyOptions(command: Command): Command {
  const described = command
    .description('Gives images the colors of a palette file, and no others.')
    .argument('<palette>', 'a palette of any format that "kcolors palette" writes, but PNG')
    .argument('<images...>', 'files, folders, patterns, or - for standard input')
    .option('--dither <strength>', 'error diffusion, 0 (none) to 1', share, 0)
    .addOption(
      new Option('--space <space>', 'where colors are compared').choices(['srgb', 'oklab']).default('oklab'),
    )
    .addOption(
      new Option('-f, --format <format>', 'auto: PNG, WebP and GIF stay, the rest becomes PNG')
        .choices(['auto', 'png', 'webp', 'gif'])
        .default('auto'),
    )
    .addOption(
      new Option('--effort <effort>', 'time for the lossless pass')
        .choices(['fast', 'default', 'max'])
        .default('default'),
    );
  return addCommonOptions(described, '.NAME of the palette');
}

/** Options of everything that writes images. */
function addCommonOptions(command: Command, suffix: string): Command {
  return command
    .option('-o, --out <path>', 'file (of one input) or folder for results, - for standard output')
    .option('--suffix <text>', `write beside the original with this suffix (default: "${suffix}")`)
    .option('--in-place', 'replace originals where that makes them smaller')
    .option('--strip', 'drop EXIF, text and density; the color profile stays')
    .option('--max-pixels <number>', 'refuse larger images', integer(1, 2 ** 30))
    .option('-j, --jobs <number>', 'images at the same time (default: one per core)', integer(1, 256))
    .option('--json', 'print one JSON document')
    .option('--report [file.html]', 'write a page with before and after')
    .option('-q, --quiet', 'print errors only');
}

/** The options that find a palette. */
export function addPaletteOptions(command: Command): Command {
  return command
    .description('Finds one palette for one image or for many, and prints it or writes it to a file.')
    .argument('<images...>', 'files, folders, patterns, or - for standard input')
    .option('-c, --colors <number>', 'most colors, 1 to 256', integer(1, 256), 16)
    .addOption(
      new Option('--space <space>', 'where colors are compared').choices(['srgb', 'oklab']).default('srgb'),
    )
    .addOption(
      new Option('-f, --format <format>', 'for other programs (default: that of --out)').choices(
        Object.keys(PALETTE_FILE_FORMATS),
      ),
    )
    .option('-o, --out <file>', 'file for the palette, - for standard output')
    .option('--no-names', 'number the colors instead of naming them')
    .option('--max-pixels <number>', 'refuse larger images', integer(1, 2 ** 30));
}

/** The settings that options stand for, and the inputs: what follows `--report` may be one. */
export function settingsOf(
  given: readonly string[],
  options: CommandOptions,
): { readonly inputs: readonly string[]; readonly settings: Settings } {
  const { strip, report, ...rest } = options;
  // In "--report a.png" the picture is an input: only a page can be a report.
  const isPage = typeof report === 'string' && /\.html?$/i.test(report);
  const inputs = typeof report === 'string' && !isPage ? [report, ...given] : given;
  const page = report === undefined ? undefined : isPage ? report : 'kcolors-report.html';
  const flags = { inPlace: false, json: false, quiet: false };
  const metadata: Settings['metadata'] = strip ? 'strip' : 'keep';
  const settings: Settings = { ...flags, ...rest, metadata, report: page, defaultSuffix: '.min' };
  return { inputs, settings };
}
