import { type Curve, typicalQuality } from './curve.ts';

/** One encoding at a quality of its codec. */
export interface Attempt {
  readonly quality: number;
  /** Quality score of the result, 0 to 100. */
  readonly score: number;
}

/** Qualities that a search may try. */
export interface QualityRange {
  readonly min: number;
  readonly max: number;
  /** Difference of two neighboring qualities. */
  readonly step: number;
}

/** What a search looks for. */
export interface QualityGoal {
  /** Quality score to reach. */
  readonly target: number;
  /** A score at most this much above the target ends the search. */
  readonly tolerance: number;
  readonly maxTries: number;
  /** Quality to try first. @defaultValue that of a typical image */
  readonly start?: number | undefined;
}

/** Result of a search. */
export interface FoundQuality<Tried extends Attempt> {
  /** The lowest quality that reaches the target, or the best attempt if none does. */
  readonly best: Tried;
  readonly reached: boolean;
  /** All attempts, by rising quality. */
  readonly attempts: readonly Tried[];
}

/**
 * Searches the lowest quality whose score reaches a target. Scores rise with the quality. The first try is the quality
 * that a typical image needs. Each further one shifts the typical curve, or interpolates on it between the nearest
 * attempts below and above the target.
 */
export async function findQuality<Tried extends Attempt>(
  curve: Curve,
  range: QualityRange,
  goal: QualityGoal,
  attempt: (quality: number) => Promise<Tried>,
): Promise<FoundQuality<Tried>> {
  const { maxTries, target, tolerance } = goal;
  const wanted = typicalQuality(curve, target);
  const attempts: Tried[] = [];
  let low: Tried | undefined; // the highest quality that misses the target
  let high: Tried | undefined; // the lowest quality that reaches it
  for (let next = onGrid(goal.start ?? wanted, range); attempts.length < maxTries; ) {
    const tried = await attempt(next);
    attempts.push(tried);
    if (tried.score >= target) high = tried;
    else low = tried;
    if (high && high.score <= target + tolerance) break;
    if (low && low.quality >= range.max) break;
    const guess = nextQuality(curve, wanted, low, high, attempts.length);
    const above = low ? low.quality + range.step : range.min;
    const below = high ? high.quality - range.step : range.max;
    if (above > below) break;
    next = Math.min(below, Math.max(above, onGrid(guess, range)));
  }
  const best = high ?? attempts.reduce((a, b) => (b.score > a.score ? b : a));
  attempts.sort((one, other) => one.quality - other.quality);
  return { best, reached: high !== undefined, attempts };
}

/** Returns the quality at which the score is probably the target. */
function nextQuality(
  curve: Curve,
  wanted: number,
  low: Attempt | undefined,
  high: Attempt | undefined,
  tries: number,
): number {
  // Tries on one side of the target alone say that the curve is flatter than usual: the next one is farther away.
  const shifted = ({ quality, score }: Attempt) =>
    quality + (wanted - typicalQuality(curve, score)) * 2 ** (tries - 1);
  if (!low || !high) return shifted((low ?? high)!);
  const from = typicalQuality(curve, low.score);
  const to = typicalQuality(curve, high.score);
  return low.quality + ((wanted - from) / (to - from)) * (high.quality - low.quality);
}

/** Returns the next quality on the grid, not lower unless it is out of range. */
export function onGrid(quality: number, { max, min, step }: QualityRange): number {
  const rounded = min + step * Math.ceil((quality - min) / step - 0.25);
  return Math.min(max, Math.max(min, rounded));
}
