import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { runSteps } from '@kcolors/core/threads';
import { keepSession } from '../session/kept-session.ts';
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
  const ways = [ranked.smallest];
  let best: Chosen | undefined;
  for (let i = 0, done = SAMPLED; i < ways.length; i++) {
    const from = done;
    const part = (1 - from) / (ways.length - i + 1); // the last leaves something, too: others may follow
    const options = ways[i]!;
    const result = await job.quantize(options, (share) => onDone?.(from + part * share));
    done += part;
    const score = looks.prepared().score(result);
    if (!best || score >= best.look.score) {
      const colors = result.palette.length / 4;
      best = { options, result, look: { score, colors, target, reached: score >= target }, notes: [] };
    }
    if (score >= target) break;
    if (i === 0 && ranked.reached) ways.push(...(await otherWays(families, ranked)));
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
 * The ways to try after the one that was found: the step before it, then those that make the next larger files of the sample
 * and look better there, each by a point or more; and the first steps of all families, which look best.
 */
async function otherWays(families: LookJob['families'], ranked: Ranked): Promise<QuantizeOptions[]> {
  const { smallest } = ranked;
  const passed = await ranked.passed();
  const family = families.find((each) => each.includes(smallest));
  const before = family?.[family.indexOf(smallest) - 1];
  const ways = before ? [before] : [];
  let { score } = passed.find(({ options }) => options === smallest)!;
  for (const next of passed) {
    if (next.score < score + BETTER) continue;
    ways.push(next.options);
    score = next.score;
  }
  const others = new Set([...ways, ...families.map(([first]) => first!)]);
  others.delete(smallest);
  return [...others];
}
