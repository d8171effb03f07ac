import type { QualityScore } from '../compress-types.ts';

/** Measured differences between a result and its original. */
export interface Measures {
  /** Peak signal-to-noise ratio in dB; Infinity if exact. */
  readonly psnr: number;
  /** Visual quality. */
  readonly qualityScore?: Pick<QualityScore, 'score'> & Partial<Pick<QualityScore, 'colors'>>;
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
 * Limits of each level, best first: the minimum quality score of an indexed and of a full-color result, or without a
 * score the maximum ΔE and the minimum PSNR. The third scores are the targets of the preset `good`; see `PRESETS` for why
 * full-color results need less.
 */
const LEVELS = [
  { loss: 'lossSame', score: 90, full: 90, deltaE: 0.6, psnr: 40 },
  { loss: 'lossHard', score: 85, full: 82, deltaE: 1.2, psnr: 34 },
  { loss: 'lossGood', score: 82, full: 76, deltaE: 2.4, psnr: 28 },
  { loss: 'lossSlight', score: 70, full: 60, deltaE: 4, psnr: 25 },
] as const;

/**
 * Returns the level of loss. A score is rounded down. Without a score, both ΔE and PSNR must meet the limits, because
 * each of them misses some kinds of differences.
 */
export function lossOf({ psnr, deltaE = Number.NaN, qualityScore }: Measures): Loss {
  if (psnr === Number.POSITIVE_INFINITY) return 'lossNone';
  const holds = (level: (typeof LEVELS)[number]) =>
    qualityScore
      ? Math.floor(qualityScore.score) >= (qualityScore.colors === 0 ? level.full : level.score)
      : deltaE <= level.deltaE && psnr >= level.psnr;
  return LEVELS.find(holds)?.loss ?? 'lossClear';
}
