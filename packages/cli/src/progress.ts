import type { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';

/** A progress display for a run. */
export interface ProgressDisplay {
  /** Sets the progress of one job, 0 to 1. */
  readonly update: (job: number, done: number) => void;
  /** Prints lines without breaking the bar. */
  readonly print: (text: string) => void;
  readonly stop: () => void;
}

const PATIENCE = 700; // ms until the bar appears

/** Shows a bar on standard error during long runs. Shows none if standard error is not a terminal. */
export function startProgress(
  terminal: Terminal,
  costs: readonly number[],
  isWanted: boolean,
): ProgressDisplay {
  const { out, err, paintErr } = terminal;
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const done = costs.map(() => 0);
  let bar: SingleBar | undefined;
  let Bar: typeof SingleBar | undefined;

  const finished = () => done.reduce((sum, share, job) => sum + share * costs[job]!, 0);
  const files = () => `${done.filter((share) => share >= 1).length} of ${costs.length}`;
  const show = () => {
    const format = `${paintErr.dim('{bar}')} {percentage} %${costs.length > 1 ? '  {files} files' : ''}`;
    const look = { barCompleteChar: '━', barIncompleteChar: paintErr.level ? ' ' : '·', barsize: 32 };
    const manners = { hideCursor: true, clearOnComplete: true, gracefulExit: false };
    bar = new Bar!({ format, ...look, ...manners, stream: err.raw });
    bar.start(total, finished(), { files: files() });
  };
  const loadAndShow = async () => {
    const { SingleBar } = await import('cli-progress');
    if (isOver) return;
    Bar = SingleBar;
    show();
  };
  let isOver = false;
  const timer = setTimeout(loadAndShow, PATIENCE);
  timer.unref();
  if (!isWanted || !err.isTTY) clearTimeout(timer);

  return {
    update: (job, share) => {
      done[job] = share;
      bar?.update(finished(), { files: files() });
    },
    print: (text) => {
      const isInTheWay = bar !== undefined && out.isTTY;
      if (isInTheWay) bar?.stop(); // a progress bar that erases itself
      out.write(text);
      if (isInTheWay) show();
    },
    stop: () => {
      isOver = true;
      clearTimeout(timer);
      bar?.stop();
      bar = undefined;
    },
  };
}
