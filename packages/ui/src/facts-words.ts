import { formatBytes } from './bytes.ts';
import type { StudioFacts } from './studio-types.ts';
import { say, type Texts } from './texts.ts';

/** What numbers of a result mean, in words and without a page. */

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

type Loss = 'lossNone' | 'lossSame' | 'lossHard' | 'lossGood' | 'lossSlight' | 'lossClear';
type Measures = Pick<StudioFacts, 'psnr' | 'look'> & Partial<Pick<StudioFacts, 'deltaE'>>;

/**
 * From the best to the worst, what still may be called so: the least score of the look, as SSIMULACRA 2 has its words, and
 * for the third the score that `good` asks for; where there is none, the most ΔE and the least PSNR.
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

/** How much was lost; a score is never rounded up to a better word. Without a look both numbers have to be good enough: each has pictures it is blind to. */
export function lossOf({ psnr, deltaE = Number.NaN, look }: Measures): Loss {
  if (psnr === Number.POSITIVE_INFINITY) return 'lossNone';
  const holds = (level: (typeof LEVELS)[number]) =>
    look ? Math.floor(look.score) >= level.score : deltaE <= level.deltaE && psnr >= level.psnr;
  return LEVELS.find(holds)?.loss ?? 'lossClear';
}

export function lossWords(facts: Measures): string {
  return say(lossOf(facts) satisfies keyof Texts);
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
