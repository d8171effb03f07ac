import fc from 'fast-check';

// Property tests draw the same cases in every run; KCOLORS_TEST_SEED looks at others.
fc.configureGlobal({ seed: Number(process.env.KCOLORS_TEST_SEED ?? 1) });
