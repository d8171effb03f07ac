import type { Thread, ThreadKind } from './connect.ts';
import { createSlots, type Slots, type Stop, trackJobs } from './job-queue.ts';
import { type Script, type StartOptions, startThread } from './start.ts';

/** Options of `openPool`. */
export interface ThreadPoolOptions extends Pick<StartOptions, 'errors'> {
  /** Returns the maximum number of threads at the same time, which may change. */
  readonly size: () => number;
  /** Milliseconds after which an idle thread ends and frees its memory. @defaultValue never */
  readonly idle?: number;
}

/** Threads that run the same script. They start on demand, and a thread that has ended is replaced. */
export interface ThreadPool<Tasks> {
  /** Starts the first thread and returns how threads run on this host. */
  ready(): Promise<ThreadKind>;
  /** Maximum number of jobs at the same time. */
  size(): number;
  /** Runs a job when a thread is free. Aborting the signal rejects at once and terminates the thread. */
  use<Result>(task: Task<Tasks, Result>, signal?: AbortSignal): Promise<Result>;
  /** Reserves a slot for a job. It may call `run` several times, one after another or at once. */
  reserve<Result>(work: (place: Place<Tasks>) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Ends the threads. Rejects unfinished and later jobs with `reason`, by default an `AbortError`. */
  close(reason?: unknown): Promise<void>;
}

type Task<Tasks, Result> = (thread: Thread<Tasks>) => Promise<Result>;

/** A reserved slot of the pool. */
export interface Place<Tasks> extends Stop {
  /** All slots of the pool, including this one: a job may take further free slots. */
  readonly slots: Slots;
  /** Runs a part of the job in a thread. Settles when that thread is free again or has ended. */
  run<Result>(task: Task<Tasks, Result>): Promise<Result>;
}

/** Opens a pool of threads that run a script. No thread starts before the first job. */
export function openPool<Tasks>(
  script: Script,
  { errors = {}, idle, size }: ThreadPoolOptions,
): ThreadPool<Tasks> {
  const jobs = trackJobs();
  const life = new AbortController();
  const threads = new Set<Promise<Thread<Tasks>>>();
  const resting = new Map<Thread<Tasks>, ReturnType<typeof setTimeout> | undefined>();
  let kind: ThreadKind | undefined = script.file === undefined ? undefined : 'thread';
  let first: Promise<void> | undefined;
  const count = () => (kind === 'inline' ? 1 : Math.max(1, size()));
  const slots = createSlots(count);

  const start = async (signal: AbortSignal): Promise<Thread<Tasks>> => {
    const starting = startThread<Tasks>(script, { errors, signal });
    threads.add(starting);
    const forget = () => threads.delete(starting);
    starting.then(({ ended }) => ended.then(forget), forget);
    return starting;
  };
  const rest = (thread: Thread<Tasks>) => {
    const end = () => {
      resting.delete(thread);
      void thread.close();
    };
    resting.set(thread, idle === undefined ? undefined : setTimeout(end, idle));
  };
  const takeResting = (): Thread<Tasks> | undefined => {
    for (const [thread, timer] of resting) {
      clearTimeout(timer);
      resting.delete(thread);
      if (thread.isOpen) return thread;
    }
    return undefined;
  };
  /** Starts a thread once to find out how threads run on this host. */
  const ready = async (): Promise<ThreadKind> => {
    if (kind) return kind;
    first ??= start(life.signal).then((thread) => {
      ({ kind } = thread);
      rest(thread);
    });
    await first.finally(() => {
      first = undefined;
    });
    return kind!;
  };

  const run = async <Result>(task: Task<Tasks, Result>, signal: AbortSignal): Promise<Result> => {
    signal.throwIfAborted();
    const thread = takeResting() ?? (await start(signal));
    // An encoder cannot be interrupted, except by terminating its thread.
    const abort = () => void thread.close(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      return await task(thread);
    } finally {
      signal.removeEventListener('abort', abort);
      // A thread that still works on a stopped call cannot be reused.
      if (thread.isOpen && thread.isIdle) rest(thread);
      else await thread.close();
    }
  };

  const reserve: ThreadPool<Tasks>['reserve'] = (work, signal) =>
    jobs.track(signal, async (stop) => {
      await ready();
      const release = await slots.take(stop.signal);
      try {
        return await work({ ...stop, slots, run: (task) => run(task, stop.signal) });
      } finally {
        release();
      }
    });

  return {
    size: count,
    ready: () => jobs.track(undefined, ready),
    reserve,
    use: (task, signal) => reserve(({ run: runHere }) => runHere(task), signal),
    async close(reason = new DOMException('The pool is closed', 'AbortError')) {
      jobs.close(reason);
      life.abort(reason);
      for (const timer of resting.values()) clearTimeout(timer);
      const started = await Promise.allSettled(threads);
      await Promise.all(started.map((each) => each.status === 'fulfilled' && each.value.close(reason)));
    },
  };
}
