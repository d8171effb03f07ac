import type { CompressSettings } from '../compress-options.ts';
import { formatName } from '../file-names.ts';
import { isOpaque } from '../image/flatten.ts';
import { isPhotograph } from '../image/photograph.ts';
import type { QuantizeSource } from '../indexed/quantize-image.ts';
import { formatBytes } from '../request/format-numbers.ts';
import { targetFormat } from '../request/result-format.ts';
import type { OutputFormat } from '../types.ts';
import { prepareLossy } from './encode-lossy.ts';
import { estimatedBytes, searchSample } from './encode-to-target.ts';

/** A lossy file has to save at least this share of the PNG for an offer. */
const MIN_SAVING = 0.2;
/** The size is estimated from a score this close to the target. */
const NEAR = 8;

/**
 * Returns an offer for a photograph that stays a PNG: how small a JPEG of the same look would be, or a WebP if it is
 * transparent. None without a quality, which says what the same look is.
 */
export async function lossyOffer(
  source: QuantizeSource,
  format: OutputFormat,
  bytes: number,
  settings: CompressSettings,
): Promise<string | undefined> {
  const { header, image } = source.decoded;
  const stays = format === 'png' && targetFormat(header.format, 'keep') === 'png';
  if (!stays || settings.quality === undefined || settings.palette) return undefined;
  if (!isPhotograph(image)) return undefined;
  const { codec, job } = prepareLossy(source, isOpaque(image) ? 'jpeg' : 'webp', settings);
  const sample = await searchSample({ ...job, isRough: true });
  const smaller = estimatedBytes(sample, job.target);
  const isNear = Math.abs(sample.best.score - job.target) <= NEAR;
  if (!isNear || smaller > (1 - MIN_SAVING) * bytes) return undefined;
  return `As a ${formatName(codec.format)} of the same look it would have about ${formatBytes(smaller)}.`;
}
