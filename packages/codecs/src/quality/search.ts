import type { QuantizeOptions } from '@kcolors/core';
import type { Family } from './families.ts';

/** What came of one way to quantize. */
export interface Trial {
  readonly options: QuantizeOptions;
  /** How much it looks like the original, 0 to 100. */
  readonly score: number;
  /** Whether nothing was lost: then nothing looks better, and fewer colors are not asked for. */
  readonly isExact: boolean;
}

/** What the search asks for. */
export interface Trials<Tried extends Trial> {
  /** Tries one way, and tells how far that is, 0 to 1. */
  try(options: QuantizeOptions, onStep: (share: number) => void): Promise<Tried>;
  /** The bytes of its file. */
  sizeOf(trial: Tried): Promise<number>;
  /** How far the search is, 0 to 1, never falling. */
  onDone?(share: number): void;
}

export interface Found<Tried extends Trial> {
  readonly trial: Tried;
  /** Whether it has the look that was asked for. */
  readonly reached: boolean;
}

/**
 * The smallest file that has a look. In each family the last step that has it is found by bisection, since each step
 * looks worse and takes fewer bytes than the one before; the smallest of their files wins. Where none has it, what looks
 * best is taken; where nothing is lost, that.
 */
export async function searchQuality<Tried extends Trial>(
  families: readonly Family[],
  target: number,
  trials: Trials<Tried>,
): Promise<Found<Tried>> {
  const most = families.map(({ length }) => tries(length));
  const total = most.reduce((sum, each) => sum + each, 0);
  let lookedAt: Tried | undefined; // the best-looking of all
  const winners: Tried[] = [];
  let done = 0;

  const attempt = async (options: QuantizeOptions): Promise<Tried> => {
    const trial = await trials.try(options, (share) => trials.onDone?.((done + share) / total));
    trials.onDone?.(++done / total);
    if (!lookedAt || trial.score > lookedAt.score) lookedAt = trial;
    return trial;
  };
  let end = 0;
  for (const [i, family] of families.entries()) {
    end += most[i]!;
    const first = await attempt(family[0]!);
    if (first.isExact) return { trial: first, reached: first.score >= target };
    if (first.score >= target) winners.push(await lastThatReaches(family, first, target, attempt));
    done = end; // bisection may have needed fewer
  }
  if (winners.length === 0) return { trial: lookedAt!, reached: false };
  return { trial: await smallest(winners, trials), reached: true };
}

/** The last step of a family whose first has the look. */
async function lastThatReaches<Tried extends Trial>(
  family: Family,
  first: Tried,
  target: number,
  attempt: (options: QuantizeOptions) => Promise<Tried>,
): Promise<Tried> {
  let best = first;
  let low = 0; // reaches
  let high = family.length; // does not, or is not there
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const trial = await attempt(family[middle]!);
    if (trial.score >= target) {
      best = trial;
      low = middle;
    } else high = middle;
  }
  return best;
}

/** The most steps of a family of this length that are tried. */
const tries = (length: number): number => 1 + Math.ceil(Math.log2(length));

async function smallest<Tried extends Trial>(
  winners: readonly Tried[],
  trials: Trials<Tried>,
): Promise<Tried> {
  let best = winners[0]!;
  if (winners.length === 1) return best; // nothing to compare
  let bytes = await trials.sizeOf(best);
  for (const winner of winners.slice(1)) {
    const size = await trials.sizeOf(winner);
    if (size < bytes) [best, bytes] = [winner, size];
  }
  return best;
}
