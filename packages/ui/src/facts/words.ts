import { type CompressRequest, formatBytes, lossOf, type Measures } from '@kcolors/codecs/request';
import { say } from '../texts/texts.ts';

/** Size and measures of a result. */
export interface StudioFacts {
  /** Bytes of the original. */
  readonly before: number;
  /** Bytes of the result, also if the original was kept instead of it. */
  readonly after: number;
  /** Whether the size is an estimate. */
  readonly approximate: boolean;
  /**
   * `'kept'`: the original stays, since the result saves too little. `'stripped'`: the original stays without its
   * metadata.
   */
  readonly outcome: StudioOutcome;
  /** Pixels of the original. */
  readonly width: number;
  readonly height: number;
  /** Peak signal-to-noise ratio in dB; Infinity for identical pixels. */
  readonly psnr: number;
  /** Mean distance in Oklab × 100. */
  readonly deltaE: number;
  /** Visual quality of the result, if it was measured. */
  readonly qualityScore?: StudioQualityScore;
  /** The request. A later result of the same request replaces this one in the chart. */
  readonly requested?: CompressRequest;
  readonly notes: readonly string[];
}

/** Visual quality of a result. */
export interface StudioQualityScore {
  /** Quality score, 0 to 100; 100 means identical. */
  readonly score: number;
  /** The requested minimum score, if any, and whether the result reaches it. */
  readonly target?: number;
  readonly reached?: boolean;
}

export type StudioOutcome = 'compressed' | 'kept' | 'stripped';

/** `89 % smaller`; empty while one of the sizes is not known. */
export function savedWords({ before, after }: Pick<StudioFacts, 'before' | 'after'>): string {
  if (!(before > 0 && after > 0)) return '';
  const change = ((before - after) / before) * 100;
  const percent = percentOf(Math.abs(change));
  if (percent === 0) return say('sameSize');
  return say(change > 0 ? 'saved' : 'larger', { percent });
}

/** Rounds to one decimal below 10 and above 99, otherwise to an integer. */
function percentOf(percent: number): number {
  const small = percent < 9.95 || (percent > 99 && percent < 100);
  return small ? Math.floor(percent * 10 + (percent < 99 ? 0.5 : 0)) / 10 : Math.round(percent);
}

export function lossWords(facts: Measures): string {
  return say(lossOf(facts));
}

/** Describes the score: `Quality score 87 of 100`. Empty if it was not measured or the pixels are identical. */
export function qualityScoreWords({ qualityScore, psnr }: Measures): string {
  if (!qualityScore || psnr === Number.POSITIVE_INFINITY) return '';
  return say('qualityScore', { score: Math.floor(qualityScore.score) });
}

/** Describes the measures: `PSNR 38.2 dB, ΔE 1.3`. */
export function numberWords({ psnr, deltaE }: Pick<StudioFacts, 'psnr' | 'deltaE'>): string {
  if (psnr === Number.POSITIVE_INFINITY) return say('numbersExact');
  return say('numbers', { psnr: psnr.toFixed(1), deltaE: deltaE.toFixed(deltaE < 0.1 ? 2 : 1) });
}

/** Describes the whole result in a sentence or two for screen readers. */
export function resultWords(facts: StudioFacts): string {
  const [before, after] = [formatBytes(facts.before), formatBytes(facts.after)];
  if (facts.outcome === 'kept') return `${say('keptTitle')}. ${say('keptText', { before, after })}`;
  const result = say('saidResult', { before, after, saved: savedWords(facts), loss: lossWords(facts) });
  const score = qualityScoreWords(facts);
  return score ? `${result} ${score}.` : result;
}
