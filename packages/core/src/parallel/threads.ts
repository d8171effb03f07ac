import workerpool from 'workerpool';
import { KERNELS_WASM } from '../engine/kernels-wasm.ts';
import type { Crew, PoolKind } from './crew.ts';
import type { Answer } from './jobs.ts';
import { open } from './post.ts';
import { WORKER_PARTS } from './worker-parts.ts';

/** The script of a thread. */
const scriptOf = (): string => WORKER_PARTS.join(KERNELS_WASM);

/** Milliseconds within which a new thread has to answer. One that is forbidden says so at once, by an error. */
const PATIENCE = 5000;

type Options = NonNullable<Parameters<typeof workerpool.pool>[1]>;
type Threads = ReturnType<typeof workerpool.pool>;

interface Way {
  /** What makes a thread of the source; throws where the host does not have it. */
  readonly open: () => { readonly script: string; readonly options: Options };
  readonly dispose?: (script: string) => void;
}

/** The ways to a thread, the best first. None of them loads a file. */
const WAYS: Readonly<Record<Exclude<PoolKind, 'inline'>, Way>> = {
  thread: {
    // Without the flags of the process: what they preload is not for threads.
    open: () => ({
      script: scriptOf(),
      options: { workerType: 'thread', workerThreadOpts: { eval: true, execArgv: [] } },
    }),
  },
  blob: {
    open: () => ({
      script: URL.createObjectURL(new Blob([scriptOf()], { type: 'text/javascript' })),
      options: { workerType: 'web' },
    }),
    dispose: (script) => URL.revokeObjectURL(script),
  },
  data: {
    open: () => ({
      script: `data:text/javascript;base64,${btoa(scriptOf())}`,
      options: { workerType: 'web' },
    }),
  },
};

/** Finds a way on which a thread really answers; undefined when there is none. */
export async function findThreads(size: number): Promise<Crew | undefined> {
  for (const kind of Object.keys(WAYS) as (keyof typeof WAYS)[]) {
    const crew = await tryWay(kind, size);
    if (crew) return crew;
  }
  return undefined;
}

async function tryWay(kind: keyof typeof WAYS, size: number): Promise<Crew | undefined> {
  const way = WAYS[kind];
  let close = async () => {};
  try {
    const { script, options } = way.open();
    const ended = new Set<() => void>();
    const threads = workerpool.pool(script, {
      ...options,
      maxWorkers: size,
      workerTerminateTimeout: 1, // there is nothing to clean up
      onTerminateWorker: () => {
        const [first] = ended;
        first?.();
      },
    });
    close = async () => {
      await threads.terminate(true);
      way.dispose?.(script);
    };
    if ((await threads.exec('ping', [kind]).timeout(PATIENCE)) === kind) {
      return { kind, size, run: runIn(threads, ended), close };
    }
  } catch {
    // Not in this host, or forbidden in this page: the next way may be open.
  }
  await close();
  return undefined;
}

/** Runs jobs in threads. `ended` holds who waits for the end of a thread; each end is for the first of them. */
function runIn(threads: Threads, ended: Set<() => void>): Crew['run'] {
  return async (call, buffers, { signal, onProgress }) => {
    signal.throwIfAborted();
    const task = threads.exec('run', [call], { ...(onProgress && { on: onProgress }), transfer: buffers });
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped = new Promise((resolve) => {
        const end = () => {
          ended.delete(end);
          resolve();
        };
        ended.add(end);
      });
      task.cancel();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      return open((await task) as Answer);
    } catch (error) {
      await stopped;
      throw error instanceof workerpool.TerminateError ? lost(error) : error;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
}

/** Says that a thread ended by itself; the text that came with it may hold the whole script. */
function lost({ cause }: { cause?: unknown }): Error {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new Error(`The thread that did this job ended${reason}`, { cause });
}
