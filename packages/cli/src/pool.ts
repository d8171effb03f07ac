import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openPool, startPacking } from '@kcolors/core/threads';
import type { CompressTasks, WorkerResult, WorkerTask } from './worker.ts';

/** Threads that compress. */
export interface CompressPool {
  /** Bytes of the task are handed over. @param onProgress Hears the share that is done, 0 to 1. */
  readonly compress: (task: WorkerTask, onProgress: (done: number) => void) => Promise<WorkerResult>;
  /** Ends the threads at once, whatever they are doing. */
  readonly close: () => Promise<void>;
}

const BYTES_PER_PIXEL = 40; // original, result, labels and what the encoder needs, at their peak

/** The most pixels that are worked on at once: those that fill a third of the memory of this machine. */
export const pixelBudget = (): number => totalmem() / 3 / BYTES_PER_PIXEL;

/** How many images are worked on at once unless the command line says it. */
export const defaultJobs = (files: number): number => Math.max(1, Math.min(files, availableParallelism()));

/** Starts threads as they are needed, `threads` at most. */
export function openCompressPool(threads: number): CompressPool {
  const file = fileURLToPath(new URL('./worker.js', import.meta.url));
  const pool = openPool<CompressTasks>({ file }, { size: () => threads, errors: { RangeError } });
  let isClosed = false;
  return {
    async compress(task, onProgress) {
      try {
        return await pool.use((thread) => {
          const { buffers, give } = startPacking();
          const input = typeof task.input === 'string' ? task.input : give(task.input);
          return thread.call('compress', [{ ...task, input }], { onProgress, buffers }).result;
        });
      } catch (error) {
        if (isClosed) return new Promise(() => {}); // the process is about to end: there is nothing to tell
        throw error;
      }
    },
    close() {
      isClosed = true;
      return pool.close();
    },
  };
}
