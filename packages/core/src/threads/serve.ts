import type * as workerThreads from 'node:worker_threads';
import type { ArgumentsOf, ResultOf } from './connect.ts';
import { packError, type Reply, type Request } from './messages.ts';
import { type Packing, startPacking } from './transfer.ts';

/** The call that a task works for. `give` and `copy` prepare the values that the task returns. */
export interface Job extends Packing {
  /** Number of the call. Later calls use it to refer to the resources that this call opened. */
  readonly id: number;
  /** Aborted when the caller stops the call. */
  readonly signal: AbortSignal;
  /** Reports progress; undefined when the caller does not listen. */
  readonly report: ((progress: unknown, buffers?: Transferable[]) => void) | undefined;
  /** Registers a function that frees the call's resources. It runs when the caller releases them. */
  keep(free: () => void): void;
}

/** The tasks of a thread: functions that take the job, then the arguments of the call. */
export type Handlers<Tasks> = {
  readonly [Name in keyof Tasks]: (
    job: Job,
    ...args: ArgumentsOf<Tasks[Name]>
  ) => ResultOf<Tasks[Name]> | Promise<ResultOf<Tasks[Name]>>;
};

/** The thread's end of a channel: `self`, the `parentPort` of Node, or a MessagePort. */
export interface ServedPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: never) => unknown) | null;
  close?(): void;
}

/**
 * Serves the calls that arrive at a port.
 *
 * @param port By default the port of the current thread.
 * @param ownError Converts an error that a task throws to the error that is sent.
 */
export function serve<Tasks>(
  handlers: Handlers<Tasks>,
  port: ServedPort = ownPort(),
  ownError: (error: unknown) => unknown = (error) => error,
): void {
  const tasks = { ...handlers, ping: () => null } as Record<
    string,
    (job: Job, ...args: readonly unknown[]) => unknown
  >;
  const running = new Map<number, AbortController>();
  const kept = new Map<number, () => void>();
  const post = (reply: Reply, buffers: Transferable[] = []) => port.postMessage(reply, buffers);

  /** Runs the task of a call and posts its result or error. After a stop it posts only `stopped`. */
  const run = async ({ args, id, name, reports }: Extract<Request, { type: 'call' }>): Promise<void> => {
    const controller = new AbortController();
    const { signal } = controller;
    running.set(id, controller);
    const packing = startPacking();
    const report = (progress: unknown, buffers?: Transferable[]) => {
      if (!signal.aborted) post({ type: 'progress', id, progress }, buffers);
    };
    const keep = (free: () => void) => (signal.aborted ? free() : void kept.set(id, free));
    try {
      const job = { ...packing, id, signal, report: reports ? report : undefined, keep };
      const result = await tasks[name]!(job, ...args);
      if (!signal.aborted) post({ type: 'done', id, result }, packing.buffers);
    } catch (error) {
      if (!signal.aborted) post({ type: 'failed', id, error: packError(ownError(error)) });
    }
    running.delete(id);
    if (signal.aborted) post({ type: 'stopped', id });
  };

  const stop = (id: number) => {
    running.get(id)?.abort();
    kept.get(id)?.();
    kept.delete(id);
  };

  // The port may also receive messages of other scripts: ignore them.
  port.onmessage = ({ data: request }: { readonly data: Request | null | undefined }) => {
    switch (request?.type) {
      case 'call':
        return void run(request);
      case 'stop':
        return stop(request.id);
      case 'close':
        for (const id of [...running.keys(), ...kept.keys()]) stop(id);
        return port.close?.();
    }
  };
}

function ownPort(): ServedPort {
  const node = globalThis.process?.getBuiltinModule?.('node:worker_threads') as
    | typeof workerThreads
    | undefined;
  return (node?.parentPort ?? globalThis) as ServedPort;
}
