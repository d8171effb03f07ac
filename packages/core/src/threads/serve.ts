import type * as workerThreads from 'node:worker_threads';
import type { ArgumentsOf, ResultOf } from './connect.ts';
import { packError, type Reply, type Request } from './messages.ts';
import { type Packing, startPacking } from './transfer.ts';

/** What a task is told of the call that it works for; its `give` and `copy` prepare what it returns. */
export interface Job extends Packing {
  /** Number of the call, by which others may refer to what it opens. */
  readonly id: number;
  /** Aborted when nobody wants the result any more. */
  readonly signal: AbortSignal;
  /** Tells how far it is; undefined when nobody listens. */
  readonly report: ((progress: unknown, buffers?: Transferable[]) => void) | undefined;
  /** Keeps what it has opened until the other side releases it. */
  keep(free: () => void): void;
}

/** The tasks of a thread: functions that have the job before the arguments of the call. */
export type Handlers<Tasks> = {
  readonly [Name in keyof Tasks]: (
    job: Job,
    ...args: ArgumentsOf<Tasks[Name]>
  ) => ResultOf<Tasks[Name]> | Promise<ResultOf<Tasks[Name]>>;
};

/** One end of a channel within a thread: `self`, the `parentPort` of Node, or a MessagePort. */
export interface ServedPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: never) => unknown) | null;
  close?(): void;
}

/**
 * Does what is asked for at the other end of a port.
 *
 * @param port By default that of the thread that this runs in.
 * @param ownError Makes of what a task throws the error that is sent.
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

  /** Does the work of a call and says what became of it; nothing more of one that was stopped. */
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

  // A port may bring what others say to this thread: that is not answered.
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
