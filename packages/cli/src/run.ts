import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasSuffix } from '@kcolors/codecs';
import { printable } from '@kcolors/codecs/printable';
import { compressAll } from './compress-all.ts';
import { chooseDestination } from './destination.ts';
import { type FoundInputs, findInputs } from './inputs.ts';
import type { ErrorReport, FileReport } from './outcome.ts';
import { forItsColors, planOutputs } from './plan.ts';
import { type ProbedSource, probeFile, probeStdin } from './probe.ts';
import { reasonOf } from './reason.ts';
import { writeHtmlReport } from './report/write.ts';
import { jsonReport } from './report-json.ts';
import { type Settings, UsageError } from './settings.ts';
import { printError, type Terminal, towardError } from './terminal.ts';

/** Compresses what the arguments name and reports. Returns the exit code: 0 all fine, 1 a file failed. */
export async function runCompress(
  args: readonly string[],
  settings: Settings,
  given: Terminal,
): Promise<number> {
  const isStdin = args.includes('-');
  if (isStdin && args.length > 1) throw new UsageError('"-" stands for standard input and goes alone');
  const { files, failures, expanded } = isStdin ? NO_FILES : await findFiles(args, settings);
  const facts = {
    files: isStdin ? 1 : files.length,
    expanded,
    stdin: isStdin,
    outIsFolder: await isFolder(settings.out),
  };
  const destination = chooseDestination(settings, facts);
  const terminal = destination.kind === 'stdout' ? towardError(given) : given;
  if (destination.kind === 'stdout' && given.out.isTTY) {
    throw new UsageError('an image is not for a terminal to show: redirect the output, or use --out FILE');
  }

  const errors: ErrorReport[] = [];
  const fail = (name: string, message: string) => {
    errors.push({ input: name, status: 'error', error: message });
    printError(terminal, message, name);
  };
  for (const { name, message } of failures) fail(name, message);
  const sources: ProbedSource[] = [];
  const probes = isStdin
    ? [{ name: 'standard input', probe: () => probeStdin(process.stdin) }]
    : files.map((file) => ({ name: file.name, probe: () => probeFile(file) }));
  for (const { name, probe } of probes) {
    await probe().then(
      (source) => sources.push(source),
      (error) => fail(name, reasonOf(error)),
    );
  }
  const planned = planOutputs(sources, destination, settings.format, locate, settings.metadata === 'strip');
  const { skipped, problems } = planned;
  const plans = settings.palette ? planned.plans.map(forItsColors) : planned.plans;
  if (problems.length > 0) throw new UsageError(problems);
  for (const { name } of settings.quiet ? [] : skipped) {
    terminal.err.write(`${printable(name)} is the result of an earlier run: left alone\n`);
  }

  const done = await compressAll(plans, settings, destination, terminal, errors.length);
  const reports: FileReport[] = [...errors, ...done];
  if (settings.json) given.out.write(jsonReport(reports));
  if (settings.report !== undefined) await reportHtml(settings.report, reports, settings, terminal);
  return reports.some(({ status }) => status === 'error') ? 1 : 0;
}

const NO_FILES: FoundInputs = { files: [], failures: [], expanded: false };

/** The files of the arguments; folders and patterns leave out what an earlier run has written beside its inputs. */
async function findFiles(
  args: readonly string[],
  { out, suffix, defaultSuffix, inPlace }: Settings,
): Promise<FoundInputs> {
  const own = out === undefined && !inPlace ? (suffix ?? defaultSuffix) : '';
  return findInputs(args, (path) => hasSuffix(basename(path), own));
}

async function isFolder(path: string | undefined): Promise<boolean> {
  if (path === undefined || path === '-') return false;
  return stat(path).then(
    (there) => there.isDirectory(),
    () => false,
  );
}

/** Follows the symbolic links of a path, as far as it exists. */
function locate(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(locate(parent), basename(path));
  }
}

async function reportHtml(
  path: string,
  reports: readonly FileReport[],
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  await writeHtmlReport(path, reports);
  if (!settings.quiet) terminal.err.write(`Report: ${printable(path)}\n`);
}
