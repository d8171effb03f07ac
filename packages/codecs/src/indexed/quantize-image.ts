import type { Progress, QuantizeOptions, QuantizeResult, RgbaImage } from '@kcolors/core';
import { qualityScoreSample } from '@kcolors/core/quality-score';
import { pause, runSteps } from '@kcolors/core/threads';
import { type CompressSettings, quantizeOptionsFor } from '../compress-options.ts';
import { quickSize } from '../encode.ts';
import { leaveRoom } from '../hidden/room.ts';
import type { ResizedImage } from '../image/resize-decoded.ts';
import { alternativesTo, familiesOf, isSmall } from '../quality/families.ts';
import { levelOf } from '../quality/levels.ts';
import { type QuantizedToTarget, quantizeToTarget, type TargetJob } from '../quality/quantize-to-target.ts';
import { createScoreCache, type ScoreCache } from '../quality/score-cache.ts';
import { quantizeLargeToTarget } from '../quality/search-large.ts';
import type { IndexedFormat } from '../types.ts';

/** Decoded image with its quantizer. */
export interface QuantizeSource {
  readonly decoded: ResizedImage;
  /** Quantizes the image with `quantizeSteps`, or in a session that has already counted its colors. */
  quantize(options: QuantizeOptions): Generator<Progress, QuantizeResult>;
  /** Quality scores of the image. If present, every result gets a score. */
  readonly scores?: ScoreCache;
}

/** Chosen result. `qualityScore` is present with `quality` and with `QuantizeSource.scores`. */
export type QuantizedImage = Omit<QuantizedToTarget, 'qualityScore'> &
  Partial<Pick<QuantizedToTarget, 'qualityScore'>>;

/** Quantizes an image to the number of colors or the quality in the settings. */
export async function quantizeImage(
  { decoded: { image }, scores, quantize }: QuantizeSource,
  format: IndexedFormat,
  settings: CompressSettings,
  onDone: (share: number) => void,
): Promise<QuantizedImage> {
  const { quality, signal } = settings;
  const baseOptions = optionsFor(format, settings, image);
  const run = (options: QuantizeOptions, onStep: (share: number) => void) =>
    runSteps(quantize(options), ({ done }) => onStep(done), signal);
  if (quality === undefined) {
    const result = await run(baseOptions, onDone);
    const score = scores?.scorer().score(result);
    const scored = score !== undefined && { qualityScore: { score, colors: result.palette.length / 4 } };
    return { options: baseOptions, result, ...scored, notes: [] };
  }
  const job: TargetJob = {
    families: familiesOf(baseOptions, isSmall(image)),
    alternatives: (options) => alternativesTo(baseOptions, options),
    target: levelOf(quality).target,
    scores: scores ?? createScoreCache(image),
    async quantize(options, onStep) {
      await pause(); // a trial may be shorter than the time slice after which `runSteps` pauses
      return run(options, onStep);
    },
    format,
    sizeOf: (result) => quickSize(format, result),
    onDone,
  };
  const sample = qualityScoreSample(image);
  return sample === image ? quantizeToTarget(job) : quantizeLargeToTarget(job, sample, signal);
}

/** Returns the quantizer options, with room for hidden colors if the format can store several. */
function optionsFor(format: IndexedFormat, settings: CompressSettings, image: RgbaImage): QuantizeOptions {
  const options = quantizeOptionsFor(format, settings, image);
  const keepAll = settings.keepHiddenColors;
  if (format === 'gif' || settings.palette || (format === 'webp' && keepAll)) return options;
  return leaveRoom({ ...options, maxColors: maxColorsOf(settings) }, image, keepAll);
}

/** Returns the maximum number of colors of a result. */
export const maxColorsOf = ({ quality, quantize }: CompressSettings): number =>
  quantize.maxColors ?? (quality === undefined ? 16 : 256);
