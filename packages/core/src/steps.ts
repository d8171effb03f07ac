import type { Progress } from './types.ts';

/**
 * Runs a stepwise job to its end. Whoever wants progress, or wants to stop, iterates the generator
 * themselves: not asking for the next step ends the job.
 */
export function drain<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A job as the part `from … to` of a longer one. */
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
