import { DEFAULT_REQUEST, objectiveFor } from '@kcolors/codecs/request';
import { type Command, Option } from 'commander';
import { byteSize, countOrAuto, factor, integer, percentage, quality, share } from './option-values.ts';
import { MAX_MAIN_COLORS, PALETTE_FORMATS } from './palette-limits.ts';
import type { Settings } from './settings.ts';

/** Options of a command that writes images, as commander parses them. */
export interface CommandOptions
  extends Omit<Settings, 'palette' | 'metadata' | 'report' | 'defaultSuffix' | Defaulted>,
    Partial<Pick<Settings, Defaulted>> {
  readonly strip?: boolean;
  readonly report?: string | true;
}

type Defaulted = keyof typeof DEFAULTS;

/** Defaults for options that are missing or that the command does not have. */
const DEFAULTS = {
  followLinks: false,
  force: false,
  inPlace: false,
  json: false,
  keepTime: false,
  quiet: false,
};
/** Further defaults without a quality. With one, the quality chooses these values. */
const PLAIN = { colors: DEFAULT_REQUEST.colors, dither: DEFAULT_REQUEST.dither };

/** Adds the options that compress images. */
export function addCompressOptions(command: Command): Command {
  command
    .usage(
      '[compress] [options] <files, folders, patterns …>\n       kcolors palette [options] <images or palette files …>\n       kcolors apply [options] <palette> <images …>\n       kcolors segments [options] <images …>',
    )
    .description('Makes images smaller by reducing their colors.')
    .argument(
      '[inputs...]',
      'PNG, JPEG, WebP, GIF, BMP, TIFF and ICO files, folders, patterns; or - for standard input',
    )
    .addOption(colors())
    .addOption(qualityOption())
    .addOption(
      new Option(
        '--max-bytes <size>',
        'best look that fits into this size, such as 200kB; with --quality, no better than that',
      ).argParser(byteSize),
    )
    .option('--allow-resize', 'reduce an image that would look worse than small within --max-bytes')
    .addOption(dither(` (default: ${PLAIN.dither}; --quality chooses it)`))
    .addOption(rate())
    .addOption(
      new Option(
        '--objective <objective>',
        'perceptual: best visual quality; mse: lowest squared error (default: perceptual; mse if --space is srgb)',
      ).choices(['mse', 'perceptual']),
    )
    .addOption(space())
    .addOption(
      format(
        'keep: the format of each file; smallest: the smallest of PNG, WebP, JPEG and, with its add-on, AVIF; auto: keep, but without --quality a JPEG becomes an indexed PNG',
      )
        .choices(['auto', 'keep', 'smallest', 'png', 'webp', 'gif', 'jpeg', 'avif'])
        .default('auto'),
    );
  return addOutputOptions(
    command,
    '".min"',
    'keep the palette of an indexed PNG or GIF: order, duplicates, unused colors',
  );
}

/** Adds the options that apply a palette to images. */
export function addApplyOptions(command: Command): Command {
  command
    .description('Recolors images with the colors of a palette file, and no others.')
    .argument(
      '<palette>',
      'any palette file; more palette files may follow, if colors refer to one another; - for standard input',
    )
    .argument('<images...>', 'files, folders, patterns, or - for standard input')
    .addOption(dither().default(0))
    .addOption(rate())
    .addOption(space().default('oklab'))
    .addOption(
      format('auto: keeps PNG, WebP and GIF, writes PNG for the rest')
        .choices(['auto', 'png', 'webp', 'gif'])
        .default('auto'),
    );
  return addOutputOptions(
    command,
    'the name of the palette, ".brand" for brand.ase',
    'write all colors of the palette in order; a transparent color follows if only the image has one',
  );
}

/** Adds the options that extract a palette. */
export function addPaletteOptions(command: Command): Command {
  return command
    .description(
      'Finds one palette for one or more images, or converts palette files, and prints it or writes it to a file.',
    )
    .argument(
      '<images or palette files...>',
      'images, folders, patterns; or palette files such as brand.ase, tokens.json and Assets.xcassets; or - for standard input',
    )
    .option(
      '-c, --colors <number>',
      'number of colors, 1 to 256, or auto (default: 6; all colors of a palette file)',
      countOrAuto(256),
    )
    .addOption(salience())
    .addOption(
      format('format of the palette (default: from the extension of --out)').choices(PALETTE_FORMATS),
    )
    .option('-o, --out <file>', 'file for the palette; - for standard output')
    .addOption(followLinks())
    .option('--no-names', 'number the colors instead of naming them')
    .option('--scales', 'write the tints of each color, 50 to 950 from light to dark')
    .addOption(
      new Option(
        '--roles',
        'write colors for background, surface, text and accent, and print the contrast of each pair',
      ).conflicts('scales'),
    )
    .option('--dark', 'add a counterpart of each color for dark pages')
    .addOption(maxPixels());
}

/** Adds the options that cut images into segments. */
export function addSegmentsOptions(command: Command): Command {
  return command
    .description(
      'Cuts images into one transparent PNG for each of their main colors, and writes a list of them as JSON.',
    )
    .argument('<images...>', 'files, folders or patterns')
    .option(
      '-c, --colors <number>',
      `number of colors, 1 to ${MAX_MAIN_COLORS}, or auto`,
      countOrAuto(MAX_MAIN_COLORS),
      6,
    )
    .addOption(salience())
    .option('-o, --out <folder>', 'folder for the results (required)')
    .addOption(followLinks())
    .option('--masks', 'also write a black-and-white mask of each color')
    .option('--force', 'replace files that kcolors did not make')
    .addOption(maxPixels());
}

/** Adds the options of all commands that write images. */
function addOutputOptions(command: Command, suffix: string, order: string): Command {
  const effort = new Option('--effort <effort>', 'how long to search for a smaller file of the same pixels');
  return command
    .option('--max-side <pixels>', 'reduce larger images to this length of the longer side', pixels)
    .option('--max-width <pixels>', 'reduce wider images to this width', pixels)
    .option('--max-height <pixels>', 'reduce higher images to this height', pixels)
    .option('--scale <factor>', 'reduce images to this share of their width and height: 50% or 0.5', factor)
    .addOption(effort.choices(['fast', 'default', 'best']).default('default'))
    .option(
      '-o, --out <path>',
      'where results go: a name with an image extension is a file, any other name a folder; - is standard output',
    )
    .option('--suffix <text>', `suffix of results beside their originals (default: ${suffix})`)
    .option('--in-place', 'replace originals that get smaller')
    .addOption(
      new Option(
        '--min-saving <share>',
        'keep the original unless a result with changed pixels saves this share of its bytes, such as 10% (default: 5%)',
      ).argParser(percentage),
    )
    .option('--force', 'where kcolors chooses the name, also replace files that it did not make')
    .option('-p, --keep-time', 'give results the modification time of their originals')
    .addOption(followLinks('; with --in-place, also replace files outside the folder that links lead to'))
    .option(
      '--strip',
      'remove metadata (EXIF, XMP, IPTC, text, thumbnails, resolution), also from files that do not get smaller; the color profile stays',
    )
    .option('--keep-hidden-colors', 'keep the colors of fully transparent pixels, in PNG and WebP')
    .option('--keep-palette-order', order)
    .addOption(maxPixels())
    .option(
      '-j, --jobs <number>',
      'number of images processed at once (default: one per core, fewer for small images)',
      integer(1, 256),
    )
    .option('--json', 'print one JSON document')
    .option('--report [file.html]', 'write a page with before and after')
    .option('-q, --quiet', 'print errors only');
}

/** Parses a length in pixels. */
const pixels = integer(1, 2 ** 30);

const colors = () =>
  new Option(
    '-c, --colors <number>',
    `maximum number of colors, 1 to 256 (default: ${PLAIN.colors}; 256 if --quality is given)`,
  ).argParser(integer(1, 256));

const qualityOption = () =>
  new Option(
    '--quality <quality>',
    'smallest file that reaches this visual quality: lossless-look, good, small, or a quality score of 1 to 100',
  ).argParser(quality);

const dither = (standard = '') =>
  new Option('--dither <strength>', `dither strength, 0 (none) to 1${standard}`).argParser(share);

const rate = () =>
  new Option(
    '--rate [amount]',
    'trade visual quality for a smaller file, 0 (off) to 1; 0.5 if no number follows; dithering is then not used',
  )
    .preset('0.5')
    .argParser(share);

const space = () =>
  new Option(
    '--space <space>',
    'how colors are compared: srgb as stored, oklab as perceived (default: oklab; srgb if --objective is mse)',
  ).choices(['srgb', 'oklab']);

const format = (description: string) => new Option('-f, --format <format>', description);

const salience = () =>
  new Option(
    '--salience <number>',
    'which colors to prefer: 0 those of large areas, 1 eye-catching ones, even if small; not above 64 colors',
  )
    .argParser(share)
    .default(0.75);

/** Option to search linked folders too. `more` is appended to its description. */
const followLinks = (more = ''): Option => new Option('--follow-links', `search linked folders${more}`);

const maxPixels = () =>
  new Option('--max-pixels <number>', 'refuse images with more pixels (default: 134 million)').argParser(
    integer(1, 2 ** 30),
  );

/** Returns the settings and the inputs. The value of `--report` may be an input. */
export function settingsOf(
  given: readonly string[],
  options: CommandOptions,
): { readonly inputs: readonly string[]; readonly settings: Settings } {
  const { strip, report, ...rest } = options;
  // In `--report a.png` the image is an input, since a report has to be an HTML file.
  const isPage = typeof report === 'string' && /\.html?$/i.test(report);
  const inputs = typeof report === 'string' && !isPage ? [report, ...given] : given;
  const page = report === undefined ? undefined : isPage ? report : 'kcolors-report.html';
  const metadata = strip ? 'strip' : 'keep';
  const isPlain = rest.quality === undefined && rest.maxBytes === undefined;
  const plain = isPlain ? { ...PLAIN, ...(rest.keepPaletteOrder && { colors: undefined }) } : {};
  const objective = rest.objective ?? objectiveFor(rest.space);
  const format = rest.format === 'auto' && !isPlain ? 'keep' : rest.format;
  return {
    inputs,
    settings: {
      ...DEFAULTS,
      ...plain,
      ...rest,
      format,
      objective,
      metadata,
      report: page,
      defaultSuffix: '.min',
    },
  };
}
