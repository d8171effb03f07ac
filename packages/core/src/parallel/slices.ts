import type { Progress } from '../index.ts';
import type { Watch } from './crew.ts';

/**
 * Runs a stepwise job to its end, with a turn for events, timers and messages when `slice` milliseconds are over. Stops
 * between two steps when the signal is aborted.
 */
export async function runInSlices<Result>(
  steps: Generator<Progress, Result>,
  { signal, onProgress }: Watch,
  slice: number,
): Promise<Result> {
  const turns = openTurns();
  try {
    for (let until = performance.now() + slice; ; ) {
      signal.throwIfAborted();
      const step = steps.next();
      if (step.done) return step.value;
      onProgress?.(step.value);
      if (performance.now() < until) continue;
      await turns.next();
      until = performance.now() + slice;
    }
  } finally {
    steps.return(undefined as never); // a job that was stopped gives back what it holds
    turns.close();
  }
}

/** Turns of the event loop by messages: timers are held back, in pages that are not seen to whole seconds. */
function openTurns(): { next(): Promise<void>; close(): void } {
  const { port1, port2 } = new MessageChannel();
  return {
    next: () =>
      new Promise((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    close: () => port1.close(),
  };
}
