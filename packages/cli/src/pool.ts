import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Tinypool } from 'tinypool';
import { NO_MEMORY } from './reason.ts';
import type { WorkerAnswer, WorkerTask } from './worker.ts';

/** Threads that compress. */
export interface CompressPool {
  readonly compress: (
    task: Omit<WorkerTask, 'progress'>,
    onProgress: (done: number) => void,
  ) => Promise<WorkerAnswer>;
  /** Ends the threads at once, whatever they are doing. */
  readonly close: () => Promise<void>;
}

const BYTES_PER_PIXEL = 40; // original, result, labels and what the encoder needs, at their peak

/** The most pixels that are worked on at once: those that fill a third of the memory of this machine. */
export const pixelBudget = (): number => totalmem() / 3 / BYTES_PER_PIXEL;

/** How many images are worked on at once unless the command line says it. */
export const defaultJobs = (files: number): number => Math.max(1, Math.min(files, availableParallelism()));

/** Starts threads as they are needed, `threads` at most. */
export function openPool(threads: number): CompressPool {
  const pool = new Tinypool({
    filename: fileURLToPath(new URL('./worker.js', import.meta.url)),
    runtime: 'worker_threads',
    minThreads: 1,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
  });
  let isClosed = false;
  return {
    compress: async (task, onProgress) => {
      const { port1, port2 } = new MessageChannel();
      port1.on('message', onProgress);
      try {
        return await pool.run({ ...task, progress: port2 }, { name: 'compress', transferList: [port2] });
      } catch (error) {
        if (isClosed) return new Promise(() => {}); // the process is about to end: there is nothing to tell
        return { message: stoppedBecause(error) };
      } finally {
        port1.close();
      }
    },
    close: () => {
      isClosed = true;
      return pool.destroy();
    },
  };
}

/** Why a thread has ended before its time. Node names the limit that it has reached. */
function stoppedBecause(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return NO_MEMORY;
  return `the worker stopped: ${error instanceof Error ? error.message : String(error)}`;
}
