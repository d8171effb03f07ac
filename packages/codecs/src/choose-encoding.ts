import type { RgbaImage } from '@kcolors/core';
import type { CompressSettings } from './compress-options.ts';
import { MAX_COLORS } from './constants.ts';
import type { Encoding, OnStage } from './encoding.ts';
import { isOpaque } from './image/flatten.ts';
import { isPhotograph } from './image/photograph.ts';
import { encodeIndexedImage } from './indexed/encode-indexed.ts';
import type { QuantizeSource } from './indexed/quantize-image.ts';
import { encodeLosslessImage } from './lossless/encode-lossless.ts';
import { encodeLossyImage } from './lossy/encode-lossy.ts';
import type { IndexedFormat, LosslessFormat, LossyFormat, OutputFormat } from './types.ts';

/** An image file with its decoded pixels. */
export interface Source extends QuantizeSource {
  readonly bytes: Uint8Array;
}

/** Ways to encode an image, by the kind of the result. */
interface Ways {
  readonly indexed: readonly IndexedFormat[];
  readonly lossy: readonly LossyFormat[];
  /** Used if no other way reaches the quality. */
  readonly lossless: readonly LosslessFormat[];
}

/** A result that misses its target by no more is better than the exact image, which is far larger. */
const NEAR = 6;

/**
 * Encodes an image in each way that may give the smallest file of a format, or of any format, and returns the smallest
 * result that reaches the quality. If all miss it by far, that is the exact image, if its file is smaller than the
 * original; otherwise the result with the best score.
 */
export async function encodeSmallest(
  source: Source,
  target: Target,
  settings: CompressSettings,
  onStage: OnStage,
): Promise<Encoding> {
  const { indexed, lossless, lossy } = waysFor(source, target, settings);
  const isPhoto = lossy.length > 0 && indexed.length > 0 && isPhotograph(source.decoded.image);
  const encodings: Encoding[] = [];
  const half = lossy.length > 0 && indexed.length > 0 ? 1 / 2 : 1;
  let start = 0;
  const onPart: OnStage = (stage, share) => onStage(stage, start + half * share);
  const addIndexed = async () => {
    encodings.push(...(await encodeIndexedImage(source, indexed, settings, onPart)));
    start += half;
  };
  if (indexed.length > 0 && !isPhoto) await addIndexed();
  if (lossy.length > 0) {
    const limit = smallestOf(encodings)?.bytes.length;
    const encoding = await encodeLossyImage(source, lossy, settings, onPart, limit);
    if (encoding) encodings.push(encoding);
    start += half;
  }
  if (isPhoto && !smallestOf(encodings)) await addIndexed();
  const reached = smallestOf(encodings);
  if (reached) return reached;
  const best = encodings.reduce((one, other) => (missing(other) < missing(one) ? other : one));
  if (missing(best) <= NEAR) return best;
  const exact: Encoding[] = [];
  for (const format of lossless) exact.push(await encodeLosslessImage(source.decoded, format, settings));
  const smallest = smallestOf(exact);
  return smallest && smallest.bytes.length < source.bytes.length ? smallest : best;
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

/** Planned format of a result. */
type Target = OutputFormat | 'smallest';

/**
 * Returns the ways that may give the smallest file. Settings of colors or of a palette require an indexed image. Lossy
 * codecs always have smaller files of a photograph than a palette; of flat graphics, either may win. A maximum number of
 * colors below 256 requires an indexed image, too.
 */
function waysFor({ decoded: { image } }: Source, target: Target, settings: CompressSettings): Ways {
  const lossy = lossyFormatsFor(image, target, settings, true);
  if (target === 'jpeg') return { indexed: [], lossy, lossless: [] };
  if (target === 'gif') return { indexed: ['gif'], lossy, lossless: [] };
  const all: readonly LosslessFormat[] = target === 'smallest' ? ['png', 'webp'] : [target];
  const { maxColors = MAX_COLORS } = settings.quantize;
  const mayBeExact = !needsPalette(settings) && maxColors >= MAX_COLORS;
  return { indexed: all, lossy, lossless: mayBeExact ? all : [] };
}

const needsPalette = ({ keepPaletteOrder, palette, quality }: CompressSettings): boolean =>
  quality === undefined || palette !== undefined || keepPaletteOrder;

/**
 * Returns the lossy formats that may give the smallest file.
 * @param inDoubt - whether to return them also for images that a palette may suit better
 */
export function lossyFormatsFor(
  image: RgbaImage,
  target: Target,
  settings: CompressSettings,
  inDoubt = false,
): readonly LossyFormat[] {
  if (target === 'jpeg') return ['jpeg'];
  const isLossy = (target === 'webp' || target === 'smallest') && !needsPalette(settings);
  if (!isLossy || !(inDoubt || isPhotograph(image))) return [];
  if ((settings.quantize.maxColors ?? MAX_COLORS) < MAX_COLORS) return [];
  return target === 'smallest' && isOpaque(image) ? ['jpeg', 'webp'] : ['webp'];
}
