import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { keepSession } from '../session/kept-session.ts';
import { runSteps } from '../steps.ts';
import { createLooks } from './looks.ts';
import { type Chosen, type LookJob, notReached, type Ranked, rankToLook } from './quantize-to-look.ts';

/** Share of the whole search in which the sample is searched. */
const SAMPLED = 0.6;
/** How much better than the last a way has to look in the sample to be tried. */
const BETTER = 1;

/**
 * Quantizes a large image to a look: searches a sample of it, and then takes the whole image at what was found, or at the
 * next better ways where that does not have the look.
 */
export async function quantizeLargeToLook(
  job: LookJob,
  sample: RgbaImage,
  signal: AbortSignal | undefined,
): Promise<Chosen> {
  const { families, looks, onDone, target } = job;
  const ranked = await rankSample(job, sample, signal);
  const ways = ranked.reached ? waysFrom(families, ranked) : [ranked.smallest];
  let best: Chosen | undefined;
  for (const [i, options] of ways.entries()) {
    const from = SAMPLED + (1 - SAMPLED) * (i / ways.length);
    const result = await job.quantize(options, (share) =>
      onDone?.(from + ((1 - SAMPLED) / ways.length) * share),
    );
    const score = looks.prepared().score(result);
    if (best && score < best.look.score) continue;
    const colors = result.palette.length / 4;
    best = { options, result, look: { score, colors, target, reached: score >= target }, notes: [] };
    if (score >= target) break;
  }
  onDone?.(1);
  const { colors, reached, score } = best!.look;
  return { ...best!, notes: reached ? [] : [notReached(colors, score, target)] };
}

/** The search of a sample. */
async function rankSample(job: LookJob, sample: RgbaImage, signal: AbortSignal | undefined): Promise<Ranked> {
  const kept = keepSession(sample, job.families[0]![0]!);
  try {
    return await rankToLook({
      ...job,
      looks: createLooks(sample),
      quantize(options, onStep) {
        const { changes, session } = kept.for(options);
        return runSteps(session.quantizeSteps(changes), ({ done }) => onStep(done), signal);
      },
      onDone: (share) => job.onDone?.(SAMPLED * share),
    });
  } finally {
    kept.close();
  }
}

/**
 * The way that was found, the step before it, then those that make the next larger files of the sample and look better there,
 * each by a point or more; and the first steps of all families, which look best.
 */
function waysFrom(families: LookJob['families'], { passed, smallest }: Ranked): QuantizeOptions[] {
  const family = families.find((each) => each.includes(smallest));
  const before = family?.[family.indexOf(smallest) - 1];
  const ways = [smallest, ...(before ? [before] : [])];
  let { score } = passed.find(({ options }) => options === smallest)!;
  for (const next of passed) {
    if (next.score < score + BETTER) continue;
    ways.push(next.options);
    score = next.score;
  }
  return [...new Set([...ways, ...families.map(([first]) => first!)])];
}
