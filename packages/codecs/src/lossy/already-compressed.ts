import type { CompressSettings } from '../compress-options.ts';
import { hasTablesOf } from '../jpeg/quantization.ts';
import type { Source, Target } from '../ways.ts';
import { readWebp } from '../webp/riff.ts';
import { prepareLossy } from './encode-lossy.ts';
import { estimatedBytes, searchSample } from './encode-to-target.ts';
import { squaresOffGrid } from './sample.ts';

/**
 * A file of our encoders that was made for the same quality promises 76 to 96 % of its bytes when it is encoded again, off
 * its grid of blocks: its pixels are smoother than those of its original.
 */
const MADE_FOR_IT = 0.75;

const REASON = 'The file is already compressed to about this quality: the original was kept.';

/**
 * Returns why a lossy file stays as it is: it looks as if it were made for the quality that is asked for. Encoding it
 * again would add its loss to that of the file, a little at each run. On the grid of blocks of the file, a codec repeats its
 * own rounding, and the loss seems small; so a sample off that grid is searched.
 */
export async function alreadyCompressedReason(
  source: Pick<Source, 'bytes' | 'decoded'>,
  target: Target,
  settings: CompressSettings,
): Promise<string | undefined> {
  const { bytes, decoded } = source;
  const { ifNotSmaller, jpegQuality, maxBytes, quality } = settings;
  const { format } = decoded.header;
  if (quality === undefined || maxBytes !== undefined || ifNotSmaller === 'result') return undefined;
  if ((format !== 'jpeg' && format !== 'webp') || target !== format || decoded.resizedFrom) return undefined;
  if (format === 'jpeg' && jpegQuality !== undefined) return undefined;
  if (!(await isOfOurEncoder(bytes, format))) return undefined;
  const { job } = prepareLossy(source, format, settings);
  const sample = await searchSample(job, squaresOffGrid(job.image));
  return estimatedBytes(sample, job.target) > MADE_FOR_IT * bytes.length ? REASON : undefined;
}

/** Returns whether a file was lossily encoded as we do it: others may gain from a better encoder alone. */
async function isOfOurEncoder(bytes: Uint8Array, format: 'jpeg' | 'webp'): Promise<boolean> {
  if (format === 'webp') return readWebp(bytes).chunks.some(({ id }) => id === 'VP8 ');
  const { encodeWithMozJpeg } = await import('../wasm/jpeg-encoder.ts');
  const pixel = { data: Uint8Array.of(128, 128, 128, 255), width: 1, height: 1 };
  return hasTablesOf(bytes, await encodeWithMozJpeg(pixel, 50, true));
}
