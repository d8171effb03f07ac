import type { Look } from '../types.ts';

/** What is known of the difference between a result and its original. */
export interface Measures {
  /** In dB; Infinity when nothing was lost. */
  readonly psnr: number;
  readonly look?: Pick<Look, 'score'>;
  /** Mean distance in Oklab × 100; only used without `look`. */
  readonly deltaE?: number;
}

/** How much was lost, in English, from nothing to the most. */
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
 * The limits of each level, best first: the minimum quality score, as SSIMULACRA 2 has its words, and for the third that
 * of the preset `good`; where there is no score, the maximum ΔE and the minimum PSNR.
 */
const LEVELS = [
  { loss: 'lossSame', score: 90, deltaE: 0.6, psnr: 40 },
  { loss: 'lossHard', score: 85, deltaE: 1.2, psnr: 34 },
  { loss: 'lossGood', score: 82, deltaE: 2.4, psnr: 28 },
  { loss: 'lossSlight', score: 70, deltaE: 4, psnr: 25 },
] as const;

/** How much was lost; a score is never rounded up to a better word. Without a score both numbers have to be good enough: each has pictures it is blind to. */
export function lossOf({ psnr, deltaE = Number.NaN, look }: Measures): Loss {
  if (psnr === Number.POSITIVE_INFINITY) return 'lossNone';
  const holds = (level: (typeof LEVELS)[number]) =>
    look ? Math.floor(look.score) >= level.score : deltaE <= level.deltaE && psnr >= level.psnr;
  return LEVELS.find(holds)?.loss ?? 'lossClear';
}
