import { stat } from 'node:fs/promises';
import { printable } from '@kcolors/codecs/printable';
import { strictestAccess } from './attributes.ts';
import { compressAll } from './compress-all.ts';
import { chooseDestination } from './destination.ts';
import { type Locate, openPlaces } from './file-identity.ts';
import { lookAtStream, openLookup } from './file-lookup.ts';
import { type FoundInputs, findInputs } from './inputs.ts';
import { onInterrupt } from './interrupt.ts';
import type { LeftAlone } from './left-alone.ts';
import type { ErrorReport, FileReport } from './outcome.ts';
import { forItsColors, type Plan } from './plan.ts';
import { prepareRun, splitBelow } from './prepare-run.ts';
import { openProbe, type ProbedSource, probeStdin } from './probe.ts';
import { reasonOf } from './reason.ts';
import { checkReportPlace, writeHtmlReport } from './report/write.ts';
import { jsonReport } from './report-json.ts';
import { openResultsLog, stateFolder } from './results-log.ts';
import { type Settings, UsageError } from './settings.ts';
import { printError, type Terminal, towardError } from './terminal.ts';
import { stopWriting } from './write-atomic.ts';
import { fileActions, openWriting } from './write-result.ts';

/**
 * Compresses the images that the arguments name, and reports. Returns the exit code: 0 success, 1 a file failed.
 *
 * @param reads other files that the run depends on, such as a palette.
 */
export async function runCompress(
  args: readonly string[],
  settings: Settings,
  given: Terminal,
  reads: readonly string[] = [],
): Promise<number> {
  const isStdin = args.includes('-');
  if (settings.allowResize && settings.maxBytes === undefined)
    throw new UsageError('--allow-resize needs --max-bytes');
  if (isStdin && args.length > 1) throw new UsageError('"-" stands for standard input and goes alone');
  const found = isStdin ? NO_FILES : await findInputs(args, settings);
  const facts = {
    files: isStdin ? 1 : found.files.length,
    expanded: found.expanded,
    stdin: isStdin,
    outIsFolder: await isFolder(settings.out),
  };
  const destination = chooseDestination(settings, facts);
  const terminal = destination.kind === 'stdout' ? towardError(given) : given;
  if (destination.kind === 'stdout' && given.out.isTTY) {
    throw new UsageError('a terminal cannot show an image: redirect the output, or use --out FILE');
  }

  const errors: ErrorReport[] = [];
  const fail = (name: string, message: string) => {
    errors.push({ input: name, status: 'error', error: message });
    printError(terminal, message, name);
  };
  for (const { name, message } of found.failures) fail(name, message);
  for (const { name, message } of settings.quiet ? [] : found.skipped) {
    terminal.err.write(`${printable(name)} is ${message}\n`);
  }
  const places = openPlaces(openLookup());
  const out = destination.kind === 'folder' ? destination.path : undefined;
  const { files, below } = splitBelow(found.files, out, places.locate);
  if (files.length === 0 && below.length > 0) fail(out!, 'all images are in the folder for results');
  const sources: ProbedSource[] = [];
  const probeFile = openProbe();
  const probes = isStdin
    ? [{ name: 'standard input', probe: () => probeStdin(process.stdin) }]
    : files.map((file) => ({ name: file.name, probe: () => probeFile(file) }));
  for (const { name, probe } of probes) {
    await probe().then(
      (source) => sources.push(source),
      (error) => fail(name, reasonOf(error)),
    );
  }
  const log = openResultsLog(stateFolder());
  const named = new Set(args);
  const run = prepareRun({
    sources,
    found: files,
    reads,
    stdin: isStdin ? lookAtStream(0) : undefined,
    stdout: lookAtStream(1),
    below,
    isNamed: ({ name }) => named.has(name),
    destination,
    format: settings.format,
    strips: settings.metadata === 'strip',
    report: settings.report,
    places,
    log,
  });
  if (run.problems.length > 0) throw new UsageError(run.problems);
  if (settings.report !== undefined) await checkReportPlace(settings.report, settings.force);
  if (!settings.quiet) {
    for (const line of leftLines(run, places.locate, named)) terminal.err.write(`${printable(line)}\n`);
  }

  const plans = settings.palette ? run.plans.map(forItsColors) : run.plans;
  const { force } = settings;
  const write = openWriting({
    ...places,
    actions: fileActions(settings.keepTime),
    inputs: run.inputs,
    log,
    force,
  });
  const done = await compressAll(plans, settings, { destination, write }, terminal, errors.length);
  const reports: FileReport[] = [...errors, ...done];
  if (settings.json) given.out.write(jsonReport(reports));
  if (settings.report !== undefined) {
    // The page contains the images: a user who may not read one of them may not read the page.
    const access = strictestAccess(sources.flatMap((source) => source.access ?? []));
    const release = onInterrupt(terminal, stopWriting);
    await writeHtmlReport(settings.report, reports, force, access).finally(release);
    if (!settings.quiet) terminal.err.write(`Report: ${printable(settings.report)}\n`);
  }
  return reports.some(({ status }) => status === 'error') ? 1 : 0;
}

const NO_FILES: FoundInputs = { files: [], failures: [], skipped: [], expanded: false };

async function isFolder(path: string | undefined): Promise<boolean> {
  if (path === undefined || path === '-') return false;
  return stat(path).then(
    (there) => there.isDirectory(),
    () => false,
  );
}

/** Returns the messages about skipped files. A skipped file at an output path is checked when it is written. */
function leftLines(
  { plans, left }: { readonly plans: readonly Plan[]; readonly left: readonly LeftAlone[] },
  locate: Locate,
  named: ReadonlySet<string>,
): string[] {
  const outputs = new Set(plans.map(({ output }) => output && locate(output).key));
  return left.flatMap(({ source: { name, path }, why, of }) => {
    const isNamed = named.has(name);
    if (why === 'result') return isNamed ? [`${name} is the result of an earlier run: left alone`] : [];
    if (!isNamed && outputs.has(locate(path!).key)) return [];
    return [`${name} is named like a result of ${of.name}: left alone`];
  });
}
