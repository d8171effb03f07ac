import { Failure } from './failure.ts';

/** A running request. */
export interface Job {
  /** Reports progress and regularly yields to Figma. Throws when the request was canceled. */
  pause(done: number, total: number): Promise<void>;
}

export const canceled = (): Failure => new Failure('canceled', 'This was canceled.');

const SLICE = 12; // ms of work between two breaks: less than a frame
const BREAK = 0;

/** Opens a job. `now` is a clock in milliseconds. */
export function openJob(
  onProgress: (done: number, total: number) => void,
  isCanceled: () => boolean,
  now: () => number = Date.now,
): Job {
  let since = now();
  return {
    async pause(done, total) {
      if (now() - since < SLICE) return;
      onProgress(done, total);
      await new Promise<void>((resolve) => setTimeout(resolve, BREAK));
      since = now();
      if (isCanceled()) throw canceled();
    },
  };
}
