import fc from 'fast-check';

/** What property tests and fuzzing draw from: fresh in every run, unless `KCOLORS_SEED` names the one of an earlier run. */
export const SEED = Number(process.env.KCOLORS_SEED);

fc.configureGlobal({ seed: SEED });

/** How many cases a costly property draws: `KCOLORS_RUNS` times as many where that is set. */
export const runs = (count: number): number => count * Number(process.env.KCOLORS_RUNS || 1);
