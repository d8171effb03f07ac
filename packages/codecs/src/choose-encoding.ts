import type { RgbaImage } from '@kcolors/core';
import type { CompressSettings } from './compress-options.ts';
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

/**
 * Encodes an image in each way that may give the smallest file of a format, or of any format, and returns the smallest
 * result that reaches the quality. If none does, that is the exact image or, if its file is no smaller than the
 * original, the result with the best score.
 */
export async function encodeSmallest(
  source: Source,
  target: Target,
  settings: CompressSettings,
  onStage: OnStage,
): Promise<Encoding> {
  const { indexed, lossless, lossy } = waysFor(source, target, settings);
  const encodings: Encoding[] = [];
  const share = lossy.length === 0 ? 1 : 1 / 2;
  if (indexed.length > 0) {
    const onPart: OnStage = (stage, done) => onStage(stage, share * done);
    encodings.push(...(await encodeIndexedImage(source, indexed, settings, onPart)));
  }
  if (lossy.length > 0) {
    const start = indexed.length > 0 ? share : 0;
    const onPart: OnStage = (stage, done) => onStage(stage, start + (1 - start) * done);
    const limit = smallestOf(encodings)?.bytes.length;
    const encoding = await encodeLossyImage(source, lossy, settings, onPart, limit);
    if (encoding) encodings.push(encoding);
  }
  const best = smallestOf(encodings);
  if (best) return best;
  for (const format of lossless) encodings.push(await encodeLosslessImage(source.decoded, format, settings));
  const exact = smallestOf(encodings);
  if (exact && exact.bytes.length < source.bytes.length) return exact;
  return encodings.reduce((one, other) => (scoreOf(other) > scoreOf(one) && other.mse > 0 ? other : one));
}

/** Returns the smallest result that reaches its target; any result does without a target. */
function smallestOf(encodings: readonly Encoding[]): Encoding | undefined {
  const good = encodings.filter(({ qualityScore }) => qualityScore?.reached !== false);
  return good.reduce<Encoding | undefined>(
    (best, each) => (best && best.bytes.length <= each.bytes.length ? best : each),
    undefined,
  );
}

const scoreOf = ({ qualityScore }: Encoding): number => qualityScore?.score ?? 0;

/** Planned format of a result. */
type Target = OutputFormat | 'smallest';

/**
 * Returns the ways that may give the smallest file. Settings of colors or of a palette require an indexed image. Lossy
 * codecs always have smaller files of a photograph than a palette; of flat graphics, either may win.
 */
function waysFor({ decoded: { image } }: Source, target: Target, settings: CompressSettings): Ways {
  const lossy = lossyFormatsFor(image, target, settings, true);
  if (target === 'jpeg') return { indexed: [], lossy, lossless: [] };
  if (target === 'gif') return { indexed: ['gif'], lossy, lossless: [] };
  const all: readonly LosslessFormat[] = target === 'smallest' ? ['png', 'webp'] : [target];
  if (needsPalette(settings)) return { indexed: all, lossy, lossless: [] };
  return { indexed: lossy.length > 0 && isPhotograph(image) ? [] : all, lossy, lossless: all };
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
  return target === 'smallest' && isOpaque(image) ? ['jpeg', 'webp'] : ['webp'];
}
