import { PALETTE_FILE_FORMATS } from '@kcolors/codecs/palettes';
import { type Command, Option } from 'commander';
import { countOrAuto, integer, quality, share } from './option-values.ts';
import type { Settings } from './settings.ts';

/** What commander makes of the options of whatever writes images. */
export interface CommandOptions
  extends Omit<Settings, 'palette' | 'metadata' | 'report' | 'defaultSuffix' | Defaulted>,
    Partial<Pick<Settings, Defaulted>> {
  readonly strip?: boolean;
  readonly report?: string | true;
}

type Defaulted = keyof typeof DEFAULTS;

/** What holds where an option was not given, or is none of the command. */
const DEFAULTS = {
  followLinks: false,
  force: false,
  inPlace: false,
  json: false,
  keepTime: false,
  quiet: false,
};
/** What holds as well where no quality was given, which finds them itself. */
const PLAIN = { colors: 16, dither: 0.75 };

/** The options that compress images. */
export function addCompressOptions(command: Command): Command {
  command
    .usage(
      '[compress] [options] <files, folders, patterns …>\n       kcolors palette [options] <images …>\n       kcolors apply [options] <palette> <images …>\n       kcolors segments [options] <images …>',
    )
    .description('Makes images smaller by giving them fewer colors.')
    .argument('[inputs...]', 'PNG, JPEG, WebP, GIF and BMP files, folders, patterns, or - for standard input')
    .addOption(colors())
    .addOption(qualityOption())
    .addOption(dither(` (default: ${PLAIN.dither}, with --quality what is best)`))
    .addOption(smaller())
    .addOption(
      new Option(
        '--objective <objective>',
        'perceptual: what looks most like the image; mse: the least error (default: perceptual, with --space srgb mse)',
      ).choices(['mse', 'perceptual']),
    )
    .addOption(space())
    .addOption(
      format('auto: PNG, WebP and GIF stay, the rest becomes PNG; keep: JPEG stays, too')
        .choices(['auto', 'keep', 'png', 'webp', 'gif', 'jpeg'])
        .default('auto'),
    );
  return addOutputOptions(
    command,
    '".min"',
    'keep the palette of an indexed PNG or GIF: order, duplicates, unused colors',
  );
}

/** The options that give images the colors of a palette. */
export function addApplyOptions(command: Command): Command {
  command
    .description('Gives images the colors of a palette file, and no others.')
    .argument('<palette>', 'any format that "kcolors palette" writes, but PNG; - for standard input')
    .argument('<images...>', 'files, folders, patterns, or - for standard input')
    .addOption(dither().default(0))
    .addOption(smaller())
    .addOption(space().default('oklab'))
    .addOption(
      format('auto: PNG, WebP and GIF stay, the rest becomes PNG')
        .choices(['auto', 'png', 'webp', 'gif'])
        .default('auto'),
    );
  return addOutputOptions(
    command,
    'the name of the palette, ".brand" for brand.ase',
    'write all colors of the palette in its order; transparency that it lacks comes last',
  );
}

/** The options that find a palette. */
export function addPaletteOptions(command: Command): Command {
  return command
    .description('Finds one palette for one image or for many, and prints it or writes it to a file.')
    .argument('<images...>', 'files, folders, patterns, or - for standard input')
    .option('-c, --colors <number>', 'how many, 1 to 256, or auto', countOrAuto(256), 6)
    .option('--salience <number>', '0: large areas decide, 1: distinct colors', share, 0.75)
    .addOption(
      format('for other programs (default: that of --out)').choices(Object.keys(PALETTE_FILE_FORMATS)),
    )
    .option('-o, --out <file>', 'file for the palette, - for standard output')
    .addOption(followLinks())
    .option('--no-names', 'number the colors instead of naming them')
    .addOption(maxPixels());
}

/** Options of everything that writes images. */
function addOutputOptions(command: Command, suffix: string, order: string): Command {
  const effort = new Option('--effort <effort>', 'time for the lossless pass');
  return command
    .addOption(effort.choices(['fast', 'default', 'max']).default('default'))
    .option('-o, --out <path>', 'file (of one input) or folder for results, - for standard output')
    .option('--suffix <text>', `write beside the original with this suffix (default: ${suffix})`)
    .option('--in-place', 'replace originals where that makes them smaller')
    .option('--force', 'replace files that kcolors did not make, under names that it chose')
    .option('-p, --keep-time', 'results get the modification time of their originals')
    .addOption(followLinks('; with --in-place, replace linked files outside of a folder'))
    .option(
      '--strip',
      'remove EXIF, XMP, IPTC, text, thumbnails and density, also of files that are not smaller; the color profile stays',
    )
    .option('--keep-hidden-colors', 'keep the colors under full transparency, in PNG and WebP')
    .option('--keep-palette-order', order)
    .addOption(maxPixels())
    .option('-j, --jobs <number>', 'images at the same time (default: one per core)', integer(1, 256))
    .option('--json', 'print one JSON document')
    .option('--report [file.html]', 'write a page with before and after')
    .option('-q, --quiet', 'print errors only');
}

const colors = () =>
  new Option(
    '-c, --colors <number>',
    `most colors, 1 to 256 (default: ${PLAIN.colors}, with --quality 256)`,
  ).argParser(integer(1, 256));

const qualityOption = () =>
  new Option(
    '--quality <quality>',
    'lossless-look, good, small or 1 to 100: the smallest file that looks so; of JPEG results their quality (75)',
  ).argParser(quality);

const dither = (standard = '') =>
  new Option('--dither <strength>', `error diffusion, 0 (none) to 1${standard}`).argParser(share);

const smaller = () =>
  new Option(
    '--smaller [rate]',
    'look given up for a smaller file, 0 to 1: colors that repeat what is near (0.5 without a number)',
  )
    .preset('0.5')
    .argParser(share);

const space = () =>
  new Option(
    '--space <space>',
    'where colors are compared (default: that of the objective, oklab for perceptual)',
  ).choices(['srgb', 'oklab']);

const format = (description: string) => new Option('-f, --format <format>', description);

/** Option to search linked folders, too. `more` is put after its description. */
export const followLinks = (more = ''): Option =>
  new Option('--follow-links', `search linked folders${more}`);

const maxPixels = () =>
  new Option('--max-pixels <number>', 'refuse larger images').argParser(integer(1, 2 ** 30));

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
  const metadata = strip ? 'strip' : 'keep';
  const isPlain = rest.quality === undefined;
  const plain = isPlain ? { ...PLAIN, ...(rest.keepPaletteOrder && { colors: undefined }) } : {};
  // Colors that are compared as stored are those of the least error.
  const objective = rest.objective ?? (rest.space === 'srgb' ? 'mse' : 'perceptual');
  return {
    inputs,
    settings: { ...DEFAULTS, ...plain, ...rest, objective, metadata, report: page, defaultSuffix: '.min' },
  };
}
