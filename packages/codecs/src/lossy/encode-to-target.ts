import type { RgbaImage } from '@kcolors/core';
import { type PreparedQualityScore, prepareQualityScore } from '@kcolors/core/quality-score';
import { pause } from '@kcolors/core/threads';
import type { LossyCodec, LossySettings } from './codecs.ts';
import { typicalQuality } from './curve.ts';
import { type Attempt, type FoundQuality, findQuality, onGrid, type QualityGoal } from './find-quality.ts';
import { withHalfChroma } from './half-chroma.ts';
import { squaresOf } from './sample.ts';

/** A search for the smallest lossy file that reaches a quality score. */
export interface LossyJob {
  readonly codec: LossyCodec;
  readonly image: RgbaImage;
  /** Prepares the scores of the whole image. */
  readonly scorer: () => PreparedQualityScore;
  readonly target: number;
  readonly settings: Omit<LossySettings, 'chroma'>;
  readonly maxPixels: number;
  /** Whether an estimate of the size is enough. @defaultValue false */
  readonly isRough?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Receives the completed share of the search, 0 to 1, which never decreases. */
  onDone?(share: number): void;
}

/** An encoded image with its decoded pixels. */
export interface LossyAttempt extends Attempt {
  readonly bytes: Uint8Array;
  readonly pixels: RgbaImage;
}

/** Result of a search. */
export interface LossyResult extends LossyAttempt {
  readonly reached: boolean;
  readonly settings: LossySettings;
}

/** Result of a search in a sample. */
export interface SampleResult extends FoundQuality<LossyAttempt> {
  readonly settings: LossySettings;
  /** Quality that the sample needs for the target. */
  readonly wanted: number;
  /** Pixels of the image per pixel of the sample. */
  readonly scale: number;
}

/** Differences from the target that end a search: a sample differs by more from the whole image. */
const IN_SAMPLE = { tolerance: 1, maxTries: 4 };
const IN_WHOLE = { tolerance: 0.7, maxTries: 4 };
const ROUGH = { tolerance: 3, maxTries: 2 };
/** A small image is its own sample: tries cost little. */
const IN_SMALL = { tolerance: 0, maxTries: 8 };
/** Points above the target to look for: the score differs from that of SSIMULACRA 2 by up to 0.4, by 0.1 usually. */
const MARGIN = 0.3;
/** Progress at the end of the search in the sample. */
const SAMPLED = 0.4;

/** Searches the smallest file that reaches the target with a few encodings of the whole image, starting at the quality of a sample. */
export async function encodeToTarget(job: LossyJob, sample: SampleResult): Promise<LossyResult> {
  const { codec, image, onDone, scorer, target } = job;
  const { settings } = sample;
  if (sample.scale === 1) return { ...sample.best, reached: sample.reached, settings };
  const attempt = attempts(job, image, scorer);
  let tries = 0;
  const goal = { ...IN_WHOLE, target: target + MARGIN, start: sample.wanted };
  const found = await findQuality(codec.curve, codec.range, goal, (quality) => {
    onDone?.(SAMPLED + ((1 - SAMPLED) * tries++) / IN_WHOLE.maxTries);
    return attempt(quality, settings);
  });
  return { ...found.best, reached: found.best.score >= target, settings };
}

/** Searches the smallest file of a sample that reaches the target; a small image is its own sample. */
export async function searchSample(
  job: LossyJob,
  sample: RgbaImage = squaresOf(job.image),
): Promise<SampleResult> {
  const { codec, image, onDone, scorer, target } = job;
  codec.checkSize(image);
  const isWhole = sample === image;
  const scores = isWhole ? scorer() : prepareQualityScore(sample);
  const attempt = attempts(job, sample, () => scores);
  const goal: QualityGoal = {
    ...(job.isRough ? ROUGH : isWhole ? IN_SMALL : IN_SAMPLE),
    target: target + MARGIN,
  };
  const search = async (chroma: LossySettings['chroma'], start?: number) => {
    const settings: LossySettings = { ...job.settings, chroma };
    const found = await findQuality(codec.curve, codec.range, { ...goal, start }, (quality) =>
      attempt(quality, settings),
    );
    const { best } = found;
    const missing = typicalQuality(codec.curve, target) - typicalQuality(codec.curve, best.score);
    const wanted = onGrid(best.quality + missing, codec.range);
    return {
      ...found,
      reached: best.score >= target,
      settings,
      wanted,
      scale: (image.width * image.height) / (sample.width * sample.height),
    };
  };
  const half = await search('half');
  onDone?.(SAMPLED / 2);
  const mayNeedMore = codec.hasFullChroma && !job.settings.isGray && !job.isRough;
  if (!mayNeedMore || (half.reached && scores.score(withHalfChroma(sample), 'full-color') > target + CLEAR))
    return half;
  const full = await search('full', half.wanted);
  onDone?.(SAMPLED);
  if (full.reached !== half.reached) return full.reached ? full : half;
  return sizeAt(full, target) < sizeAt(half, target) ? full : half;
}

/** With half chroma alone, a score this much above the target leaves room for everything else. */
const CLEAR = 8;

/** Bytes grow by about this share per point of the score. */
const PER_POINT = 0.03;

/** Returns the bytes of a sample if its score were exactly the target. */
const sizeAt = ({ best }: SampleResult, target: number): number =>
  best.bytes.length * (1 - PER_POINT * (best.score - target));

/** Returns the estimated bytes of the whole file. */
export const estimatedBytes = (sample: SampleResult, target: number): number =>
  Math.round(sample.scale * sizeAt(sample, target));

/** Returns a function that encodes, decodes and scores an image. */
function attempts(job: LossyJob, image: RgbaImage, scorer: () => PreparedQualityScore) {
  return async (quality: number, { chroma }: LossySettings): Promise<LossyAttempt> => {
    await pause();
    const { bytes, pixels } = await encodeAt({ ...job, image }, quality, chroma);
    return { quality, bytes, pixels, score: scorer().score(pixels, 'full-color') };
  };
}

/** Encodes at a quality of the codec, and decodes the result. */
export async function encodeAt(
  { codec, image, maxPixels, settings, signal }: LossyJob,
  quality: number,
  chroma: LossySettings['chroma'],
): Promise<Pick<LossyAttempt, 'bytes' | 'pixels'>> {
  signal?.throwIfAborted();
  const bytes = await codec.encode(image, quality, { ...settings, chroma });
  signal?.throwIfAborted();
  return { bytes, pixels: await codec.decode(bytes, maxPixels) };
}
