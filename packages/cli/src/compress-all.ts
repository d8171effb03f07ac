import { dirname, relative } from 'node:path';
import { onInterrupt } from './interrupt.ts';
import { type DoneReport, type FileReport, settle } from './outcome.ts';
import { type Plan, planOfResult } from './plan.ts';
import { type CompressPool, defaultJobs, openCompressPool, pixelBudget, workOf } from './pool.ts';
import { previewLimit } from './preview.ts';
import type { ProbedSource } from './probe.ts';
import { type ProgressDisplay, startProgress } from './progress.ts';
import { reasonOf } from './reason.ts';
import { columnsOf, fileLines, type TextStyle, totalLine } from './report-text.ts';
import { runScheduled } from './schedule.ts';
import { compressOptionsOf, type Destination, type Settings } from './settings.ts';
import { storeResult } from './store-result.ts';
import { removeLeftOvers } from './temporary-file.ts';
import { printError, type Terminal } from './terminal.ts';
import { stopWriting } from './write-atomic.ts';
import type { WriteResult } from './write-result.ts';

const FEW = 3; // maximum number of files whose palettes are printed in full

/** The destination of results, and the function that writes them. */
export interface Target {
  readonly destination: Destination;
  readonly write: WriteResult;
}

/** Compresses and writes the planned files, a few at a time. Prints each report when its file is done. */
export async function compressAll(
  plans: readonly Plan<ProbedSource>[],
  settings: Settings,
  { destination, write }: Target,
  terminal: Terminal,
  failedBefore: number,
): Promise<FileReport[]> {
  if (plans.length === 0) return [];
  const work = workOf(
    plans.map(({ source }) => source.pixels),
    settings,
  );
  const slots = Math.min(plans.length, settings.jobs ?? defaultJobs(work));
  const pool = await openCompressPool(slots, work);
  const progress = startProgress(
    terminal,
    plans.map(({ source }) => source.pixels),
    !settings.quiet && !settings.json,
  );
  const release = onInterrupt(terminal, async () => {
    progress.stop();
    await Promise.all([pool.close(), stopWriting()]);
  });
  await clearFolders(plans);
  const style = styleFor(plans, terminal);
  const show = (report: FileReport) => {
    if (report.status === 'error') printError(terminal, report.error, report.input);
    else if (!settings.json && !settings.quiet) progress.print(`${fileLines(report, style).join('\n')}\n`);
  };
  try {
    const jobs = plans.map((plan, index) => ({
      cost: plan.source.pixels,
      run: () =>
        compressOne(plan, index, { pool, progress, settings, images: plans.length, destination, write }),
    }));
    const reports = await runScheduled(jobs, { slots, budget: pixelBudget() }, show);
    progress.stop();
    const good = reports.filter((report): report is DoneReport => report.status !== 'error');
    if (plans.length + failedBefore > 1 && !settings.json && !settings.quiet) {
      progress.print(`${totalLine(good, failedBefore + reports.length - good.length, style)}\n`);
    }
    return reports;
  } finally {
    progress.stop();
    await pool.close();
    release();
  }
}

/** Removes temporary files of killed runs from the output folders, even if this run writes nothing there. */
async function clearFolders(plans: readonly Plan[]): Promise<void> {
  const paths = plans.flatMap(({ output, keptOutput }) => [output, keptOutput]);
  const folders = new Set(paths.filter((path) => path !== undefined).map((path) => dirname(path)));
  for (const folder of folders) await removeLeftOvers(folder);
}

function styleFor(plans: readonly Plan[], { paint, width }: Terminal): TextStyle {
  const nameWidth = plans.reduce(
    (width, { source }) => Math.min(40, Math.max(width, columnsOf(source.name))),
    0,
  );
  const shown = (path: string) => {
    const short = relative(process.cwd(), path);
    return short.startsWith('..') ? path : short;
  };
  return { paint, width, nameWidth, palettes: plans.length <= FEW ? 'full' : 'compact', shown };
}

interface Tools extends Target {
  readonly pool: CompressPool;
  readonly progress: ProgressDisplay;
  readonly settings: Settings;
  readonly images: number;
}

async function compressOne(plan: Plan<ProbedSource>, index: number, tools: Tools): Promise<FileReport> {
  const { pool, progress, settings, images, destination } = tools;
  const { source, ifNotSmaller, others } = plan;
  const format = others ? settings.format : plan.format;
  const options = { ...compressOptionsOf(settings), format, ifNotSmaller };
  const preview = settings.report === undefined ? undefined : previewLimit(images);
  // The original stays beside a result of another format; `--strip` then applies to the original too.
  const stripsOriginal =
    settings.metadata === 'strip' &&
    destination.kind === 'in-place' &&
    (plan.output !== source.realPath || plan.others !== undefined);
  try {
    const task = { input: source.input, options, stripsOriginal, preview };
    const onProgress = (done: number) => progress.update(index, done);
    const result = await pool.compress(task, onProgress).finally(() => onProgress(1));
    const { write, report } = settle(plan, result);
    if (destination.kind === 'stdout') await writeStdout(result.bytes);
    if (destination.kind === 'stdout' || !write) return report;
    const settled = planOfResult(plan, result.format);
    const stripped = settled.output === source.realPath ? undefined : result.strippedOriginal;
    const { isNew, notes } = await storeResult(settled, write, stripped, tools.write);
    const done = { ...report, notes: [...report.notes, ...notes] };
    // In place, a file that already equals the result stays unchanged.
    if (isNew || destination.kind !== 'in-place') return done;
    return { ...done, status: 'kept', notes: [...done.notes, 'This result already exists.'] };
  } catch (error) {
    return { input: source.name, status: 'error', error: reasonOf(error) };
  }
}

function writeStdout(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}
