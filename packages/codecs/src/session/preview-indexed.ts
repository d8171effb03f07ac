import type { QuantizeOptions, QuantizeResult } from '@kcolors/core';
import { pause } from '@kcolors/core/threads';
import { type CompressSettings, quantizeOptionsFor } from '../compress-options.ts';
import { INDEXED_ENCODERS } from '../encode.ts';
import { deltaE, peakSignalToNoise } from '../image/difference.ts';
import { expandIndexed } from '../image/expand-indexed.ts';
import { selectMetadata } from '../metadata/carry-over.ts';
import { listPalette } from '../palette-entries.ts';
import { isSmall, previewFamiliesOf, rateSizeFactor } from '../quality/families.ts';
import { levelOf } from '../quality/levels.ts';
import { type QuantizedToTarget, quantizeToTarget, type TargetJob } from '../quality/quantize-to-target.ts';
import type { IndexedFormat } from '../types.ts';
import {
  type ImagePreview,
  MAX_SAMPLES,
  type PreviewPicture,
  type PreviewSource,
  scaleOf,
} from './image-preview.ts';
import { sampledSize } from './sampled-size.ts';

/** A score up to this much above the target ends the search of a preview, which then needs few trials. */
const SLACK = 2;

/** Returns an estimate of an indexed result. */
export async function previewIndexed(
  source: PreviewSource,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { core, decoded, estimator } = source;
  const {
    sizeFactor = 1,
    result,
    qualityScore,
    notes,
    ...picture
  } = await quantizePreview(source, target, settings);
  const { metadata } = selectMetadata(decoded.metadata, 'RGB ', settings.metadata);
  const parts = {
    picture: sizeFactor * (await sampledSize(target, result, scaleOf(decoded, result))),
    metadata: await estimator.metadataBytes(target, metadata),
  };
  return {
    ...picture,
    estimatedBytes: estimator.estimate(target, settings, parts),
    psnr: peakSignalToNoise(result.mse),
    deltaE: deltaE(core.previewImage, picture.image, MAX_SAMPLES),
    qualityScore,
    format: target,
    file: async () => (await INDEXED_ENCODERS[target](result, {}, 'fast')).bytes,
    outcome: 'compressed',
    notes,
  };
}

/**
 * Quantizes the preview image to the number of colors or the quality in the settings. `sizeFactor` estimates how much smaller
 * the full search will make the file.
 */
async function quantizePreview(
  { core, decoded, scores, onPicture }: PreviewSource,
  target: IndexedFormat,
  settings: CompressSettings,
): Promise<PreviewPicture & Omit<QuantizedToTarget, 'options'> & { readonly sizeFactor?: number }> {
  const { quality, signal } = settings;
  const { effort: _, ...baseOptions } = quantizeOptionsFor(target, settings, core.previewImage); // previews are quick
  const quantize = (options: QuantizeOptions): QuantizeResult => {
    const { session, changes } = core.for(options);
    return session.preview(changes);
  };
  if (quality === undefined) {
    const result = quantize(baseOptions);
    const picture = pictureOf(result);
    if (onPicture) {
      onPicture(picture);
      await pause(); // so that the host can show it
    }
    const qualityScore = { score: scores.scorer().score(result), colors: result.palette.length / 4 };
    return { ...picture, result, qualityScore, notes: [] };
  }
  const job: Omit<TargetJob, 'families'> = {
    target: levelOf(quality).target,
    slack: SLACK,
    scores,
    async quantize(options) {
      await pause();
      signal?.throwIfAborted();
      return quantize(options);
    },
    format: target,
    sizeOf: (each) => sampledSize(target, each),
  };
  const small = isSmall(decoded.image);
  let chosen: QuantizedToTarget | undefined;
  for (const families of previewFamiliesOf(baseOptions, small)) {
    const next = await quantizeToTarget({ ...job, families });
    if (!chosen || next.qualityScore.score > chosen.qualityScore.score) chosen = next;
    if (chosen.qualityScore.reached) break;
  }
  const { qualityScore, notes, options, result } = chosen!;
  const isFinal = result.mse === 0 || !qualityScore.reached || options.rate !== undefined;
  const sizeFactor = isFinal ? 1 : rateSizeFactor(baseOptions, small, target, levelOf(quality).target);
  return { ...pictureOf(result), result, qualityScore, notes, sizeFactor };
}

const pictureOf = (result: QuantizeResult): PreviewPicture => ({
  image: expandIndexed(result),
  palette: listPalette(result),
});
