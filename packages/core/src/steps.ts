import type { Progress } from './types.ts';

/**
 * Runs a generator to its end and returns its result. Callers that want progress or cancellation iterate the generator
 * instead: a job ends when no further step is requested.
 */
export function drain<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Maps the progress of a job to the range `from … to` of a longer job. */
export function* scaled<Result>(
  from: number,
  to: number,
  steps: Generator<Progress, Result>,
): Generator<Progress, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { stage: step.value.stage, done: from + (to - from) * step.value.done };
  }
}
