import type { CompressSettings } from '../compress-options.ts';
import { MAX_COLORS } from '../constants.ts';
import type { Encoding, OnStage } from '../encoding.ts';
import { encodeIndexedImage } from '../indexed/encode-indexed.ts';
import { typicalQuality } from '../lossy/curve.ts';
import { encodeLossyImage, finishLossy, prepareLossy } from '../lossy/encode-lossy.ts';
import { encodeAt } from '../lossy/encode-to-target.ts';
import { levelOf } from '../quality/levels.ts';
import { createScoreCache } from '../quality/score-cache.ts';
import { formatBytes } from '../request/format-numbers.ts';
import { PRESETS } from '../request/presets.ts';
import type { IndexedFormat, LossyFormat } from '../types.ts';
import { type Source, type Target, waysFor } from '../ways.ts';
import { type Fitted, FULL, fitBytes } from './fit-bytes.ts';

/** Encodes an image with the best look that has at most `maxBytes`, but not better than the quality asks for. */
export async function encodeWithin(
  unscored: Source,
  target: Target,
  settings: CompressSettings,
  onStage: OnStage,
): Promise<Encoding> {
  const limit = settings.maxBytes!;
  const source = { ...unscored, scores: unscored.scores ?? createScoreCache(unscored.decoded.image) };
  const { indexed, isPhotograph, lossy } = waysFor(source, target, settings);
  const searches = [
    ...(isPhotograph ? [] : indexed.map((format) => () => fitIndexed(source, format, settings))),
    ...lossy.map((format) => () => fitLossy(source, format, settings)),
  ];
  const found: Fitted<Encoding>[] = [];
  for (const [i, search] of searches.entries()) {
    onStage('encode', i / searches.length);
    found.push(await search());
  }
  const fitting = found.filter(({ fits }) => fits).map((each) => each.best);
  if (fitting.length > 0) return withGoal(best(fitting, lookOf), settings);
  const smallest = best(
    found.map((each) => each.best),
    ({ bytes }) => -bytes.length,
  );
  const { length } = smallest.bytes;
  const note = `The smallest result has ${formatBytes(length)}, ${formatBytes(length - limit)} more than the limit.`;
  return withGoal({ ...smallest, notes: [...smallest.notes, note] }, settings);
}

/** Numbers of colors to try, falling. */
const COLORS = [256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2];
/** Ways to label pixels between which a search for a quality jumps, unless the caller chose one. */
const WAYS = [{ rate: 0.98 }, { dither: 0 }] as const;

/** Tries qualities of an indexed image. Trials of earlier qualities are reused. */
async function fitIndexed(
  source: Source,
  format: IndexedFormat,
  settings: CompressSettings,
): Promise<Fitted<Encoding>> {
  const limit = settings.maxBytes!;
  const max = levelOf(settings.quality!).target;
  const job = {
    limit,
    range: { min: 1, max, step: 1 },
    growth: 0.06,
    start: Math.min(max, PRESETS.small.target),
  };
  const encode = async (changed: CompressSettings) => {
    const [encoding] = await encodeIndexedImage(source, [format], changed, () => {});
    return encoding!;
  };
  const found = await fitBytes(job, (quality) => encode({ ...settings, quality }));
  const isFull = found.fits && found.best.bytes.length > FULL * limit;
  const isEnough = found.best.qualityScore?.target === max && found.best.qualityScore.reached;
  if (isFull || isEnough || settings.palette) return found;
  const { quality: _, ...plain } = settings;
  const fitting: Encoding[] = found.fits ? [found.best] : [];
  let smallest = found.best;
  const { dither, rate } = settings.quantize;
  for (const way of dither === undefined && rate === undefined ? WAYS : [{}]) {
    const best = await mostColors(limit, settings.quantize.maxColors ?? MAX_COLORS, (maxColors) =>
      encode({ ...plain, quantize: { objective: 'perceptual', ...settings.quantize, ...way, maxColors } }),
    );
    if (best.bytes.length <= limit) fitting.push(best);
    else if (best.bytes.length < smallest.bytes.length) smallest = best;
  }
  if (fitting.length === 0) return { best: smallest, fits: false };
  return { best: best(fitting, lookOf), fits: true };
}

/** Returns the largest encoding that has at most `limit` bytes, by its number of colors, or the smallest one. */
async function mostColors(
  limit: number,
  max: number,
  encode: (maxColors: number) => Promise<Encoding>,
): Promise<Encoding> {
  const numbers = COLORS.filter((colors) => colors <= max);
  let [low, high] = [0, numbers.length - 1];
  let fitting: Encoding | undefined;
  while (low < high) {
    const middle = (low + high) >> 1;
    const tried = await encode(numbers[middle]!);
    if (tried.bytes.length <= limit) [fitting, high] = [tried, middle];
    else low = middle + 1;
  }
  return fitting ?? encode(numbers[low]!);
}

/** Tries qualities of a lossy codec. */
async function fitLossy(
  source: Source,
  format: LossyFormat,
  settings: CompressSettings,
): Promise<Fitted<Encoding>> {
  const limit = settings.maxBytes!;
  const prepared = prepareLossy(source, format, settings);
  const { codec, job, metadata } = prepared;
  const { max, step } = codec.range;
  const start = typicalQuality(codec.curve, PRESETS.small.lossyTarget);
  const range = { min: step === 1 ? 1 : 0, max, step };
  const { best, fits } = await fitBytes({ limit, range, growth: 0.05, start }, async (quality) => {
    const { bytes, pixels } = await encodeAt(job, quality, 'half');
    return { bytes: codec.withMetadata(bytes, job.image, metadata).bytes, coded: bytes, pixels, quality };
  });
  const { coded, pixels, quality } = best;
  const score = job.scorer().score(pixels, 'full-color');
  if (fits && score > job.target) {
    const [enough] = await encodeLossyImage(source, [format], settings, () => {});
    if (enough && enough.bytes.length <= limit) return { best: enough, fits };
  }
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
