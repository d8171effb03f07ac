import { printable } from '@kcolors/codecs/printable';
import { Command, CommanderError } from 'commander';
import {
  addApplyOptions,
  addCompressOptions,
  addPaletteOptions,
  addSegmentsOptions,
  type CommandOptions,
  settingsOf,
} from './command-options.ts';
import type { PaletteSettings } from './palette-command.ts';
import type { SegmentsSettings } from './segments-command.ts';
import { UsageError } from './settings.ts';
import { printError, type Terminal } from './terminal.ts';

/** Exit codes: 0 success, 1 a file failed, 2 invalid command line, 130 interrupted. */
const WRONG_USAGE = 2;

const EXAMPLES = `
Examples:
  kcolors photo.png                      writes photo.min.png with 16 colors
  kcolors --quality good photo.png       writes the smallest file of good visual quality
  kcolors -c 64 --in-place images/       replaces every image in images/ that gets smaller
  kcolors "shots/**/*.png" --out small   writes the same folders below small/
  kcolors logo.jpg --out logo.webp       converts to another format
  kcolors - -c 8 < a.png > b.png         works as a filter
  kcolors *.png --report                 also writes kcolors-report.html with before and after
  kcolors palette photo.jpg -c 8         prints the main colors
  kcolors palette *.jpg -o brand.ase     writes one palette for all, for other programs
  kcolors palette brand.ase -f tailwind  converts a palette file to another format
  kcolors apply brand.ase logo.png       writes logo.brand.png in the colors of the palette
  kcolors segments photo.jpg -o parts    writes a transparent PNG for each main color

Originals are safe: with --in-place, an original is replaced only by a smaller file of the same format, in one step.
Where kcolors chooses the name, such as photo.min.png, it replaces only its own earlier results, unless --force is given.
A file that you name with --out is replaced.
Exit codes: 0 success, even if a file could not be made smaller; 1 a file failed; 2 wrong usage; 130 interrupted.`;

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
        outputError: (text, write) => write(`${terminal.paintErr.red('kcolors:')} ${usageText(text)}\n`),
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
      const { runPalette } = await import('./palette-command.ts');
      code = await runPalette(inputs, options, terminal);
    },
  );
  addApplyOptions(setUp(program.command('apply'))).action(
    async (palette: string, inputs: string[], options: CommandOptions) => {
      refuseEarlyOptions('apply');
      const { inputs: images, settings } = settingsOf(inputs, options);
      const { runApply } = await import('./apply-command.ts');
      code = await runApply(palette, images, settings, terminal);
    },
  );

  addSegmentsOptions(setUp(program.command('segments'))).action(
    async (inputs: string[], options: SegmentsSettings) => {
      refuseEarlyOptions('segments');
      const { runSegments } = await import('./segments-command.ts');
      code = await runSegments(inputs, options, terminal);
    },
  );

  try {
    // The command name "compress" is optional.
    await program.parseAsync(args[0] === 'compress' ? args.slice(1) : args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (!(error instanceof UsageError)) throw error;
    for (const problem of error.problems) printError(terminal, problem);
    return WRONG_USAGE;
  }
}

/**
 * Returns commander's message, which repeats arguments, with the hint on its own line. The hint names options only.
 */
function usageText(text: string): string {
  const [, message = text, hint] =
    /^(?:error: )?([\s\S]*?)(?:\n(\(Did you mean [^\n]*\?\)))?\n?$/.exec(text) ?? [];
  return [message, ...(hint === undefined ? [] : [hint])].map(printable).join('\n');
}

async function startCompress(given: string[], options: CommandOptions, terminal: Terminal): Promise<number> {
  const { inputs, settings } = settingsOf(given, options);
  if (inputs.length > 0) {
    const { runCompress } = await import('./run.ts');
    return runCompress(inputs, settings, terminal);
  }
  if (settings.out !== undefined || settings.inPlace || settings.suffix !== undefined) {
    throw new UsageError('no input: name files, folders or patterns, or - for standard input');
  }
  const { runSample } = await import('./sample.ts');
  return runSample(settings, terminal);
}
