import type { CompressSettings } from '../compress-options.ts';
import { deltaE, meanSquaredError, peakSignalToNoise } from '../image/difference.ts';
import { reencodingObjection } from '../jpeg/quantization.ts';
import { fixedQuality, prepareLossy, sampleLossy } from '../lossy/encode-lossy.ts';
import { encodeAt } from '../lossy/encode-to-target.ts';
import type { LossyFormat, OutputFormat } from '../types.ts';
import { type ImagePreview, MAX_SAMPLES, type PreviewSource, scaleOf } from './image-preview.ts';

/**
 * Returns an estimate of a lossy full-color result. A search for a quality runs in a sample of the whole image; its
 * quality is then used for the preview image.
 * @param formats - formats of which the smallest file counts
 */
export async function previewLossy(
  source: PreviewSource,
  target: OutputFormat | 'smallest',
  formats: readonly LossyFormat[],
  settings: CompressSettings,
): Promise<ImagePreview> {
  const { bytes: original, core, decoded, estimator, scores } = source;
  const fixed = fixedQuality(settings, formats);
  const promised = fixed === undefined ? (await sampleLossy({ decoded }, formats, settings))[0] : undefined;
  const format = promised?.prepared.codec.format ?? formats[0]!;
  const shown = { decoded: { ...decoded, image: core.previewImage }, scores };
  const { job, metadata } = prepareLossy(shown, format, settings);
  const quality = promised?.sample.wanted ?? fixed!;
  const { bytes, pixels } = await encodeAt(job, quality, promised?.sample.settings.chroma ?? 'auto');
  const parts = {
    picture: promised?.bytes ?? bytes.length * scaleOf(decoded, pixels),
    metadata: await estimator.metadataBytes(format, metadata),
  };
  const goal = promised && { target: job.target, reached: promised.sample.reached };
  const isSameFormat = format === 'jpeg' && decoded.header.format === 'jpeg' && !decoded.resizedFrom;
  const reason = isSameFormat ? reencodingObjection(original, bytes, quality) : undefined;
  return {
    image: pixels,
    palette: [],
    estimatedBytes: estimator.estimate(target, settings, parts),
    psnr: peakSignalToNoise(meanSquaredError(job.image, pixels)),
    deltaE: deltaE(job.image, pixels, MAX_SAMPLES),
    qualityScore: {
      score: promised?.sample.best.score ?? job.scorer().score(pixels, 'full-color'),
      colors: 0,
      ...goal,
    },
    format,
    file: async () => bytes,
    ...(reason ? { outcome: 'kept', notes: [reason] } : { outcome: 'compressed', notes: [] }),
  };
}
