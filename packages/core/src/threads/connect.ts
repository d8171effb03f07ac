import { type ErrorClasses, type Reply, type Request, unpackError } from './messages.ts';

/**
 * How a thread is run: by Node, as a Web Worker from a blob: or a data: address, or, where none of these is allowed, on
 * the thread of the caller.
 */
export type ThreadKind = 'thread' | 'blob' | 'data' | 'inline';

/** A thread, as it is seen from outside. `Tasks` are the functions that it serves. */
export interface Thread<Tasks> {
  readonly kind: ThreadKind;
  /** Whether calls can be made. */
  readonly isOpen: boolean;
  /** Whether it has nothing to do, not even for a call that was stopped. */
  readonly isIdle: boolean;
  /** Settles with the reason when the thread is closed or has ended by itself. */
  readonly ended: Promise<unknown>;
  call<Name extends keyof Tasks & string>(
    name: Name,
    args: ArgumentsOf<Tasks[Name]>,
    options?: CallOptions,
  ): Call<ResultOf<Tasks[Name]>>;
  /** Frees what a call has opened, by the `id` of the call. */
  release(id: number): void;
  /**
   * Ends the thread, whatever it does. Calls that are not done, and later ones, are rejected with the reason, by default
   * an `AbortError`. Settles when the thread is gone.
   */
  close(reason?: unknown): Promise<void>;
}

export type ArgumentsOf<Task> = Task extends (...args: infer Args) => unknown ? Args : never;
export type ResultOf<Task> = Task extends (...args: never[]) => infer Result ? Awaited<Result> : never;

export interface CallOptions {
  /** Rejects the call with its reason at once, and has the thread stop at its next step. */
  readonly signal?: AbortSignal | undefined;
  /** Hears what the task reports. What it throws ends the call. */
  readonly onProgress?: ((progress: never) => void) | undefined;
  /** Buffers among the arguments that are transferred instead of being copied. */
  readonly buffers?: readonly Transferable[];
}

/** A call that was made. */
export interface Call<Result> {
  readonly id: number;
  readonly result: Promise<Result>;
  /** Rejects the call, if it is not over, and has the thread stop at its next step. */
  stop(reason: unknown): void;
}

/** A way to a thread. */
interface Line {
  post(request: Request, buffers: readonly Transferable[]): void;
  /** Whether the thread keeps a process of Node alive. */
  keepAlive(isBusy: boolean): void;
  /** Ends the thread; settles when it is gone. */
  end(): Promise<unknown>;
}

/** Opens a line. `lost` is called when the thread has ended by itself. */
export type OpenLine = (hear: (reply: Reply) => void, lost: (error?: Error) => void) => Line;

interface Pending {
  report(progress: unknown): void;
  resolve(result: unknown): void;
  reject(reason: unknown): void;
}

/** Connects to what serves at the other end of a line. Errors of known classes come as if they were thrown here. */
export function connect<Tasks>(kind: ThreadKind, open: OpenLine, errors: ErrorClasses): Thread<Tasks> {
  /** Calls without an answer; undefined those that were stopped. */
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
        line.post({ type: 'call', id, name, args, reports: onProgress !== undefined }, buffers); // throws what cannot be sent
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
