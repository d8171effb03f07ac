import type { QuantizeOptions, QuantizeResult } from '@kcolors/core';
import type { Look } from '../types.ts';
import type { Family } from './families.ts';
import { type Known, keyOf, type Looks } from './looks.ts';
import { searchQuality, type Trial } from './search.ts';

/** What a search needs of whoever asks for it. */
export interface LookJob {
  readonly families: readonly Family[];
  /** The score to be reached. */
  readonly target: number;
  /** See `besideOf`. */
  beside?(options: QuantizeOptions): Family;
  /** A score so little above the target is good enough. @defaultValue 0: the smallest file is looked for */
  readonly slack?: number;
  readonly looks: Looks;
  /** Quantizes, and tells how far it is, 0 to 1. */
  quantize(options: QuantizeOptions, onStep: (share: number) => void): Promise<QuantizeResult>;
  /** The format whose sizes are compared, and the bytes of a file in it, quickly packed. */
  readonly format: string;
  sizeOf(result: QuantizeResult): Promise<number>;
  /** How far the whole search is, 0 to 1, never falling. */
  onDone?(share: number): void;
}

/** The result that was chosen. */
export interface Chosen {
  readonly options: QuantizeOptions;
  readonly result: QuantizeResult;
  readonly look: Look;
  readonly notes: readonly string[];
}

interface Tried extends Trial {
  readonly known: Known;
  /** Missing where an earlier search has tried it. */
  readonly result?: QuantizeResult;
}

/** Quantizes to the smallest file that has a look; where none has it, to the best-looking. */
export async function quantizeToLook(job: LookJob): Promise<Chosen> {
  const { reached, resultOf, trial } = await search(job);
  const result = await resultOf(trial);
  job.onDone?.(1);
  const colors = result.palette.length / 4;
  const { score } = trial;
  const { target } = job;
  const notes = reached ? [] : [notReached(colors, score, target)];
  return { options: trial.options, result, look: { score, colors, target, reached }, notes };
}

/** Options of results that have a look. */
export interface Ranked {
  /** Where none has the look, the options of the best-looking. */
  readonly smallest: QuantizeOptions;
  readonly reached: boolean;
  /** All that have it, the smallest files first, with their scores; the files are made when that is asked for. */
  passed(): Promise<readonly Passed[]>;
}

/** A way that has a look. */
interface Passed {
  readonly options: QuantizeOptions;
  readonly score: number;
}

/** Ranks the trials of a search. This is for the sample of an image: the whole image may need a better one than the sample. */
export async function rankToLook(job: LookJob): Promise<Ranked> {
  const { passed, reached, sizeOf, trial } = await search(job);
  return {
    smallest: trial.options,
    reached,
    async passed() {
      const sized = [];
      for (const each of passed)
        sized.push({ options: each.options, score: each.score, bytes: await sizeOf(each) });
      return sized.sort((one, other) => one.bytes - other.bytes);
    },
  };
}

/** The search, and what it needs to tell of what it has found. */
async function search(job: LookJob) {
  const { families, format, looks, slack = 0, target } = job;

  const attempt = async (options: QuantizeOptions, onStep: (share: number) => void): Promise<Tried> => {
    const key = keyOf(options);
    const before = looks.known.get(key);
    if (before) return { options, known: before, score: before.score, isExact: before.isExact };
    const result = await job.quantize(options, onStep);
    const score = looks.prepared().score(result);
    const known = { score, isExact: result.mse === 0, sizes: new Map<string, number>() };
    looks.known.set(key, known);
    return { options, known, score, isExact: known.isExact, result };
  };
  const resultOf = async ({ options, result }: Tried) => result ?? (await job.quantize(options, () => {}));
  const sizeOf = async (tried: Tried): Promise<number> => {
    const bytes = tried.known.sizes.get(format) ?? (await job.sizeOf(await resultOf(tried)));
    tried.known.sizes.set(format, bytes);
    return bytes;
  };
  const { beside, onDone } = job;
  const found = await searchQuality(
    families,
    { target, slack },
    { try: attempt, sizeOf, ...(beside && { beside }), ...(onDone && { onDone }) },
  );
  return { ...found, resultOf, sizeOf };
}

/** What is said where even the most colors do not have the look. */
export function notReached(colors: number, score: number, target: number): string {
  const reached = Math.floor(score);
  if (colors === 1)
    return `With 1 color the quality score is about ${reached}, below the target of ${target}.`;
  return `With ${colors} colors the quality score is about ${reached}, below the target of ${target}.`;
}
