import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openPool, startPacking } from '@kcolors/core/threads';
import type { CompressTasks, WorkerResult, WorkerTask } from './worker.ts';

/** A pool of threads that compress images. */
export interface CompressPool {
  /** Bytes of the task are handed over. @param onProgress Hears the share that is done, 0 to 1. */
  readonly compress: (task: WorkerTask, onProgress: (done: number) => void) => Promise<WorkerResult>;
  /** Terminates the threads at once, even during a compression. */
  readonly close: () => Promise<void>;
}

const BYTES_PER_PIXEL = 40; // peak for the original, the result, the indexes and the encoder

/** Returns the maximum number of pixels at the same time: they fill a third of this machine's memory. */
export const pixelBudget = (): number => totalmem() / 3 / BYTES_PER_PIXEL;

/** Returns the default number of images at the same time. */
export const defaultJobs = (files: number): number => Math.max(1, Math.min(files, availableParallelism()));

/** Opens a pool. Starts threads on demand, at most `threads`. */
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
        if (isClosed) return new Promise(() => {}); // the process is about to end: report nothing
        throw error;
      }
    },
    close() {
      isClosed = true;
      return pool.close();
    },
  };
}
