import fc from 'fast-check';

/** What property tests and fuzzing draw from: fresh in every run, unless `KCOLORS_SEED` names the one of an earlier run. */
export const SEED = Number(process.env.KCOLORS_SEED);

/** How many cases a property draws: `KCOLORS_RUNS` times as many where that is set. */
export const runs = (count: number): number => Math.ceil(count * Number(process.env.KCOLORS_RUNS || 1));

fc.configureGlobal({ seed: SEED, numRuns: runs(100) });
