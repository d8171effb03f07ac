import { qualityScore } from '@kcolors/core/quality-score';
import type { CompressSettings } from '../compress-options.ts';
import { hasFullChroma, qualityOf } from '../jpeg/quantization.ts';
import type { Source, Target } from '../ways.ts';
import { readWebp } from '../webp/riff.ts';
import { prepareLossy } from './encode-lossy.ts';
import { encodeAt, estimatedBytes, searchSample } from './encode-to-target.ts';
import { squaresOffGrid } from './sample.ts';

/**
 * A WebP that was made for the same quality promises 76 to 96 % of its bytes when it is encoded again, off its grid of
 * blocks: its pixels are smoother than those of its original.
 */
const MADE_FOR_IT = 0.75;
/**
 * A JPEG that is encoded again with its own settings, off its grid of blocks, has a score of 0 to 7 above that of its first
 * encoding, measured with 17 photographs at scores from 55 to 90.
 */
const SCORES_AGAIN = 8;
/** Share of the bytes that a second loss has to save. One for the same quality saves up to 13 %. */
const SAVING_AGAIN = 0.15;

const REASON = 'The file is already compressed to about this quality: the original was kept.';

/** Reasons against a second lossy encoding. */
export interface AlreadyCompressed {
  /** The reason to keep the file without encoding it; undefined if there is none. */
  readonly keepReason?: string;
  /** Returns the reason to reject a result of so many bytes. */
  objectionTo(bytes: number): string | undefined;
}

const NEW: AlreadyCompressed = { objectionTo: () => undefined };

/**
 * Returns the reasons to keep a lossy file whose quality is about the requested one. Encoding the file again would add a
 * second loss to the first, a little at each run. On the grid of blocks of the file, a codec repeats its
 * own rounding, and the loss seems small; so a sample off that grid is encoded.
 */
export async function alreadyCompressed(
  source: Pick<Source, 'bytes' | 'decoded'>,
  target: Target,
  settings: CompressSettings,
): Promise<AlreadyCompressed> {
  const { bytes, decoded } = source;
  const { ifNotSmaller, jpegQuality, maxBytes, quality } = settings;
  const { format } = decoded.header;
  if (quality === undefined || maxBytes !== undefined || ifNotSmaller === 'result') return NEW;
  if (target !== format || decoded.resizedFrom) return NEW;
  if (format === 'jpeg' && jpegQuality !== undefined) return NEW;
  let isMadeForIt: boolean;
  if (format === 'jpeg') {
    const { encodeWithMozJpeg } = await import('../wasm/jpeg-encoder.ts');
    const stored = qualityOf(bytes, await encodeWithMozJpeg(GRAY_PIXEL, 50, true));
    if (stored === undefined) return NEW; // others may gain from a better encoder alone
    isMadeForIt = await isJpegMadeForIt(source, stored, settings);
  } else if (format === 'webp' && readWebp(bytes).chunks.some(({ id }) => id === 'VP8 ')) {
    isMadeForIt = await isWebpMadeForIt(source, settings);
  } else return NEW;
  return {
    ...(isMadeForIt && { keepReason: REASON }),
    objectionTo: (length) => (length > (1 - SAVING_AGAIN) * bytes.length ? REASON : undefined),
  };
}

const GRAY_PIXEL = { data: Uint8Array.of(128, 128, 128, 255), width: 1, height: 1 };

async function isJpegMadeForIt(
  source: Pick<Source, 'bytes' | 'decoded'>,
  stored: number,
  settings: CompressSettings,
): Promise<boolean> {
  const { job } = prepareLossy(source, 'jpeg', settings);
  const sample = squaresOffGrid(job.image);
  const chroma = hasFullChroma(source.bytes) ? 'full' : 'half';
  const { pixels } = await encodeAt({ ...job, image: sample }, stored, chroma);
  return qualityScore(sample, pixels, 'full-color') < job.target + SCORES_AGAIN;
}

async function isWebpMadeForIt(
  source: Pick<Source, 'bytes' | 'decoded'>,
  settings: CompressSettings,
): Promise<boolean> {
  const { job } = prepareLossy(source, 'webp', settings);
  const sample = await searchSample(job, squaresOffGrid(job.image));
  return estimatedBytes(sample, job.target) > MADE_FOR_IT * source.bytes.length;
}
