import { randomInt } from 'node:crypto';
import type { Reporter } from 'vitest/node';

/** What the property tests of a run draw from: fresh, unless `KCOLORS_SEED` names the seed of an earlier run. */
export const seedOfRun = Number(process.env.KCOLORS_SEED || randomInt(2 ** 31));

/** Says after a run that failed which seed it had, and how to draw the same cases again. */
export const seedReporter: Reporter = {
  onTestRunEnd(_modules, _errors, reason) {
    if (reason !== 'failed') return;
    console.error(
      `\nProperty tests of this run drew from the seed ${seedOfRun}. To draw the same again:\n  KCOLORS_SEED=${seedOfRun} npx vitest run FILE\n`,
    );
  },
};
