/** Milliseconds of work before events get their turn: about one frame of a page. */
const SLICE = 16;

/** Lets events, timers and messages be handled: an abort can only be seen then. */
export async function pause(): Promise<void> {
  // By a message: timers are held back, in pages that are not seen to whole seconds.
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
}

/**
 * Runs a stepwise job to its end, with pauses, and calls `onStep` after each step. An aborted signal rejects with its
 * reason before the next step.
 *
 * @param slice Milliseconds of work between two pauses.
 */
export async function runSteps<Step, Result>(
  steps: Generator<Step, Result>,
  onStep: ((step: Step) => void) | undefined,
  signal: AbortSignal | undefined,
  slice: number = SLICE,
): Promise<Result> {
  let sliceEnd = performance.now() + slice;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const step = steps.next();
      if (step.done) return step.value;
      onStep?.(step.value);
      if (performance.now() < sliceEnd) continue;
      await pause();
      sliceEnd = performance.now() + slice;
    }
  } finally {
    steps.return(undefined as never); // a job that was stopped gives back what it holds
  }
}
