import type * as workerThreads from 'node:worker_threads';
import { connect, type OpenLine, type Thread, type ThreadKind } from './connect.ts';
import type { ErrorClasses } from './messages.ts';

/** The script of a thread, which calls `serve`. Give its file path or its text. */
export interface Script {
  /** File path, for hosts with Node worker threads. */
  readonly file?: string;
  /** Source text. It is a classic script, because modules do not start in pages with an opaque origin. */
  readonly text?: () => string | PromiseLike<string>;
  /**
   * Serves a port on the caller's thread, for pages that may not start a worker. Without it such pages get an error.
   */
  readonly inline?: (port: MessagePort) => void;
}

/** Options of `startThread`. */
export interface StartOptions {
  /** Aborts the start. The promise rejects with the signal's reason when the thread has ended. */
  readonly signal?: AbortSignal | undefined;
  /** Error classes of the tasks. @defaultValue none: errors arrive as `Error` with their name and properties */
  readonly errors?: ErrorClasses;
}

/**
 * Milliseconds that a Web Worker has to answer. A worker that the page's policy forbids fails at once with an error.
 */
const PATIENCE = 8000;

const workerThreadsOfNode = () => process.getBuiltinModule('node:worker_threads') as typeof workerThreads;

/** Opens a thread of each kind, best kind first. Each function throws on a host that lacks the kind. */
const WAYS: Readonly<Record<ThreadKind, (script: Script, text: string) => OpenLine>> = {
  thread:
    ({ file }, text) =>
    (hear, lost) => {
      const { Worker } = workerThreadsOfNode();
      // Drop the flags of the process: modules that they preload are not meant for threads.
      const worker = new Worker(file ?? text, { eval: file === undefined, execArgv: [] });
      worker
        .on('message', hear)
        .on('messageerror', lost)
        .on('error', lost)
        .on('exit', () => lost());
      worker.unref(); // after the listeners: a `message` listener refs the worker again
      return {
        post: (request, buffers) => worker.postMessage(request, buffers as workerThreads.Transferable[]),
        keepAlive: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
        end: () => worker.terminate(),
      };
    },
  blob: (_, text) => (hear, lost) => {
    let url: string | undefined = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
    const revoke = () => {
      if (url) URL.revokeObjectURL(url);
      url = undefined;
    };
    const hearAndRevoke: typeof hear = (reply) => {
      revoke(); // not before the first answer: some hosts load the script late
      hear(reply);
    };
    try {
      const line = openWebWorker(url)(hearAndRevoke, lost);
      return { ...line, end: () => line.end().finally(revoke) };
    } catch (error) {
      revoke();
      throw error;
    }
  },
  data: (_, text) => openWebWorker(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`),
  inline:
    ({ inline }) =>
    (hear) => {
      const { port1: port, port2: theirs } = new MessageChannel();
      inline!(theirs);
      unref(theirs);
      port.onmessage = ({ data }) => hear(data);
      unref(port);
      return {
        post: (request, buffers) => port.postMessage(request, [...buffers]),
        keepAlive: (isBusy) => (isBusy ? (port as { ref?(): void }).ref?.() : unref(port)),
        async end() {
          port.postMessage({ type: 'close' });
          port.close();
        },
      };
    },
};

function unref(port: MessagePort): void {
  (port as { unref?(): void }).unref?.();
}

const openWebWorker =
  (url: string): OpenLine =>
  (hear, lost) => {
    const worker = new Worker(url);
    worker.onmessage = ({ data }) => hear(data);
    worker.onmessageerror = () => lost(new Error('A message could not be read.'));
    worker.onerror = (event) => {
      event.preventDefault?.(); // the rejection reports the error
      lost(new Error(event.message || 'It gave no reason.'));
    };
    return {
      post: (request, buffers) => worker.postMessage(request, [...buffers]),
      keepAlive() {},
      end: async () => worker.terminate(),
    };
  };

/** The kind of thread on which each script started before. */
const taken = new WeakMap<Script, ThreadKind>();

function waysOf({ file, inline, text }: Script): readonly ThreadKind[] {
  const ways: ThreadKind[] = file !== undefined ? ['thread'] : text ? ['thread', 'blob', 'data'] : [];
  return inline ? [...ways, 'inline'] : ways;
}

/**
 * Starts a thread of the best kind that works on this host. A content security policy cannot be queried, so each kind
 * is tried: it has to answer a call.
 *
 * @throws Error when no kind works, with the reason of each.
 */
export async function startThread<Tasks>(
  script: Script,
  { errors = {}, signal }: StartOptions = {},
): Promise<Thread<Tasks>> {
  const failures: { readonly kind: ThreadKind; readonly error: unknown }[] = [];
  const known = taken.get(script);
  const text = script.file === undefined ? await script.text?.() : undefined;
  for (const kind of known ? [known] : waysOf(script)) {
    signal?.throwIfAborted();
    let thread: Thread<Tasks> | undefined;
    try {
      thread = connect<Tasks>(kind, WAYS[kind](script, text ?? ''), errors);
      await answer(thread as Thread<unknown> as Thread<Ping>, signal);
      taken.set(script, kind);
      return thread;
    } catch (error) {
      await thread?.close();
      signal?.throwIfAborted();
      failures.push({ kind, error });
    }
  }
  if (failures.length === 1) throw failures[0]!.error;
  const reasons = failures.map(({ error, kind }) => `${kind}: ${(error as Error)?.message ?? error}`);
  throw new Error(`No thread could be started. ${reasons.join('; ')}`);
}

interface Ping {
  ping(): null;
}

/** Waits until a thread answers. Closes the thread if it does not answer in time or the signal is aborted. */
async function answer(thread: Thread<Ping>, signal: AbortSignal | undefined): Promise<void> {
  const abort = () => void thread.close(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const late = () => void thread.close(new Error('No answer.'));
  // A Node thread always answers or ends, but it may take long on a busy machine.
  const timer = thread.kind === 'thread' ? undefined : setTimeout(late, PATIENCE);
  try {
    await thread.call('ping', []).result;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
