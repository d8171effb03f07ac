import { type CompressRequest, formatBytes, lossOf, type Measures } from '@kcolors/codecs/request';
import { say } from '../texts/texts.ts';

/** What is known of a result. */
export interface StudioFacts {
  /** Bytes of the original. */
  readonly before: number;
  /** Bytes of the result; of what was tried where the original was kept. */
  readonly after: number;
  /** The size is an estimate. */
  readonly approximate: boolean;
  /** `'kept'`: the original stays, since the result saves too little. `'stripped'`: it stays without its metadata. */
  readonly outcome: StudioOutcome;
  /** Pixels of the original. */
  readonly width: number;
  readonly height: number;
  /** Peak signal-to-noise ratio in dB; Infinity when nothing was lost. */
  readonly psnr: number;
  /** Mean distance in Oklab × 100. */
  readonly deltaE: number;
  /** How much the result looks like the original, where that was measured. */
  readonly look?: StudioLook;
  /** What was asked for: another result of the same takes the place of this one in the trace. */
  readonly asked?: CompressRequest;
  readonly notes: readonly string[];
}

/** How much a result looks like its original. */
export interface StudioLook {
  /** 0 to 100; 100 is the same. */
  readonly score: number;
  /** The least score that was asked for, where it was, and whether the result has it. */
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

/** One decimal below 10 and above 99, where a whole number would say too little. */
function percentOf(percent: number): number {
  const small = percent < 9.95 || (percent > 99 && percent < 100);
  return small ? Math.floor(percent * 10 + (percent < 99 ? 0.5 : 0)) / 10 : Math.round(percent);
}

export function lossWords(facts: Measures): string {
  return say(lossOf(facts));
}

/** `Quality score 87 of 100`; empty where the look was not measured, or is that of the same pixels. */
export function lookWords({ look, psnr }: Measures): string {
  if (!look || psnr === Number.POSITIVE_INFINITY) return '';
  return say('lookScore', { score: Math.floor(look.score) });
}

/** `PSNR 38.2 dB, ΔE 1.3`. */
export function numberWords({ psnr, deltaE }: Pick<StudioFacts, 'psnr' | 'deltaE'>): string {
  if (psnr === Number.POSITIVE_INFINITY) return say('numbersExact');
  return say('numbers', { psnr: psnr.toFixed(1), deltaE: deltaE.toFixed(deltaE < 0.1 ? 2 : 1) });
}

/** The whole result in a sentence or two, for a screen reader. */
export function resultWords(facts: StudioFacts): string {
  const [before, after] = [formatBytes(facts.before), formatBytes(facts.after)];
  if (facts.outcome === 'kept') return `${say('keptTitle')}. ${say('keptText', { before, after })}`;
  const result = say('saidResult', { before, after, saved: savedWords(facts), loss: lossWords(facts) });
  const look = lookWords(facts);
  return look ? `${result} ${look}.` : result;
}
