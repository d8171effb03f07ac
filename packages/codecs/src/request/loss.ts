import type { QualityScore } from '../types.ts';

/** Measured differences between a result and its original. */
export interface Measures {
  /** Peak signal-to-noise ratio in dB; Infinity if exact. */
  readonly psnr: number;
  /** Visual quality. */
  readonly qualityScore?: Pick<QualityScore, 'score'>;
  /** Mean color difference ΔE OK × 100; used only without `qualityScore`. */
  readonly deltaE?: number;
}

/** English names of the levels of loss, from none to the highest. */
export const LOSS_WORDS = {
  lossNone: 'Identical',
  lossSame: 'Looks the same',
  lossHard: 'Hard to tell apart',
  lossGood: 'Good',
  lossSlight: 'Slight differences',
  lossClear: 'Visible differences',
};

/** Level of loss. */
export type Loss = keyof typeof LOSS_WORDS;

/**
 * Limits of each level, best first: the minimum quality score, or without a score the maximum ΔE and the minimum PSNR.
 * Scores follow the names of SSIMULACRA 2; the third is the target of the preset `good`.
 */
const LEVELS = [
  { loss: 'lossSame', score: 90, deltaE: 0.6, psnr: 40 },
  { loss: 'lossHard', score: 85, deltaE: 1.2, psnr: 34 },
  { loss: 'lossGood', score: 82, deltaE: 2.4, psnr: 28 },
  { loss: 'lossSlight', score: 70, deltaE: 4, psnr: 25 },
] as const;

/**
 * Returns the level of loss. A score is rounded down. Without a score, both ΔE and PSNR must meet the limits, because
 * each of them misses some kinds of differences.
 */
export function lossOf({ psnr, deltaE = Number.NaN, qualityScore }: Measures): Loss {
  if (psnr === Number.POSITIVE_INFINITY) return 'lossNone';
  const holds = (level: (typeof LEVELS)[number]) =>
    qualityScore
      ? Math.floor(qualityScore.score) >= level.score
      : deltaE <= level.deltaE && psnr >= level.psnr;
  return LEVELS.find(holds)?.loss ?? 'lossClear';
}
