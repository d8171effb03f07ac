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
