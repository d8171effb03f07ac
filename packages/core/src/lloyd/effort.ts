import type { Effort } from '../options.ts';

/** How many passes are made over bins and samples. */
export interface Passes {
  /** Swaps of single centroids that the choice of the first ones tries. */
  readonly trials: number;
  /** Bits of the finest cells that it joins points in. In Oklab 6 are coarser than the bins, and twice as fast for 0.3 % more inertia. */
  readonly cellBits: number;
  /** Rounds over the bins; each ends in split–merge swaps. */
  readonly rounds: number;
  /** Lloyd iterations of a round. */
  readonly perRound: number;
  /** Least and most Lloyd iterations over sampled pixels. */
  readonly fewestExact: number;
  readonly mostExact: number;
  /** Iterations go on while each lowers the inertia by more than this share. */
  readonly tolerance: number;
  /** Times that the palette of a dithered photograph is refined by what is seen of it, when it is to look right. */
  readonly seen: number;
}

export const PASSES: Record<Effort, Passes> = {
  fast: {
    trials: 4,
    cellBits: 6,
    rounds: 2,
    perRound: 3,
    fewestExact: 2,
    mostExact: 2,
    tolerance: 0.003,
    seen: 0,
  },
  default: {
    trials: 40,
    cellBits: 5,
    rounds: 2,
    perRound: 3,
    fewestExact: 3,
    mostExact: 8,
    tolerance: 0.003,
    seen: 1,
  },
  best: {
    trials: 128,
    cellBits: 5,
    rounds: 6,
    perRound: 4,
    fewestExact: 8,
    mostExact: 40,
    tolerance: 0.0005,
    seen: 2,
  },
};

/** Over-relaxed steps of the update: over bins, and over samples. The last iteration of each goes to the means. */
export const BIN_STEP = 1.6;
export const SAMPLE_STEP = 1.8;
