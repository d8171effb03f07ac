import { withProfile } from '../color/carry-colors.ts';
import type { CompressSettings } from '../compress-options.ts';
import { type Encoding, NO_PALETTE, type OnStage } from '../encoding.ts';
import { formatName } from '../file-names.ts';
import { meanSquaredError } from '../image/difference.ts';
import { flattenOnWhite } from '../image/flatten.ts';
import type { ResizedImage } from '../image/resize-decoded.ts';
import { rowsOf } from '../image/rows.ts';
import { hiddenColorsLostNote } from '../indexed/apply-hidden-colors.ts';
import { BLENDED, canBeGray } from '../jpeg/encode.ts';
import { reencodingObjection } from '../jpeg/quantization.ts';
import { selectMetadata } from '../metadata/carry-over.ts';
import { levelOf } from '../quality/levels.ts';
import { createScoreCache, type ScoreCache } from '../quality/score-cache.ts';
import type { LossyFormat, Metadata } from '../types.ts';
import { type LossyCodec, lossyCodec } from './codecs.ts';
import {
  encodeAt,
  encodeToTarget,
  estimatedBytes,
  type LossyJob,
  type LossyResult,
  type SampleResult,
  searchSample,
} from './encode-to-target.ts';

interface LossySource {
  readonly bytes: Uint8Array;
  readonly decoded: ResizedImage;
  readonly scores?: ScoreCache;
}

/** A full-color encoding with its decoded pixels. */
export interface EncodedLossy extends Pick<LossyResult, 'bytes' | 'pixels' | 'quality'> {
  readonly score?: number;
}

/** A file may have this many times the bytes that a sample promises. */
const FAR = 1.25;
/** Of several formats, those are encoded whose samples promise files of up to this many times the smallest one. */
const CLOSE = 1.35;
/** Progress at the end of the searches in a sample. */
const SAMPLED = 0.4;

/**
 * Encodes an image in full color, at `jpegQuality` or at the lowest quality that reaches the quality score. Of several
 * formats, those are used whose samples promise the smallest files; none if these have far more than `limit` bytes.
 */
export async function encodeLossyImage(
  source: LossySource,
  formats: readonly LossyFormat[],
  settings: CompressSettings,
  onStage: OnStage,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<Encoding[]> {
  const fixed = fixedQuality(settings, formats);
  if (fixed !== undefined) {
    const prepared = prepareLossy(source, formats[0]!, settings);
    const isScored = source.scores !== undefined || settings.quality !== undefined;
    const { bytes, pixels } = await encodeAt(prepared.job, fixed, 'auto');
    const score = isScored ? { score: prepared.job.scorer().score(pixels, 'full-color') } : {};
    return [finishLossy(source, prepared, { bytes, pixels, quality: fixed, ...score }, settings)];
  }
  const promises = await sampleLossy(source, formats, settings, (share) =>
    onStage('encode', SAMPLED * share),
  );
  const first = promises[0]!;
  if (first.bytes > FAR * limit) return [];
  const close = promises.filter(
    ({ bytes, sample }) => bytes <= CLOSE * first.bytes && sample.reached === first.sample.reached,
  );
  const encodings: Encoding[] = [];
  for (const { prepared, sample } of close) {
    const start = encodings.length;
    const onDone = (share: number) =>
      onStage('encode', SAMPLED + ((1 - SAMPLED) * (start + share)) / close.length);
    const encoded = await encodeToTarget({ ...prepared.job, onDone }, sample);
    encodings.push(finishLossy(source, prepared, encoded, settings, prepared.job.target));
  }
  return encodings;
}

/** Returns the quality of the encoder if none is searched. */
export function fixedQuality(
  { jpegQuality, quality }: CompressSettings,
  [format]: readonly LossyFormat[],
): number | undefined {
  if (format === 'avif' && quality === undefined) return DEFAULT_AVIF_QUALITY;
  if (format !== 'jpeg') return undefined;
  return jpegQuality ?? (quality === undefined ? DEFAULT_QUALITY : undefined);
}

/** JPEG quality without `jpegQuality` and `quality`, and that of AVIF that looks about the same. */
const DEFAULT_QUALITY = 75;
const DEFAULT_AVIF_QUALITY = 58;

/** What a sample of an image promises for one format. */
export interface LossyPromise {
  readonly prepared: PreparedLossy;
  readonly sample: SampleResult;
  /** Estimated size of the file, without metadata. */
  readonly bytes: number;
}

/** Searches each format in a sample. Returns them by estimated size, those that reach the target first. */
export async function sampleLossy(
  source: Omit<LossySource, 'bytes'>,
  formats: readonly LossyFormat[],
  settings: CompressSettings,
  onDone?: (share: number) => void,
): Promise<LossyPromise[]> {
  const promises: LossyPromise[] = [];
  for (const format of formats) {
    onDone?.(promises.length / formats.length);
    const prepared = prepareLossy(source, format, settings);
    const sample = await searchSample(prepared.job);
    promises.push({ prepared, sample, bytes: estimatedBytes(sample, prepared.job.target) });
  }
  const misses = ({ sample }: LossyPromise) => (sample.reached ? 0 : 1);
  return promises.sort((one, other) => misses(one) - misses(other) || one.bytes - other.bytes);
}

/** Returns an encoding with its metadata and notes. */
export function finishLossy(
  { bytes: original, decoded }: LossySource,
  { codec, job: { image }, metadata, notes }: PreparedLossy,
  { bytes, pixels, quality, score }: EncodedLossy,
  settings: CompressSettings,
  target?: number,
): Encoding {
  const { format } = codec;
  const file = codec.withMetadata(bytes, image, metadata);
  const isSameFormat = format === 'jpeg' && decoded.header.format === 'jpeg' && !decoded.resizedFrom;
  const objection = isSameFormat ? reencodingObjection(original, bytes, quality) : undefined;
  const reached = target === undefined || score === undefined || score >= target;
  return {
    format,
    bytes: file.bytes,
    rows: (top, bottom) => rowsOf(pixels, top, bottom),
    ...NO_PALETTE,
    mse: meanSquaredError(image, pixels),
    ...(score !== undefined && {
      qualityScore: { score, colors: 0, ...(target !== undefined && { target, reached }) },
    }),
    notes: [
      ...notes,
      ...(image === decoded.image ? [] : [BLENDED]),
      ...file.notes,
      ...(codec.hasAlpha ? [] : hiddenColorsLostNote(decoded.image, decoded.header, settings)),
      ...(reached ? [] : [missedNote(format, score!, target!)]),
    ],
    ...(objection && { objection }),
  };
}

const missedNote = (format: LossyFormat, score: number, target: number): string =>
  `As a ${formatName(format)} the quality score is at most ${Math.floor(score)}, below the target of ${target}.`.replace(
    /^As a (?=A)/,
    'As an ',
  );

/** A search, with the metadata and notes of its result. */
export interface PreparedLossy {
  readonly codec: LossyCodec;
  readonly job: LossyJob;
  readonly metadata: Metadata;
  readonly notes: readonly string[];
}

/** Prepares the search for the lowest quality of a codec. */
export function prepareLossy(
  { decoded, scores }: Omit<LossySource, 'bytes'>,
  format: LossyFormat,
  settings: CompressSettings,
): PreparedLossy {
  const codec = lossyCodec(format, settings);
  codec.checkSize(decoded.image);
  const image = codec.hasAlpha ? decoded.image : flattenOnWhite(decoded.image);
  const all = withProfile(format, decoded.metadata);
  const isGray = format === 'jpeg' && canBeGray(image, all);
  const { metadata, notes } = selectMetadata(all, isGray ? 'GRAY' : 'RGB ', settings.metadata);
  const { effort, maxPixels, quality, signal } = settings;
  const cache = image === decoded.image && scores ? scores : createScoreCache(image);
  const target = quality === undefined ? 0 : levelOf(quality).lossyTarget;
  const job: LossyJob = {
    codec,
    image,
    scorer: cache.scorer,
    target,
    settings: { isGray, effort },
    maxPixels,
    signal,
  };
  return { codec, job, metadata, notes };
}
