import type { Look } from '../types.ts';

/** Measured differences between a result and its original. */
export interface Measures {
  /** Peak signal-to-noise ratio in dB; Infinity for identical pixels. */
  readonly psnr: number;
  readonly look?: Pick<Look, 'score'>;
  /** Mean distance in Oklab × 100; used only without `look`. */
  readonly deltaE?: number;
}

/** Levels of loss in English, from none to strong. */
export const LOSS_WORDS = {
  lossNone: 'Identical',
  lossSame: 'Looks the same',
  lossHard: 'Hard to tell apart',
  lossGood: 'Good',
  lossSlight: 'Slight differences',
  lossClear: 'Visible differences',
};

export type Loss = keyof typeof LOSS_WORDS;

/**
 * Limits of each level, best level first. With a score: the minimum quality score, from the wording of SSIMULACRA 2;
 * the third is that of the preset `good`. Without a score: the maximum ΔE and the minimum PSNR.
 */
const LEVELS: readonly {
  readonly loss: Loss;
  readonly score: number;
  readonly deltaE: number;
  readonly psnr: number;
}[] = [
  { loss: 'lossSame', score: 90, deltaE: 0.6, psnr: 40 },
  { loss: 'lossHard', score: 85, deltaE: 1.2, psnr: 34 },
  { loss: 'lossGood', score: 82, deltaE: 2.4, psnr: 28 },
  { loss: 'lossSlight', score: 70, deltaE: 4, psnr: 25 },
];

/**
 * Returns the level of loss. A score is never rounded up to a better level. Without a score both numbers have to
 * reach the limit, since each one misses some kinds of loss.
 */
export function lossOf({ psnr, deltaE = Number.NaN, look }: Measures): Loss {
  if (psnr === Number.POSITIVE_INFINITY) return 'lossNone';
  const holds = (level: (typeof LEVELS)[number]) =>
    look ? Math.floor(look.score) >= level.score : deltaE <= level.deltaE && psnr >= level.psnr;
  return LEVELS.find(holds)?.loss ?? 'lossClear';
}
