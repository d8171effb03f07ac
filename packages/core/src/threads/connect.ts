import { type ErrorClasses, type Reply, type Request, unpackError } from './messages.ts';

/**
 * How a thread runs: a Node worker thread, a Web Worker from a `blob:` or `data:` URL, or, where none of these is
 * allowed, the caller's own thread.
 */
export type ThreadKind = 'thread' | 'blob' | 'data' | 'inline';

/** The caller's handle of a thread. `Tasks` are the functions that the thread serves. */
export interface Thread<Tasks> {
  /** How the thread runs. */
  readonly kind: ThreadKind;
  /** Whether the thread accepts calls. */
  readonly isOpen: boolean;
  /** Whether the thread has no work left. A stopped call counts as work until the thread confirms the stop. */
  readonly isIdle: boolean;
  /** Resolves with the reason when the thread is closed or ends by itself. */
  readonly ended: Promise<unknown>;
  /** Calls a task of the thread by its name. */
  call<Name extends keyof Tasks & string>(
    name: Name,
    args: ArgumentsOf<Tasks[Name]>,
    options?: CallOptions,
  ): Call<ResultOf<Tasks[Name]>>;
  /** Frees the resources that the call `id` opened in the thread. */
  release(id: number): void;
  /**
   * Terminates the thread at once. Rejects unfinished and later calls with `reason`, by default an `AbortError`.
   * Resolves when the thread has ended.
   */
  close(reason?: unknown): Promise<void>;
}

/** Types of the arguments of a task. */
export type ArgumentsOf<Task> = Task extends (...args: infer Args) => unknown ? Args : never;
/** Type that a call of a task resolves to. */
export type ResultOf<Task> = Task extends (...args: never[]) => infer Result ? Awaited<Result> : never;

/** Options of a call to a thread. */
export interface CallOptions {
  /** Aborting rejects the call with the signal's reason at once. The thread stops at its next step. */
  readonly signal?: AbortSignal | undefined;
  /** Receives the progress that the task reports. An error that it throws ends the call. */
  readonly onProgress?: ((progress: never) => void) | undefined;
  /** Buffers among the arguments to transfer instead of copying. */
  readonly buffers?: readonly Transferable[];
}

/** A call in progress. */
export interface Call<Result> {
  /** Number of the call, for `release`. */
  readonly id: number;
  /** Resolves with the result of the task, or rejects with its error. */
  readonly result: Promise<Result>;
  /** Rejects the call unless it has settled. The thread stops at its next step. */
  stop(reason: unknown): void;
}

/** The transport to a thread. */
interface Line {
  post(request: Request, buffers: readonly Transferable[]): void;
  /** Whether the thread keeps a Node process alive. */
  keepAlive(isBusy: boolean): void;
  /** Ends the thread. Resolves when it has ended. */
  end(): Promise<unknown>;
}

/** Opens a line. Calls `lost` when the thread ends by itself. */
export type OpenLine = (hear: (reply: Reply) => void, lost: (error?: Error) => void) => Line;

interface Pending {
  report(progress: unknown): void;
  resolve(result: unknown): void;
  reject(reason: unknown): void;
}

/** Connects to the thread at the other end of a line. Errors whose class is in `errors` are rebuilt as that class. */
export function connect<Tasks>(kind: ThreadKind, open: OpenLine, errors: ErrorClasses): Thread<Tasks> {
  /** Calls that await an answer. A stopped call is undefined. */
  const pending = new Map<number, Pending | undefined>();
  let calls = 0;
  let closed: { readonly reason: unknown; readonly gone: Promise<void> } | undefined;
  let tellEnd: (reason: unknown) => void;
  const ended = new Promise<unknown>((resolve) => {
    tellEnd = resolve;
  });

  const hear = (reply: Reply): void => {
    if (!pending.has(reply?.id)) return;
    const call = pending.get(reply.id);
    if (reply.type === 'progress') {
      call?.report(reply.progress);
      return;
    }
    pending.delete(reply.id);
    if (pending.size === 0) line.keepAlive(false);
    if (reply.type === 'done') call?.resolve(reply.result);
    if (reply.type === 'failed') call?.reject(unpackError(reply.error, errors));
  };
  const lost = (cause?: Error) => {
    const why = cause?.message ? `: ${cause.message}` : '';
    void close(new Error(`The thread that did this job ended${why}`, { cause }));
  };
  const close = (reason: unknown): Promise<void> => {
    if (closed) return closed.gone;
    closed = { reason, gone: line.end().then(() => {}) };
    for (const call of pending.values()) call?.reject(reason);
    pending.clear();
    tellEnd(reason);
    return closed.gone;
  };
  const line = open(hear, lost);

  return {
    kind,
    ended,
    get isOpen() {
      return !closed;
    },
    get isIdle() {
      return pending.size === 0;
    },
    call(name, args, { buffers = [], onProgress, signal } = {}) {
      const id = ++calls;
      const stop = (reason: unknown) => {
        const call = pending.get(id);
        if (!call) return;
        pending.set(id, undefined);
        call.reject(reason);
        line.post({ type: 'stop', id }, []);
      };
      const abort = () => stop(signal?.reason);
      const result = new Promise<never>((resolve, reject) => {
        if (closed) throw closed.reason;
        signal?.throwIfAborted();
        line.post({ type: 'call', id, name, args, reports: onProgress !== undefined }, buffers); // throws if the arguments cannot be cloned
        line.keepAlive(true);
        signal?.addEventListener('abort', abort, { once: true });
        const forget = () => signal?.removeEventListener('abort', abort);
        pending.set(id, {
          report(progress) {
            try {
              onProgress?.(progress as never);
            } catch (error) {
              stop(error);
            }
          },
          resolve(value) {
            forget();
            resolve(value as never);
          },
          reject(reason) {
            forget();
            reject(reason);
          },
        });
      });
      return { id, result, stop };
    },
    release(id) {
      if (!closed) line.post({ type: 'stop', id }, []);
    },
    close: (reason = new DOMException('The thread is closed', 'AbortError')) => close(reason),
  };
}
