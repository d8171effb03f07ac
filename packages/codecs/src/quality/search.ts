import type { QuantizeOptions } from '@kcolors/core';
import { type Family, FEW_COLORS } from './families.ts';

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
  /** Other ways that may make a smaller file of the same look than a way does, the better-looking first. */
  beside?(options: QuantizeOptions): Family;
  /** How far the search is, 0 to 1, never falling. */
  onDone?(share: number): void;
}

/** The look that is searched for. */
export interface Goal {
  readonly target: number;
  /** A score so little above the target ends the search of a family. */
  readonly slack: number;
}

export interface Found<Tried extends Trial> {
  readonly trial: Tried;
  /** Whether it has the look that was asked for. */
  readonly reached: boolean;
  /** All trials that have it, in the order in which they were tried. */
  readonly passed: readonly Tried[];
}

/**
 * The smallest file that has a look. In each family the last step that has it is found, since each step looks worse and
 * takes fewer bytes than the one before; the smallest of their files wins, or a smaller one of the steps just before it. Where
 * none has the look, the smallest is taken that looks as good as the best-looking, or nearly; where nothing is lost, that one.
 */
export async function searchQuality<Tried extends Trial>(
  families: readonly Family[],
  asked: Goal,
  trials: Trials<Tried>,
): Promise<Found<Tried>> {
  const most = families.map(({ length }) => mostTries(length));
  const total = most.reduce((sum, each) => sum + each, LAST_TRIES);
  const tell = (tries: number) => trials.onDone?.(Math.min(1, tries / total));
  const known = new Map<QuantizeOptions, Tried>();
  let best: Tried | undefined; // the best-looking of all
  let done = 0;

  const attempt = async (options: QuantizeOptions): Promise<Tried> => {
    const before = known.get(options);
    if (before) return before;
    const trial = await trials.try(options, (share) => tell(done + share));
    tell(++done);
    known.set(options, trial);
    if (!best || trial.score > best.score) best = trial;
    return trial;
  };
  /** The last step of each family that has a look, where one has. */
  const lastOfEach = async (goal: Goal): Promise<Tried[]> => {
    const winners: Tried[] = [];
    let end = done;
    for (const [i, family] of families.entries()) {
      end += most[i]!;
      const start = family.findIndex(({ maxColors }) => maxColors === winners.at(-1)?.options.maxColors);
      const last = await lastThatReaches(family, Math.max(0, start), goal, attempt);
      if (best?.isExact) return [best];
      if (!last) continue;
      winners.push(last);
      done = end; // it may have needed fewer
    }
    return winners;
  };
  let goal = asked;
  let winners = await lastOfEach(goal);
  if (winners.length === 0) {
    if (best!.score <= NEARLY) return { trial: best!, reached: false, passed: [] }; // nothing is told apart there
    goal = { ...asked, target: best!.score - NEARLY };
    winners = await lastOfEach(goal);
  }
  const winner = await smallest(winners, trials);
  const family = families.find((each) => each.includes(winner.options)) ?? [];
  const more = { ...trials, try: attempt };
  const trial = await smallestBeside(await smallestBefore(winner, family, goal, more), goal, more);
  const passed = [...known.values()].filter(({ score }) => score >= asked.target);
  return { trial, reached: trial.score >= asked.target, passed };
}

/** Where no way has the look, so much less of a score looks as good as the best: bytes for less than that are wasted. */
export const NEARLY = 1;

/** So many steps are guessed from the scores of others; then the rest is halved, which ends sooner where they mislead. */
const GUESSES = 3;

/** The most steps of a family of this length that are tried. */
const mostTries = (length: number): number => 1 + GUESSES + Math.ceil(Math.log2(length));

/** The last step of a family that has the look, if any has; the step to start at is a guess. */
async function lastThatReaches<Tried extends Trial>(
  family: Family,
  start: number,
  { slack, target }: Goal,
  attempt: (options: QuantizeOptions) => Promise<Tried>,
): Promise<Tried | undefined> {
  let last: Tried | undefined;
  let low = { at: -1, score: 100 }; // has it
  let high = { at: family.length, score: 0 }; // has it not, or is not there
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

/** About so many steps before the winner and ways beside it are tried at last; the progress leaves room for them. */
const LAST_TRIES = 5;
/** So many steps in a row that do not take fewer bytes end the look at those before the winner. */
const IN_VAIN = 2;

/**
 * The winner of a family, or a step before it that takes fewer bytes and has the look, too: soft edges of flat graphics that get
 * colors of their own pack better.
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

/** The winner, or one of the ways beside it that takes fewer bytes and has the look, too. */
async function smallestBeside<Tried extends Trial>(
  winner: Tried,
  { target }: Goal,
  trials: Trials<Tried>,
): Promise<Tried> {
  let best = winner;
  for (const options of (!winner.isExact && trials.beside?.(winner.options)) || []) {
    const trial = await trials.try(options, () => {});
    if (trial.score < target) break;
    best = await smallest([best, trial], trials);
  }
  return best;
}
