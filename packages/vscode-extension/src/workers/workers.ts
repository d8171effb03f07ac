import type { CompressOptions } from '@kcolors/codecs';
import { type CodecsPool, openCodecsPool, type SentResult, type ThreadScript } from '@kcolors/codecs/worker';
import type { Disposable } from 'vscode';

/** Threads for long work, since the extension host is shared with other extensions. */
export interface Workers extends Disposable, Pick<CodecsPool, 'size' | 'use'> {
  /** Compresses one image file when a thread is free. Aborting ends the thread at once. */
  compress(bytes: Uint8Array, options: CompressOptions, job?: Job): Promise<SentResult>;
}

interface Job {
  readonly signal?: AbortSignal;
  /** Receives the completed share, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

const IDLE = 20_000; // ms until an idle thread ends and frees its memory

/** Makes the pool. Threads start when needed, at most `maxThreads()` at the same time. */
export function openWorkers(script: ThreadScript, maxThreads: () => number): Workers {
  const { close, size, use } = openCodecsPool(script, { size: maxThreads, idle: IDLE });
  return {
    size,
    use,
    compress: (bytes, options, { signal, onProgress } = {}) => {
      const listener = onProgress ? { onProgress: ({ done }: { done: number }) => onProgress(done) } : {};
      return use((codecs) => codecs.compress(bytes, options, listener), signal);
    },
    dispose: () => void close(),
  };
}
