import type { CompressOptions } from '@kcolors/codecs';
import type { CodecsConnection, SentResult } from '@kcolors/codecs/worker';
import type { Disposable, Uri } from 'vscode';
import type { Host } from '../host.ts';
import { startCodecs } from './start-codecs.ts';

/** Threads that do what takes long: the extension host is shared with other extensions. */
export interface Workers extends Disposable {
  /** How many images are worked on at the same time. */
  size(): number;
  /** Compresses one image file, when a thread is free. Aborting ends the thread at once. */
  compress(bytes: Uint8Array, options: CompressOptions, job?: Job): Promise<SentResult>;
  /** Lends a thread for something else, until `task` is done. */
  use<Result>(task: (codecs: CodecsConnection) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
}

interface Job {
  readonly signal?: AbortSignal;
  /** Hears the share that is done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

const IDLE = 20_000; // ms after which a thread without work ends and gives its memory back

/** Makes the pool: threads start when they are needed, `most()` at a time. */
export function openWorkers(host: Host, extension: Uri, most: () => number): Workers {
  const free = new Map<CodecsConnection, ReturnType<typeof setTimeout>>();
  const waiting: (() => void)[] = [];
  let running = 0;
  const size = () => Math.max(1, most());

  const take = async (): Promise<CodecsConnection> => {
    while (running >= size()) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    for (const [codecs, timer] of free) {
      clearTimeout(timer);
      free.delete(codecs);
      return codecs;
    }
    return startCodecs(host, extension, (codecs) => free.delete(codecs));
  };
  const rest = (codecs: CodecsConnection) => {
    const end = () => {
      free.delete(codecs);
      codecs.close();
    };
    free.set(codecs, setTimeout(end, IDLE));
  };

  const use: Workers['use'] = async (task, signal) => {
    let codecs: CodecsConnection | undefined;
    // An encoder cannot be interrupted: closing the connection ends its thread, whatever it does.
    const stop = () => codecs?.close(signal?.reason);
    try {
      codecs = await take();
      signal?.throwIfAborted();
      signal?.addEventListener('abort', stop, { once: true });
      const result = await task(codecs);
      if (!signal?.aborted) rest(codecs);
      return result;
    } catch (error) {
      // After a failure that is no verdict on the file, a codec may have trapped and is not trusted again.
      if (codecs && isVerdict(error)) rest(codecs);
      else codecs?.close();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      running--;
      waiting.shift()?.();
    }
  };

  return {
    size,
    use,
    compress: (bytes, options, { signal, onProgress } = {}) => {
      const listener = onProgress ? { onProgress: ({ done }: { done: number }) => onProgress(done) } : {};
      return use((codecs) => codecs.compress(bytes, options, listener), signal);
    },
    dispose() {
      for (const [codecs, timer] of free) {
        clearTimeout(timer);
        codecs.close();
      }
      free.clear();
    },
  };
}

/** Whether an error says something of the file, and not of the thread. */
const isVerdict = (error: unknown): boolean =>
  error instanceof Error && ['CodecError', 'QuantizeError'].includes(error.name);
