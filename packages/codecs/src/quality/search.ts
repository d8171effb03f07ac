import type { QuantizeOptions } from '@kcolors/core';
import { type Family, FEW_COLORS } from './families.ts';

/** Measured result of one set of quantizer options. */
export interface Trial {
  readonly options: QuantizeOptions;
  /** Quality score, 0 to 100. */
  readonly score: number;
  /** Whether all pixels are exact: then the search ends, even if fewer colors might reach the target. */
  readonly isExact: boolean;
}

/** Callbacks of a search. */
export interface Trials<Tried extends Trial> {
  /** Tries one set of options. `onStep` receives the completed share, 0 to 1. */
  try(options: QuantizeOptions, onStep: (share: number) => void): Promise<Tried>;
  /** Returns the size of the file of a trial in bytes. */
  sizeOf(trial: Tried): Promise<number>;
  /** Returns options that may give a smaller file of about the same quality, the best quality first. */
  alternatives?(options: QuantizeOptions): Family;
  /** Receives the completed share of the search, 0 to 1, which never decreases. */
  onDone?(share: number): void;
}

/** Quality to search for. */
export interface Goal {
  /** Minimum quality score. */
  readonly target: number;
  /** A score up to this much above the target ends the search of a family. */
  readonly slack: number;
}

/** Result of a search. */
export interface Found<Tried extends Trial> {
  readonly trial: Tried;
  /** Whether `trial` reaches the target. */
  readonly reached: boolean;
  /** All trials that reach the target, in the order in which they were tried. */
  readonly passed: readonly Tried[];
}

/**
 * Returns the trial of the smallest file that reaches a target. Quality and size fall with each step of a family, so only
 * the last step that reaches the target matters. The search compares these steps of all families by file size. It then
 * tries the steps just before the winner, and alternatives to it. If no step reaches the target, it searches for the
 * smallest file within `NEARLY` of the best score. An exact trial ends the search.
 */
export async function searchQuality<Tried extends Trial>(
  families: readonly Family[],
  requested: Goal,
  trials: Trials<Tried>,
): Promise<Found<Tried>> {
  const maxTries = families.map(({ length }) => maxTriesOf(length));
  const total = maxTries.reduce((sum, each) => sum + each, LAST_TRIES);
  const report = (tries: number) => trials.onDone?.(Math.min(1, tries / total));
  const known = new Map<QuantizeOptions, Tried>();
  let best: Tried | undefined; // the highest score of all
  let done = 0;

  const attempt = async (options: QuantizeOptions): Promise<Tried> => {
    const earlier = known.get(options);
    if (earlier) return earlier;
    const trial = await trials.try(options, (share) => report(done + share));
    report(++done);
    known.set(options, trial);
    if (!best || trial.score > best.score) best = trial;
    return trial;
  };
  /** Finds the last step of each family that reaches the goal. */
  const lastOfEach = async (goal: Goal): Promise<Tried[]> => {
    const winners: Tried[] = [];
    let end = done;
    for (const [i, family] of families.entries()) {
      end += maxTries[i]!;
      const start = family.findIndex(({ maxColors }) => maxColors === winners.at(-1)?.options.maxColors);
      const last = await lastThatReaches(family, Math.max(0, start), goal, attempt);
      if (best?.isExact) return [best];
      if (!last) continue;
      winners.push(last);
      done = end; // skips the tries that were not needed
    }
    return winners;
  };
  let goal = requested;
  let winners = await lastOfEach(goal);
  if (winners.length === 0) {
    if (best!.score <= NEARLY) return { trial: best!, reached: false, passed: [] }; // scores near 0 say nothing
    goal = { ...requested, target: best!.score - NEARLY };
    winners = await lastOfEach(goal);
  }
  const winner = await smallest(winners, trials);
  const family = families.find((each) => each.includes(winner.options)) ?? [];
  const cached = { ...trials, try: attempt };
  const trial = await smallestAlternative(await smallestBefore(winner, family, goal, cached), goal, cached);
  const passed = [...known.values()].filter(({ score }) => score >= requested.target);
  return { trial, reached: trial.score >= requested.target, passed };
}

/** If no step reaches the target: difference in score that is not worth a larger file. */
export const NEARLY = 1;

/** Number of steps chosen by interpolating scores. After that the search bisects, because the scores have misled it. */
const GUESSES = 3;

/** Maximum number of tries in a family of this length. */
const maxTriesOf = (length: number): number => 1 + GUESSES + Math.ceil(Math.log2(length));

/** Returns the last step of a family that reaches the goal, or undefined. `start` is a guess. */
async function lastThatReaches<Tried extends Trial>(
  family: Family,
  start: number,
  { slack, target }: Goal,
  attempt: (options: QuantizeOptions) => Promise<Tried>,
): Promise<Tried | undefined> {
  let last: Tried | undefined;
  let low = { at: -1, score: 100 }; // last step known to reach the goal
  let high = { at: family.length, score: 0 }; // first step known to miss it, or the end
  for (let tries = 0, at = start; high.at - low.at > 1; tries++) {
    const trial = await attempt(family[at]!);
    if (trial.isExact) return trial;
    const { score } = trial;
    if (score >= target && score < target + slack) return trial;
    if (score >= target) [low, last] = [{ at, score }, trial];
    else high = { at, score };
    const share = tries < GUESSES ? (low.score - target) / Math.max(1, low.score - high.score) : 0.5;
    at = Math.min(high.at - 1, Math.max(low.at + 1, low.at + Math.floor(share * (high.at - low.at))));
  }
  return last;
}

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

/** Share of the progress for the steps before the winner and its alternatives: their usual number. */
const LAST_TRIES = 5;
/** Number of steps in a row without a smaller file that end the search before the winner. */
const IN_VAIN = 2;

/**
 * Returns the winner of a family, or a step before it that also reaches the goal in fewer bytes: antialiased edges of
 * flat graphics compress better with colors of their own.
 */
async function smallestBefore<Tried extends Trial>(
  winner: Tried,
  family: Family,
  { target }: Goal,
  trials: Trials<Tried>,
): Promise<Tried> {
  let at = family.indexOf(winner.options);
  if (at < 1 || winner.isExact || (winner.options.maxColors ?? Infinity) > FEW_COLORS) return winner;
  let best = winner;
  let bytes = await trials.sizeOf(best);
  for (let inVain = 0; at > 0 && inVain < IN_VAIN; inVain++) {
    const trial = await trials.try(family[--at]!, () => {});
    const size = trial.score >= target ? await trials.sizeOf(trial) : Infinity;
    if (size <= bytes) [best, bytes, inVain] = [trial, size, -1];
  }
  return best;
}

/** Returns the winner, or one of its alternatives that also reaches the goal in fewer bytes. */
async function smallestAlternative<Tried extends Trial>(
  winner: Tried,
  { target }: Goal,
  trials: Trials<Tried>,
): Promise<Tried> {
  let best = winner;
  for (const options of (!winner.isExact && trials.alternatives?.(winner.options)) || []) {
    const trial = await trials.try(options, () => {});
    if (trial.score < target) break;
    best = await smallest([best, trial], trials);
  }
  return best;
}
