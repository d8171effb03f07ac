import type { QuantizeOptions, QuantizeResult } from '@kcolors/core';
import type { QualityScore } from '../compress-types.ts';
import type { Family } from './families.ts';
import type { Trial } from './family-search.ts';
import { type CachedTrial, keyOf, type ScoreCache } from './score-cache.ts';
import { searchQuality } from './search.ts';

/** Search for the smallest file that reaches a quality score. */
export interface TargetJob {
  readonly families: readonly Family[];
  /** Quality score to reach, 1 to 100. */
  readonly target: number;
  /** See `alternativesTo`. */
  alternatives?(options: QuantizeOptions): readonly QuantizeOptions[];
  /** A score up to this much above the target ends the search of a family. @defaultValue 0: only the tolerance of `createFamilySearch` */
  readonly slack?: number;
  readonly scores: ScoreCache;
  /** Quantizes the image. `onStep` receives the completed share, 0 to 1. */
  quantize(options: QuantizeOptions, onStep: (share: number) => void): Promise<QuantizeResult>;
  /** Format whose file sizes are compared. */
  readonly format: string;
  /** Returns the size of a file in `format`, in bytes, encoded at effort `'fast'` or estimated. */
  sizeOf(result: QuantizeResult): Promise<number>;
  /** Receives the completed share of the search, 0 to 1, which never decreases. */
  onDone?(share: number): void;
}

/** Chosen result of a search. */
export interface QuantizedToTarget {
  readonly options: QuantizeOptions;
  readonly result: QuantizeResult;
  readonly qualityScore: QualityScore;
  readonly notes: readonly string[];
}

interface Tried extends Trial {
  readonly cached: CachedTrial;
  /** Absent if the scores come from an earlier search. */
  readonly result?: QuantizeResult;
}

/** Quantizes to the smallest file that reaches the target or, if none does, to about the best quality. */
export async function quantizeToTarget(job: TargetJob): Promise<QuantizedToTarget> {
  const { reached, resultOf, trial } = await search(job);
  const result = await resultOf(trial);
  job.onDone?.(1);
  const colors = result.palette.length / 4;
  const { score } = trial;
  const { target } = job;
  const notes = reached ? [] : [targetMissedNote(colors, score, target)];
  return { options: trial.options, result, qualityScore: { score, colors, target, reached }, notes };
}

/** Ranked options of a search. */
export interface Ranked {
  /** Options of the smallest file that reaches the target or, if none does, of about the best quality. */
  readonly smallest: QuantizeOptions;
  readonly reached: boolean;
  /** All options that reach the target, by rising score. */
  readonly passed: readonly Passed[];
}

/** Options that reach the target. */
interface Passed {
  readonly options: QuantizeOptions;
  readonly score: number;
}

/** Ranks the trials of a search in a sample, because the whole image may need a better one than the sample. */
export async function rankForTarget(job: TargetJob): Promise<Ranked> {
  const { passed, reached, trial } = await search(job);
  const byScore = [...passed].sort((one, other) => one.score - other.score);
  return { smallest: trial.options, reached, passed: byScore };
}

/** Runs the search with a cache. */
async function search(job: TargetJob) {
  const { families, format, scores, slack = 0, target } = job;

  const attempt = async (options: QuantizeOptions, onStep: (share: number) => void): Promise<Tried> => {
    const key = keyOf(options);
    const earlier = scores.trials.get(key);
    if (earlier) return { options, cached: earlier, score: earlier.score, isExact: earlier.isExact };
    const result = await job.quantize(options, onStep);
    const score = scores.scorer().score(result);
    const cached = { score, isExact: result.mse === 0, sizes: new Map<string, number>() };
    scores.trials.set(key, cached);
    return { options, cached, score, isExact: cached.isExact, result };
  };
  const resultOf = async ({ options, result }: Tried) => result ?? (await job.quantize(options, () => {}));
  const sizeOf = async (tried: Tried): Promise<number> => {
    const bytes = tried.cached.sizes.get(format) ?? (await job.sizeOf(await resultOf(tried)));
    tried.cached.sizes.set(format, bytes);
    return bytes;
  };
  const { alternatives, onDone } = job;
  const found = await searchQuality(
    families,
    { target, slack },
    { try: attempt, sizeOf, ...(alternatives && { alternatives }), ...(onDone && { onDone }) },
  );
  return { ...found, resultOf, sizeOf };
}

/** Returns the note for a target that the maximum number of colors cannot reach. */
export function targetMissedNote(colors: number, score: number, target: number): string {
  const reached = Math.floor(score);
  if (colors === 1)
    return `With 1 color the quality score is about ${reached}, below the target of ${target}.`;
  return `With ${colors} colors the quality score is about ${reached}, below the target of ${target}.`;
}
