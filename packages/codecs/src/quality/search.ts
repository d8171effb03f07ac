import type { QuantizeOptions } from '@kcolors/core';
import { type Family, FEW_COLORS, isWeak } from './families.ts';
import { createFamilySearch, type FamilySearch, type Goal, type Trial } from './family-search.ts';

/** Callbacks of a search. */
export interface Trials<Tried extends Trial> {
  /** Tries one set of options. `onStep` receives the completed share, 0 to 1. */
  try(options: QuantizeOptions, onStep: (share: number) => void): Promise<Tried>;
  /** Returns the size of the file of a trial in bytes. */
  sizeOf(trial: Tried): Promise<number>;
  /** Returns options that may give a smaller file of about the same quality, the best quality first. */
  alternatives?(options: QuantizeOptions): readonly QuantizeOptions[];
  /** Receives the completed share of the search, 0 to 1, which never decreases. */
  onDone?(share: number): void;
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
  const total = USUAL_TRIES * families.length + LAST_TRIES;
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
  const cached = { ...trials, try: attempt };
  const first = await attempt(families[0]!.steps[0]!);
  const isWeakStep = ({ options }: Tried) => families.some((family) => isWeak(family, options));
  const smallestOf = async (goal: Goal): Promise<Tried | undefined> => {
    let winner: Tried | undefined;
    for (const family of inOrder(families, first)) {
      if (winner && (hasTooMany(family, winner) || (family.isFallback && !isWeakStep(winner)))) continue;
      if (family.margin && best!.score < goal.target + family.margin) continue;
      const search = createFamilySearch(family, goal, first, known, winner);
      const last = await lastThatReaches(search, cached, winner);
      if (last?.isExact) return last;
      if (last) winner = winner ? await smallest([winner, last], trials) : last;
    }
    return winner;
  };
  if (first.isExact) return { trial: first, reached: first.score >= requested.target, passed: [first] };
  let goal = requested;
  let winner = await smallestOf(goal);
  if (!winner) {
    if (best!.score <= NEARLY) return { trial: best!, reached: false, passed: [] }; // scores near 0 say nothing
    goal = { ...requested, target: best!.score - NEARLY };
    winner = (await smallestOf(goal)) ?? best!;
  }
  const family = families.find(({ steps }) => steps.includes(winner.options));
  const trial = await smallestAlternative(await smallestBefore(winner, family, goal, cached), goal, cached);
  const passed = [...known.values()].filter(({ score }) => score >= requested.target);
  return { trial, reached: trial.score >= requested.target, passed };
}

/** If no step reaches the target: difference in score that is not worth a larger file. */
export const NEARLY = 1;
/** Usual number of tries in a family, for the progress. */
const USUAL_TRIES = 4;
/** Score at `maxColors` undithered colors from which on an image is probably flat graphics. */
const FLAT = 92;

/** Rates do not make up for more than so many times the colors. */
const MAX_TIMES = 2;

/** Returns whether rates, with the number of colors of a family, cannot compete with few undithered colors. */
function hasTooMany({ steps, usualFall }: Family, { options }: Trial): boolean {
  const { maxColors = Number.POSITIVE_INFINITY, rate } = options;
  return usualFall !== undefined && rate === undefined && steps[0]!.maxColors! > MAX_TIMES * maxColors;
}

/** Returns the families in the order of the search: few undithered colors come first only in flat graphics. */
function inOrder([plain, ...others]: readonly Family[], first: Trial): Family[] {
  return first.score >= FLAT ? [plain!, ...others] : [...others, plain!];
}

/** Returns the last step of a family that reaches the goal; undefined if none does, or none in fewer bytes than `rival`. */
async function lastThatReaches<Tried extends Trial>(
  search: FamilySearch,
  trials: Trials<Tried>,
  rival: Tried | undefined,
): Promise<Tried | undefined> {
  for (let next = search.next(); next; next = search.next()) {
    const trial = await trials.try(next, () => {});
    const reaches = search.add(trial);
    if (trial.isExact) return trial;
    // steps before one that misses have larger files
    if (!reaches && rival && (await trials.sizeOf(trial)) >= (await trials.sizeOf(rival))) break;
  }
  const found = search.found();
  return found && trials.try(found, () => {});
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
  family: Family | undefined,
  { target }: Goal,
  trials: Trials<Tried>,
): Promise<Tried> {
  const steps = family?.steps ?? [];
  let at = steps.indexOf(winner.options);
  if (at < 1 || winner.isExact || (winner.options.maxColors ?? Infinity) > FEW_COLORS) return winner;
  let best = winner;
  let bytes = await trials.sizeOf(best);
  for (let inVain = 0; at > 0 && inVain < IN_VAIN; inVain++) {
    const trial = await trials.try(steps[--at]!, () => {});
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
