/** Milliseconds of work between two pauses: about one frame of a page. */
const SLICE = 16;

/** Yields to the event loop, so that events, timers and messages are handled. A signal can only change during such a pause. */
export async function pause(): Promise<void> {
  // Uses a message, because browsers throttle timers in hidden pages to whole seconds.
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  port1.close();
}

/**
 * Runs a stepwise job to its end with pauses, and calls `onStep` after each step. Rejects with the signal's reason
 * before the next step if the signal is aborted.
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
    steps.return(undefined as never); // a stopped job frees its resources
  }
}
