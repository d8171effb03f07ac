import type { CompressResult } from '../compress-types.ts';
import { PRESETS } from '../request/presets.ts';

/** Numbers of sizes to try. */
const MAX_TRIES = 6;
/** Bytes grow by about this share per point of the quality score. */
const PER_POINT = 0.04;
/** Least and largest factor of the longer side from one try to the next. */
const LEAST = 0.4;
const LARGEST = 0.92;

/**
 * Reduces an image until its result fits into `maxBytes` and has at least the visual quality `small`. Each size follows
 * from what the last result lacked.
 * @param first - the result in full size
 * @param compress - compresses the image again, reduced to this length of its longer side
 */
export async function reduceToFit(
  first: CompressResult,
  maxBytes: number,
  compress: (maxSide: number) => Promise<CompressResult>,
): Promise<CompressResult> {
  let result = first;
  for (let tries = 0; tries < MAX_TRIES && !isGood(result, maxBytes); tries++) {
    const side = Math.max(result.width, result.height);
    const needed = result.bytesAfter * (1 + PER_POINT * lackOf(result));
    const factor = Math.min(LARGEST, Math.max(LEAST, Math.sqrt(maxBytes / needed)));
    if (side <= 1) break;
    result = await compress(Math.max(1, Math.floor(factor * side)));
  }
  return result;
}

const isGood = (result: CompressResult, maxBytes: number): boolean =>
  result.outcome !== 'compressed' || (result.bytesAfter <= maxBytes && lackOf(result) === 0);

/** Returns the points that a result lacks for the quality `small`. */
function lackOf({ qualityScore }: CompressResult): number {
  if (!qualityScore) return 0;
  const { lossyTarget, target } = PRESETS.small;
  return Math.max(0, (qualityScore.colors === 0 ? lossyTarget : target) - qualityScore.score);
}
