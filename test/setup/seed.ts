import fc from 'fast-check';

/** What property tests and fuzzing draw from: fresh in every run, unless `KCOLORS_SEED` names the one of an earlier run. */
export const SEED = Number(process.env.KCOLORS_SEED);

fc.configureGlobal({ seed: SEED });
