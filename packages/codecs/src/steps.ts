const SLICE = 40; // milliseconds of work before the host gets a turn

/** Lets timers, messages and key presses be handled: an abort can only be seen then. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * Runs a stepwise job to its end, with pauses, and calls `onStep` after each step. An aborted signal rejects
 * with its reason before the next step.
 */
export async function runSteps<Step, Result>(
  steps: Generator<Step, Result>,
  onStep: (step: Step) => void,
  signal: AbortSignal | undefined,
): Promise<Result> {
  let sliceEnd = performance.now() + SLICE;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const step = steps.next();
      if (step.done) return step.value;
      onStep(step.value);
      if (performance.now() > sliceEnd) {
        await pause();
        sliceEnd = performance.now() + SLICE;
      }
    }
  } finally {
    steps.return(undefined as never); // a job that was stopped gives back what it holds
  }
}
