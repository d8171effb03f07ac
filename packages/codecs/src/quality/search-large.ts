import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { keepSession } from '../session/kept-session.ts';
import { runSteps } from '../steps.ts';
import { createLooks, keyOf } from './looks.ts';
import { type Chosen, type LookJob, notReached, quantizeToLook } from './quantize-to-look.ts';

/** Share of the whole search in which the sample is searched. */
const SAMPLED = 0.6;

/**
 * Quantizes a large image to a look: searches a sample of it, and then takes the whole image at what was found, or at the
 * next better steps where that does not have the look.
 */
export async function quantizeLargeToLook(
  job: LookJob,
  sample: RgbaImage,
  signal: AbortSignal | undefined,
): Promise<Chosen> {
  const { families, looks, onDone, target } = job;
  const found = await searchSample(job, sample, signal);
  const steps = found.look.reached ? stepsFrom(families, found.options) : [found.options];
  let best: Chosen | undefined;
  for (const [i, options] of steps.entries()) {
    const from = SAMPLED + (1 - SAMPLED) * (i / steps.length);
    const result = await job.quantize(options, (share) =>
      onDone?.(from + ((1 - SAMPLED) / steps.length) * share),
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
async function searchSample(
  job: LookJob,
  sample: RgbaImage,
  signal: AbortSignal | undefined,
): Promise<Chosen> {
  const kept = keepSession(sample, job.families[0]![0]!);
  try {
    return await quantizeToLook({
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
 * A step of a family, and some of those before it, which look better: further and further away, up to the first; then the
 * first steps of the other families.
 */
function stepsFrom(families: LookJob['families'], options: QuantizeOptions): QuantizeOptions[] {
  const key = keyOf(options);
  const isFound = (step: QuantizeOptions) => keyOf(step) === key;
  const family = families.find((each) => each.some(isFound))!;
  const at = family.findIndex(isFound);
  const steps = [family[at]!];
  for (let away = 1; steps.at(-1) !== family[0]; away = 2 * away + 1)
    steps.push(family[Math.max(0, at - away)]!);
  return [...steps, ...families.filter((each) => each !== family).map(([first]) => first!)];
}
