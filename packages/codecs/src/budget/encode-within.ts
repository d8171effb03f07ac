import { encodeSmallest } from '../choose-encoding.ts';
import type { CompressSettings } from '../compress-options.ts';
import type { Encoding, OnStage } from '../encoding.ts';
import { encodeIndexedImage } from '../indexed/encode-indexed.ts';
import { typicalQuality } from '../lossy/curve.ts';
import { finishLossy, prepareLossy } from '../lossy/encode-lossy.ts';
import { encodeAt } from '../lossy/encode-to-target.ts';
import { levelOf } from '../quality/levels.ts';
import { createScoreCache } from '../quality/score-cache.ts';
import { formatBytes } from '../request/format-numbers.ts';
import { PRESETS } from '../request/presets.ts';
import type { IndexedFormat, LossyFormat } from '../types.ts';
import { type Source, type Target, waysFor } from '../ways.ts';
import { type Fitted, fitBytes } from './fit-bytes.ts';

/** Share of the progress of the first try, which asks for the quality alone. */
const FIRST = 0.3;

/** Encodes an image with the best look that has at most `maxBytes`, but not better than the quality asks for. */
export async function encodeWithin(
  unscored: Source,
  target: Target,
  settings: CompressSettings,
  onStage: OnStage,
): Promise<Encoding> {
  const limit = settings.maxBytes!;
  const source = { ...unscored, scores: unscored.scores ?? createScoreCache(unscored.decoded.image) };
  const wanted = await encodeSmallest(source, target, settings, (stage, share) =>
    onStage(stage, FIRST * share),
  );
  if (wanted.bytes.length <= limit) return wanted;
  const { indexed, isPhotograph, lossy } = waysFor(source, target, settings);
  const searches = [
    ...(isPhotograph ? [] : indexed.map((format) => () => fitIndexed(source, format, settings, limit))),
    ...lossy.map((format) => () => fitLossy(source, format, settings, limit)),
  ];
  const found: Fitted<Encoding>[] = [];
  for (const [i, search] of searches.entries()) {
    onStage('encode', FIRST + ((1 - FIRST) * i) / searches.length);
    found.push(await search());
  }
  const fitting = found.filter(({ fits }) => fits).map(({ best }) => best);
  if (fitting.length > 0) return withGoal(best(fitting, lookOf), settings);
  const smallest = best([wanted, ...found.map((each) => each.best)], ({ bytes }) => -bytes.length);
  const { length } = smallest.bytes;
  const note = `The smallest result has ${formatBytes(length)}, ${formatBytes(length - limit)} more than the limit.`;
  return withGoal({ ...smallest, notes: [...smallest.notes, note] }, settings);
}

/** Tries qualities of an indexed image. Trials of earlier qualities are reused. */
function fitIndexed(
  source: Source,
  format: IndexedFormat,
  settings: CompressSettings,
  limit: number,
): Promise<Fitted<Encoding>> {
  const job = { limit, range: { min: 1, max: 100, step: 1 }, growth: 0.06, start: PRESETS.small.target };
  return fitBytes(job, async (quality) => {
    const [encoding] = await encodeIndexedImage(source, [format], { ...settings, quality }, () => {});
    return encoding!;
  });
}

/** Tries qualities of a lossy codec. */
async function fitLossy(
  source: Source,
  format: LossyFormat,
  settings: CompressSettings,
  limit: number,
): Promise<Fitted<Encoding>> {
  const prepared = prepareLossy(source, format, settings);
  const { codec, job, metadata } = prepared;
  const { max, step } = codec.range;
  const start = typicalQuality(codec.curve, PRESETS.small.lossyTarget);
  const { best, fits } = await fitBytes(
    { limit, range: { min: codec.range.step === 1 ? 1 : 0, max, step }, growth: 0.05, start },
    async (quality) => {
      const { bytes, pixels } = await encodeAt(job, quality, 'half');
      return { bytes: codec.withMetadata(bytes, job.image, metadata).bytes, coded: bytes, pixels, quality };
    },
  );
  const { coded, pixels, quality } = best;
  const score = job.scorer().score(pixels);
  return { best: finishLossy(source, prepared, { bytes: coded, pixels, quality, score }, settings, 0), fits };
}

/** Returns the item that ranks highest. */
const best = <Item>(items: readonly Item[], rank: (item: Item) => number): Item =>
  items.reduce((one, other) => (rank(other) > rank(one) ? other : one));

/** Score of a result beyond that of the preset `good`, which is another one for lossy results. */
function lookOf({ qualityScore: { colors, score } = { colors: 0, score: 0 } }: Encoding): number {
  return score - (colors === 0 ? PRESETS.good.lossyTarget : PRESETS.good.target);
}

/** Returns an encoding whose target is the requested one, not that of a try. */
function withGoal(encoding: Encoding, settings: CompressSettings): Encoding {
  const { qualityScore } = encoding;
  if (!qualityScore) return encoding;
  const { lossyTarget, target: indexedTarget } = levelOf(settings.quality!);
  const target = qualityScore.colors === 0 ? lossyTarget : indexedTarget;
  return { ...encoding, qualityScore: { ...qualityScore, target, reached: qualityScore.score >= target } };
}
