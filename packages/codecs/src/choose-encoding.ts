import type { CompressSettings } from './compress-options.ts';
import type { Encoding, OnStage } from './encoding.ts';
import { encodeIndexedImage } from './indexed/encode-indexed.ts';
import { encodeLosslessImage } from './lossless/encode-lossless.ts';
import { encodeLossyImage } from './lossy/encode-lossy.ts';
import { type Source, type Target, waysFor } from './ways.ts';

/** From this quality score on, a result that misses it by more than `NEAR` gives way to the exact image. */
const STRICT = 90;
const NEAR = 1;

/**
 * Encodes an image in each way that may give the smallest file of a format, or of any format, and returns the smallest
 * result that reaches the quality. If none does, that is the result with the best score. A target of `STRICT` or more
 * means that nothing may be seen: then the image stays exact.
 */
export async function encodeSmallest(
  source: Source,
  target: Target,
  settings: CompressSettings,
  onStage: OnStage,
): Promise<Encoding> {
  const { indexed, isPhotograph, lossless, lossy } = waysFor(source, target, settings);
  const encodings: Encoding[] = [];
  const half = lossy.length > 0 && indexed.length > 0 ? 1 / 2 : 1;
  let start = 0;
  const onPart: OnStage = (stage, share) => onStage(stage, start + half * share);
  const addIndexed = async () => {
    encodings.push(...(await encodeIndexedImage(source, indexed, settings, onPart)));
    start += half;
  };
  if (indexed.length > 0 && !isPhotograph) await addIndexed();
  if (lossy.length > 0) {
    const limit = smallestOf(encodings)?.bytes.length;
    encodings.push(...(await encodeLossyImage(source, lossy, settings, onPart, limit)));
    start += half;
  }
  if (indexed.length > 0 && isPhotograph && !smallestOf(encodings)) await addIndexed();
  const reached = smallestOf(encodings);
  if (reached) return reached;
  const best = encodings.reduce((one, other) => (missing(other) < missing(one) ? other : one));
  const { target: goal = 0 } = best.qualityScore ?? {};
  if (goal < STRICT || missing(best) <= NEAR || lossless.length === 0) return best;
  const exact: Encoding[] = [];
  for (const format of lossless) exact.push(await encodeLosslessImage(source.decoded, format, settings));
  return smallestOf(exact)!;
}

/** Returns the smallest result that reaches its target; any result does without a target. */
function smallestOf(encodings: readonly Encoding[]): Encoding | undefined {
  const good = encodings.filter(({ qualityScore }) => qualityScore?.reached !== false);
  return good.reduce<Encoding | undefined>(
    (best, each) => (best && best.bytes.length <= each.bytes.length ? best : each),
    undefined,
  );
}

/** Returns by how much a result misses its target. */
const missing = ({ qualityScore: { score, target } = { score: 0, colors: 0 } }: Encoding): number =>
  (target ?? 0) - score;
