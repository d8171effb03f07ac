import type { QuantizeOptions } from '@kcolors/core';
import type { Family } from './families.ts';

/** Measured result of one set of quantizer options. */
export interface Trial {
  readonly options: QuantizeOptions;
  /** Quality score, 0 to 100. */
  readonly score: number;
  /** Whether all pixels are exact: then the search ends, even if fewer colors might reach the target. */
  readonly isExact: boolean;
}

/** Quality to search for. */
export interface Goal {
  /** Minimum quality score. */
  readonly target: number;
  /** A score up to this much above the target ends the search of a family. */
  readonly slack: number;
}

/** Search for the last step of a family that reaches a goal: says what to try next, and learns from each trial. */
export interface FamilySearch {
  /** Returns the options to try next; undefined at the end. */
  next(): QuantizeOptions | undefined;
  /** Adds a trial of the options last returned. Returns whether it reaches the goal. */
  add(trial: Trial): boolean;
  /** Returns the last step known to reach the goal; undefined if there is none. */
  found(): QuantizeOptions | undefined;
}

/** A score up to this much above the target ends the search of a family if the next guess is `NEXT` steps on at most. */
export const TOLERANCE = 0.4;
const NEXT = 2;
/** Number of steps chosen by the line through known scores. After that the search bisects: the scores are irregular. */
const GUESSES = 5;

/** A tried step. */
interface Point {
  readonly at: number;
  readonly score: number;
}

/**
 * Starts a search. Scores fall about linearly with the strength of a step, so each guess follows from the line through
 * two known scores, or from the usual one.
 *
 * @param first the trial of `maxColors` undithered colors, which tells how hard the image is
 * @param known all trials so far
 * @param rival the smallest trial of other families that reaches the goal
 */
export function createFamilySearch(
  { steps, strengths, usualFall, usualTop }: Family,
  goal: Goal,
  first: Trial,
  known: ReadonlyMap<QuantizeOptions, Trial>,
  rival: Trial | undefined,
): FamilySearch {
  const aim = goal.target + TOLERANCE / 2;
  let low: Point = { at: -1, score: 100 }; // last step known to reach the goal
  let high: Point = { at: steps.length, score: 0 }; // first step known to miss it, or the end
  let tries = 0;

  const add = (at: number, score: number): boolean => {
    const reaches = score >= goal.target;
    if (reaches && at > low.at && at < high.at) low = { at, score };
    if (!reaches && at < high.at) high = { at, score };
    return reaches;
  };
  for (const [at, options] of steps.entries()) {
    const earlier = known.get(options);
    if (earlier) add(at, earlier.score);
  }

  /** Returns the last step whose strength gives about the score. */
  const stepWith = (score: number): number => lastUpTo(strengths, strengthWith(score));
  const strengthWith = (score: number): number => {
    const [hasLow, hasHigh] = [low.at >= 0, high.at < steps.length];
    const top = usualTop(first.score);
    const usual = usualFall?.(top);
    if (!hasLow && !hasHigh) return usual ? (top - score) / usual : Number.POSITIVE_INFINITY;
    const point = hasLow ? low : high;
    const from = strengths[point.at]!;
    // Trials on one side of the goal alone say that the fall is less than usual: the next one is farther away.
    let fall = (usual ?? (top - point.score) / from) / 2 ** Math.max(0, tries - 1);
    if (hasLow && hasHigh) fall = (low.score - high.score) / (strengths[high.at]! - from);
    return from + (point.score - score) / Math.max(fall, 1e-9);
  };
  const guess = (): number => {
    if (tries === 0 && rival) {
      const same = steps.findIndex(({ rate }) => rate !== undefined && rate === rival.options.rate);
      if (same >= 0) return same;
      if (usualFall && rival.options.rate === undefined) return steps.length - 1; // the smallest file must beat the rival
    }
    if (tries >= GUESSES) return (low.at + high.at) >> 1;
    return stepWith(aim);
  };
  const isEnough = (): boolean => {
    const { at, score } = low;
    if (at < 0) return false;
    return (
      score <= goal.target + goal.slack ||
      (score <= goal.target + TOLERANCE && stepWith(goal.target) <= at + NEXT)
    );
  };
  let at = -1;
  return {
    next() {
      if (isEnough() || high.at - low.at <= 1) return undefined;
      at = Math.min(high.at - 1, Math.max(low.at + 1, guess()));
      tries++;
      return steps[at];
    },
    add: ({ score }) => add(at, score),
    found: () => steps[low.at],
  };
}

/** Returns the last step of at most this strength, −1 if there is none. */
function lastUpTo(strengths: readonly number[], strength: number): number {
  const next = strengths.findIndex((each) => each > strength);
  return next < 0 ? strengths.length - 1 : next - 1;
}

/** Returns the step of a family before `options`, of this score, whose score is usually higher by `gain`. */
export function stepBefore(
  { steps, strengths, usualFall }: Family,
  options: QuantizeOptions,
  score: number,
  gain: number,
): QuantizeOptions | undefined {
  const at = steps.indexOf(options);
  const fall = usualFall?.(score) ?? (100 - score) / strengths[at]!;
  const before = lastUpTo(strengths, strengths[at]! - gain / Math.max(fall, 1e-9));
  return steps[Math.min(at - 1, Math.max(0, before))];
}
