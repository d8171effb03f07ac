import { PALETTE_FORMATS } from '@kcolors/ui/palette';
import { Command, CommanderError, Option } from 'commander';
import { integer, share } from './option-values.ts';
import { type PaletteSettings, runPalette } from './palette-command.ts';
import { runCompress } from './run.ts';
import { runSample } from './sample.ts';
import { addSegmentsOptions, runSegments, type SegmentsSettings } from './segments-command.ts';
import { type Settings, UsageError } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Exit codes: 0 all fine, 1 a file failed, 2 the command line is wrong; 130 is an interruption. */
const WRONG_USAGE = 2;

const EXAMPLES = `
Examples:
  kcolors photo.png                      photo.min.png beside it, 16 colors
  kcolors -c 64 --in-place images/       every image below images/, replaced where that saves
  kcolors "shots/**/*.png" --out small   the same folders below small/
  kcolors logo.jpg --out logo.webp       another format
  kcolors - -c 8 < a.png > b.png         as a filter
  kcolors *.png --report                 before and after, side by side, in kcolors-report.html
  kcolors palette photo.jpg -c 8         only the colors
  kcolors segments photo.jpg -o parts    a transparent PNG for each main color

Originals are never lost: a file is replaced only by a smaller one of the same format, in one step.
Exit codes: 0 all fine, also when a file was already small; 1 a file failed; 2 wrong usage; 130 interrupted.`;

/** Runs the command line. Returns the exit code. */
export async function runProgram(
  args: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  let code = 0;
  const program = new Command('kcolors');
  const setUp = (command: Command) =>
    command
      .exitOverride()
      .configureOutput({
        writeOut: (text) => terminal.out.write(text),
        writeErr: (text) => terminal.err.write(text),
        outputError: (text, write) =>
          write(text.replace(/^error: /, `${terminal.paintErr.red('kcolors:')} `)),
      })
      .configureHelp({ helpWidth: Math.min(100, terminal.width) });

  addCompressOptions(setUp(program))
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .action(async (inputs: string[], options: CommandOptions) => {
      code = await startCompress(inputs, options, terminal);
    })
    .addHelpText('after', EXAMPLES);

  const refuseEarlyOptions = (name: string) => {
    const early = program.options.find((o) => program.getOptionValueSource(o.attributeName()) === 'cli');
    if (early) throw new UsageError(`options of "${name}" go after it: kcolors ${name} ${early.flags} …`);
  };
  addPaletteOptions(setUp(program.command('palette'))).action(
    async (inputs: string[], options: PaletteSettings) => {
      refuseEarlyOptions('palette');
      code = await runPalette(inputs, options, terminal);
    },
  );
  addSegmentsOptions(setUp(program.command('segments'))).action(
    async (inputs: string[], options: SegmentsSettings) => {
      refuseEarlyOptions('segments');
      code = await runSegments(inputs, options, terminal);
    },
  );

  try {
    // "compress" may be said, but need not.
    await program.parseAsync(args[0] === 'compress' ? args.slice(1) : args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (!(error instanceof UsageError)) throw error;
    for (const line of error.message.split('\n'))
      terminal.err.write(`${terminal.paintErr.red('kcolors:')} ${line}\n`);
    return WRONG_USAGE;
  }
}

/** What commander makes of the options of `compress`. */
interface CommandOptions extends Omit<Settings, 'metadata' | 'report' | Flag>, Partial<Pick<Settings, Flag>> {
  readonly strip?: boolean;
  readonly report?: string | true;
}

type Flag = 'inPlace' | 'json' | 'quiet';

function addCompressOptions(command: Command): Command {
  return command
    .usage(
      '[compress] [options] <files, folders, patterns …>\n       kcolors palette [options] <images …>\n       kcolors segments [options] <images …>',
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
    )
    .option('-o, --out <path>', 'file (of one input) or folder for results, - for standard output')
    .option('--suffix <text>', 'write beside the original with this suffix (default: ".min")')
    .option('--in-place', 'replace originals where that makes them smaller')
    .option('--strip', 'drop EXIF, text and density; the color profile stays')
    .option('--max-pixels <number>', 'refuse larger images', integer(1, 2 ** 30))
    .option('-j, --jobs <number>', 'images at the same time (default: one per core)', integer(1, 256))
    .option('--json', 'print one JSON document')
    .option('--report [file.html]', 'write a page with before and after')
    .option('-q, --quiet', 'print errors only');
}

function addPaletteOptions(command: Command): Command {
  return command
    .description('Prints one palette for one image or for many.')
    .argument('<images...>', 'files, folders, patterns, or - for standard input')
    .option('-c, --colors <number>', 'most colors, 1 to 256', integer(1, 256), 16)
    .addOption(
      new Option('--space <space>', 'where colors are compared').choices(['srgb', 'oklab']).default('srgb'),
    )
    .addOption(
      new Option('-f, --format <format>', 'for other programs').choices(Object.keys(PALETTE_FORMATS)),
    )
    .option('--max-pixels <number>', 'refuse larger images', integer(1, 2 ** 30));
}

async function startCompress(given: string[], options: CommandOptions, terminal: Terminal): Promise<number> {
  const { strip, report, ...rest } = options;
  // In "--report a.png" the picture is an input: only a page can be a report.
  const isPage = typeof report === 'string' && /\.html?$/i.test(report);
  const inputs = typeof report === 'string' && !isPage ? [report, ...given] : given;
  const page = report === undefined ? undefined : isPage ? report : 'kcolors-report.html';
  const flags = { inPlace: false, json: false, quiet: false };
  const settings: Settings = { ...flags, ...rest, metadata: strip ? 'strip' : 'keep', report: page };
  if (inputs.length > 0) return runCompress(inputs, settings, terminal);
  if (settings.out !== undefined || settings.inPlace || settings.suffix !== undefined) {
    throw new UsageError('no input: name files, folders or patterns, or - for standard input');
  }
  return runSample(settings, terminal);
}
