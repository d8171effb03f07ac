import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { chooseDestination } from './destination.ts';
import { hasSuffix } from './formats.ts';
import { type FoundInputs, findInputs } from './inputs.ts';
import { onInterrupt } from './interrupt.ts';
import { type DoneReport, type ErrorReport, type FileReport, settle } from './outcome.ts';
import { type Plan, planOutputs } from './plan.ts';
import { type CompressPool, defaultJobs, openPool, pixelBudget } from './pool.ts';
import { previewLimit } from './preview.ts';
import { type ProbedSource, probeFile, probeStdin } from './probe.ts';
import { type ProgressDisplay, startProgress } from './progress.ts';
import { reasonOf } from './reason.ts';
import { writeHtmlReport } from './report/write.ts';
import { jsonReport } from './report-json.ts';
import { fileLines, type TextStyle, totalLine } from './report-text.ts';
import { runScheduled } from './schedule.ts';
import { compressOptionsOf, type Destination, type Settings, UsageError } from './settings.ts';
import { printError, type Terminal, towardError } from './terminal.ts';
import { holds, stopWriting, writeAtomic } from './write-atomic.ts';

const FEW = 3; // files whose palettes are shown in full

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
  const { plans, skipped, problems } = planOutputs(sources, destination, settings.format, locate);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  for (const { name } of settings.quiet ? [] : skipped) {
    terminal.err.write(`${name} is the result of an earlier run: left alone\n`);
  }

  const done = await compressAll(plans, settings, destination, terminal);
  const reports: FileReport[] = [...errors, ...done];
  if (settings.json) given.out.write(jsonReport(reports));
  if (settings.report !== undefined) await reportHtml(settings.report, reports, settings, terminal);
  return reports.some(({ status }) => status === 'error') ? 1 : 0;
}

const NO_FILES: FoundInputs = { files: [], failures: [], expanded: false };

/** The files of the arguments; folders and patterns leave out what an earlier run has written beside its inputs. */
async function findFiles(args: readonly string[], { out, suffix, inPlace }: Settings): Promise<FoundInputs> {
  const own = out === undefined && !inPlace ? (suffix ?? '.min') : '';
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

async function compressAll(
  plans: readonly Plan<ProbedSource>[],
  settings: Settings,
  destination: Destination,
  terminal: Terminal,
): Promise<FileReport[]> {
  if (plans.length === 0) return [];
  const slots = Math.min(plans.length, settings.jobs ?? defaultJobs(plans.length));
  const pool = openPool(slots);
  const progress = startProgress(
    terminal,
    plans.map(({ source }) => source.pixels),
    !settings.quiet && !settings.json,
  );
  const release = onInterrupt(terminal, async () => {
    progress.stop();
    await Promise.all([pool.close(), stopWriting()]);
  });
  const style = styleFor(plans, terminal);
  const show = (report: FileReport) => {
    if (report.status === 'error') printError(terminal, report.error, report.input);
    else if (!settings.json && !settings.quiet) progress.print(`${fileLines(report, style).join('\n')}\n`);
  };
  try {
    const jobs = plans.map((plan, index) => ({
      cost: plan.source.pixels,
      run: () => compressOne(plan, index, { pool, progress, settings, images: plans.length, destination }),
    }));
    const reports = await runScheduled(jobs, { slots, budget: pixelBudget() }, show);
    progress.stop();
    const good = reports.filter((report): report is DoneReport => report.status !== 'error');
    if (plans.length > 1 && !settings.json && !settings.quiet) {
      progress.print(`${totalLine(good, reports.length - good.length, style)}\n`);
    }
    return reports;
  } finally {
    progress.stop();
    await pool.close();
    release();
  }
}

function styleFor(plans: readonly Plan[], { paint, width }: Terminal): TextStyle {
  const nameWidth = Math.min(40, Math.max(...plans.map(({ source }) => source.name.length)));
  const shown = (path: string) => {
    const short = relative(process.cwd(), path);
    return short.startsWith('..') ? path : short;
  };
  return { paint, width, nameWidth, palettes: plans.length <= FEW ? 'full' : 'compact', shown };
}

interface Tools {
  readonly pool: CompressPool;
  readonly progress: ProgressDisplay;
  readonly settings: Settings;
  readonly images: number;
  readonly destination: Destination;
}

async function compressOne(plan: Plan<ProbedSource>, index: number, tools: Tools): Promise<FileReport> {
  const { pool, progress, settings, images, destination } = tools;
  const { source, format, ifLarger } = plan;
  const options = { ...compressOptionsOf(settings), format, ifLarger };
  const preview = settings.report === undefined ? undefined : previewLimit(images);
  const answer = await pool.compress({ input: source.input, options, preview }, (done) =>
    progress.update(index, done),
  );
  progress.update(index, 1);
  const failed = (error: string): ErrorReport => ({ input: source.name, status: 'error', error });
  if ('message' in answer) return failed(answer.message);
  const { write, report } = settle(plan, answer.result);
  try {
    if (destination.kind === 'stdout') await writeStdout(answer.result.bytes);
    else if (write) return await store(plan, write, report);
    return report;
  } catch (error) {
    return failed(reasonOf(error));
  }
}

async function store(
  { mayReplace, source }: Plan<ProbedSource>,
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  report: DoneReport,
): Promise<FileReport> {
  const isThere = mayReplace === 'same' ? await holds(path, bytes) : undefined;
  if (isThere === false)
    throw new Error(`${path} is there already and is another picture; use --out or --suffix`);
  if (isThere) return { ...report, status: 'kept', notes: [...report.notes, 'It is there already.'] };
  await writeAtomic(path, bytes, mayReplace === 'input' ? source.state : undefined);
  return report;
}

function writeStdout(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function reportHtml(
  path: string,
  reports: readonly FileReport[],
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  await writeHtmlReport(path, reports);
  if (!settings.quiet) terminal.err.write(`Report: ${path}\n`);
}
