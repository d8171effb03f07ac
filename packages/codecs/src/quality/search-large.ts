import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { runSteps } from '@kcolors/core/threads';
import { openCoreSession } from '../core-session.ts';
import { isWeak } from './families.ts';
import { stepBefore } from './family-search.ts';
import {
  type QuantizedToTarget,
  type Ranked,
  rankForTarget,
  type TargetJob,
  targetMissedNote,
} from './quantize-to-target.ts';
import { createScoreCache } from './score-cache.ts';

/** Progress at the end of the search in the sample. */
const SAMPLED = 0.6;
/** Minimum gain in score, in the sample, from one option to try in the whole image to the next. */
const BETTER = 0.5;

/**
 * Quantizes a large image to a quality target: it searches a sample of the image, then quantizes the whole image with the
 * options found. If they miss the target in the whole image, it tries the next better ones.
 */
export async function quantizeLargeToTarget(
  job: TargetJob,
  sample: RgbaImage,
  signal: AbortSignal | undefined,
): Promise<QuantizedToTarget> {
  const { families, scores, onDone, target } = job;
  const ranked = await rankSample(job, sample, signal);
  const candidates = [ranked.smallest];
  let best: QuantizedToTarget | undefined;
  for (let i = 0, done = SAMPLED; i < candidates.length; i++) {
    const from = done;
    const part = (1 - from) / (candidates.length - i + 1); // leaves a rest, because more candidates may follow
    const options = candidates[i]!;
    const result = await job.quantize(options, (share) => onDone?.(from + part * share));
    done += part;
    const score = scores.scorer().score(result);
    if (!best || score >= best.qualityScore.score) {
      const colors = result.palette.length / 4;
      best = {
        options,
        result,
        qualityScore: { score, colors, target, reached: score >= target },
        notes: [],
      };
    }
    if (score >= target) break;
    if (i === 0 && ranked.reached) candidates.push(...betterCandidates(families, ranked, target - score));
  }
  onDone?.(1);
  const { colors, reached, score } = best!.qualityScore;
  return { ...best!, notes: reached ? [] : [targetMissedNote(colors, score, target)] };
}

/** Runs the search in a sample. */
async function rankSample(
  job: TargetJob,
  sample: RgbaImage,
  signal: AbortSignal | undefined,
): Promise<Ranked> {
  const core = openCoreSession(sample, job.families[0]!.steps[0]!);
  try {
    return await rankForTarget({
      ...job,
      scores: createScoreCache(sample),
      quantize(options, onStep) {
        const { changes, session } = core.for(options);
        return runSteps(session.quantizeSteps(changes), ({ done }) => onStep(done), signal);
      },
      onDone: (share) => job.onDone?.(SAMPLED * share),
    });
  } finally {
    core.close();
  }
}

/**
 * Returns options to try after the first ones, by rising quality:
 * - a step before them in their family, whose score is usually higher by what they missed and `BETTER`, or plain
 *   dithering instead of a weak step;
 * - those with better scores in the sample, each at least `BETTER` above the last one;
 * - the first step of the fallback, or of all families: they have the best quality.
 */
function betterCandidates(
  families: TargetJob['families'],
  { passed, smallest }: Ranked,
  missed: number,
): QuantizeOptions[] {
  const own = passed.find(({ options }) => options === smallest)!;
  const family = families.find(({ steps }) => steps.includes(smallest));
  const previous = family && stepBefore(family, smallest, own.score, missed + BETTER);
  const fallbacks = families.filter(({ isFallback }) => isFallback).map(({ steps }) => steps[0]!);
  const candidates = previous ? [previous] : [];
  if (previous && isWeak(family, previous)) candidates.unshift(...fallbacks);
  let { score } = own;
  for (const next of passed) {
    if (next.score < score + missed + BETTER) continue;
    candidates.push(next.options);
    score = next.score;
  }
  const best = fallbacks.length > 0 ? fallbacks : families.map(({ steps }) => steps[0]!);
  const others = new Set([...candidates, ...best]);
  others.delete(smallest);
  return [...others];
}
