import type * as workerThreads from 'node:worker_threads';
import { connect, type OpenLine, type Thread, type ThreadKind } from './connect.ts';
import type { ErrorClasses } from './messages.ts';

/** What a thread runs: a script that calls `serve`. Give its file or its text. */
export interface Script {
  /** The path of its file, for hosts that have threads of Node. */
  readonly file?: string;
  /** Its text: a classic script, since modules do not start in pages without an origin. */
  readonly text?: () => string | PromiseLike<string>;
  /** Serves a port on the thread of the caller, where a page may start no worker. Without it there is an error. */
  readonly inline?: (port: MessagePort) => void;
}

export interface StartOptions {
  /** Stops the start; the promise is rejected with its reason when the thread is gone. */
  readonly signal?: AbortSignal | undefined;
  /** Error classes of the tasks. @defaultValue none: their errors come as `Error` with the name and properties that they had */
  readonly errors?: ErrorClasses;
}

/** Milliseconds within which a worker of a page has to answer. One that is forbidden says so at once, by an error. */
const PATIENCE = 8000;

const workerThreadsOfNode = () => process.getBuiltinModule('node:worker_threads') as typeof workerThreads;

/** The ways to a thread, the best first. Each throws where the host does not have it. */
const WAYS: Readonly<Record<ThreadKind, (script: Script, text: string) => OpenLine>> = {
  thread:
    ({ file }, text) =>
    (hear, lost) => {
      const { Worker } = workerThreadsOfNode();
      // Without the flags of the process: what they preload is not for threads.
      const worker = new Worker(file ?? text, { eval: file === undefined, execArgv: [] });
      worker
        .on('message', hear)
        .on('messageerror', lost)
        .on('error', lost)
        .on('exit', () => lost());
      worker.unref(); // after the listeners: one for messages undoes it
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
      revoke(); // not before it has answered: some hosts load the script late
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
      event.preventDefault?.(); // it is told by what it rejects
      lost(new Error(event.message || 'It gave no reason.'));
    };
    return {
      post: (request, buffers) => worker.postMessage(request, [...buffers]),
      keepAlive() {},
      end: async () => worker.terminate(),
    };
  };

/** The way on which a script was started before. */
const taken = new WeakMap<Script, ThreadKind>();

function waysOf({ file, inline, text }: Script): readonly ThreadKind[] {
  const ways: ThreadKind[] = file !== undefined ? ['thread'] : text ? ['thread', 'blob', 'data'] : [];
  return inline ? [...ways, 'inline'] : ways;
}

/**
 * Starts a thread, on the best way that is open here. Whether a policy lets a thread start is not asked but tried: each way
 * has to answer a call.
 *
 * @throws Error when no way is open, with the reason of each.
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

/** Waits until a thread answers; closes it when it does not, or when the signal is aborted. */
async function answer(thread: Thread<Ping>, signal: AbortSignal | undefined): Promise<void> {
  const abort = () => void thread.close(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  const late = () => void thread.close(new Error('No answer.'));
  // A thread of Node answers or ends, but it may take long on a busy machine.
  const timer = thread.kind === 'thread' ? undefined : setTimeout(late, PATIENCE);
  try {
    await thread.call('ping', []).result;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}
