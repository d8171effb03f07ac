import type { Reporter } from 'vitest/node';

/** Says after a run that failed which seed its property tests had, and how to draw the same cases again. */
export const seedReporter = (seed: number): Reporter => ({
  onTestRunEnd(_modules, _errors, reason) {
    if (reason !== 'failed') return;
    console.error(
      `\nProperty tests of this run drew from the seed ${seed}. To draw the same again:\n  KCOLORS_SEED=${seed} npx vitest run FILE\n`,
    );
  },
});
