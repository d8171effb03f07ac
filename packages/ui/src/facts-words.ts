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

type Loss = 'lossNone' | 'lossSame' | 'lossHard' | 'lossSmall' | 'lossClear';

/** From the best to the worst: the most ΔE and the least PSNR that still may be called so. */
const LEVELS: readonly { readonly loss: Loss; readonly deltaE: number; readonly psnr: number }[] = [
  { loss: 'lossSame', deltaE: 0.6, psnr: 40 },
  { loss: 'lossHard', deltaE: 1.2, psnr: 34 },
  { loss: 'lossSmall', deltaE: 2.4, psnr: 28 },
];

/** How much was lost. Both numbers have to be good enough: each has pictures it is blind to. */
export function lossOf(psnr: number, deltaE: number): Loss {
  if (psnr === Number.POSITIVE_INFINITY) return 'lossNone';
  return LEVELS.find((level) => deltaE <= level.deltaE && psnr >= level.psnr)?.loss ?? 'lossClear';
}

export function lossWords({ psnr, deltaE }: Pick<StudioFacts, 'psnr' | 'deltaE'>): string {
  return say(lossOf(psnr, deltaE) satisfies keyof Texts);
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
  return say('saidResult', { before, after, saved: savedWords(facts), loss: lossWords(facts) });
}
