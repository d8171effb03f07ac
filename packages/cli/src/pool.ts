import { availableParallelism, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openPool, type Script, startPacking } from '@kcolors/core/threads';
import type { CompressTasks, WorkerResult, WorkerTask } from './compress-file.ts';
import type { Settings } from './settings.ts';

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

/** Work of a run, in pixels of images that get a fixed number of colors. */
export interface Work {
  readonly files: number;
  readonly pixels: number;
}

const FILE = 2 ** 13; // work of a file of any size
const SEARCH = 3; // how many times as long it takes to reach a visual quality
const BEST = 16; // and to try all ways to encode

/** Returns the work of images of these numbers of pixels. */
export function workOf(
  pixels: readonly number[],
  { effort, quality }: Pick<Settings, 'effort' | 'quality'>,
): Work {
  const times = (quality === undefined ? 1 : SEARCH) * (effort === 'best' ? BEST : 1);
  return { files: pixels.length, pixels: pixels.reduce((sum, each) => sum + FILE + each * times, 0) };
}

/** Maximum work in the thread of the caller, which cannot be interrupted meanwhile: less than a second. */
const ALONE = 2 ** 19;
/** Work for which a further thread is worth its start. */
const SHARE = 2 ** 20;

/** Returns the default number of images at the same time: as many as there are cores, but fewer for little work. */
export const defaultJobs = ({ files, pixels }: Work): number =>
  Math.max(1, Math.min(files, availableParallelism(), Math.ceil(pixels / SHARE)));

/** Opens a pool. Starts threads on demand, at most `threads`. Little work is done in the thread of the caller. */
export async function openCompressPool(threads: number, { pixels }: Work): Promise<CompressPool> {
  const script =
    pixels <= ALONE ? await ownThread() : { file: fileURLToPath(new URL('./worker.js', import.meta.url)) };
  const pool = openPool<CompressTasks>(script, { size: () => threads, errors: { RangeError } });
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

async function ownThread(): Promise<Script> {
  const { serveCompress } = await import('./compress-file.ts');
  return { inline: serveCompress };
}
