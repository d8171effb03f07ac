import type { Effort } from '../options.ts';

/** Number of passes over bins and samples. */
export interface Passes {
  /** Trial swaps of single centroids during initialization. */
  readonly trials: number;
  /**
   * Bits of the finest cells in which initialization merges points. In Oklab, 6 bits are coarser than the bins: twice
   * as fast for 0.3 % more inertia.
   */
  readonly cellBits: number;
  /** Rounds over the bins; each ends in split–merge swaps. */
  readonly rounds: number;
  /** Lloyd iterations per round. */
  readonly iterationsPerRound: number;
  /** Minimum and maximum number of Lloyd iterations over sampled pixels. */
  readonly minSampleIterations: number;
  readonly maxSampleIterations: number;
  /** Iterations stop when one lowers the inertia by no more than this share. */
  readonly tolerance: number;
  /** Blur-aware refinement passes of a dithered photograph, with the perceptual objective. */
  readonly blurRefinements: number;
}

export const PASSES: Record<Effort, Passes> = {
  fast: {
    trials: 4,
    cellBits: 6,
    rounds: 2,
    iterationsPerRound: 3,
    minSampleIterations: 2,
    maxSampleIterations: 2,
    tolerance: 0.003,
    blurRefinements: 0,
  },
  default: {
    trials: 40,
    cellBits: 5,
    rounds: 2,
    iterationsPerRound: 3,
    minSampleIterations: 3,
    maxSampleIterations: 8,
    tolerance: 0.003,
    blurRefinements: 1,
  },
  best: {
    trials: 128,
    cellBits: 5,
    rounds: 6,
    iterationsPerRound: 4,
    minSampleIterations: 8,
    maxSampleIterations: 40,
    tolerance: 0.0005,
    blurRefinements: 2,
  },
};

/** Over-relaxation of the update step, over bins and over samples. The last iteration of each goes to the means. */
export const BIN_STEP = 1.6;
export const SAMPLE_STEP = 1.8;
