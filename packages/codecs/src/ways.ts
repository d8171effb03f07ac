import type { RgbaImage } from '@kcolors/core';
import { type CompressSettings, canWriteAvif } from './compress-options.ts';
import { MAX_COLORS } from './constants.ts';
import { isOpaque } from './image/flatten.ts';
import { isPhotograph } from './image/photograph.ts';
import type { QuantizeSource } from './indexed/quantize-image.ts';
import type { IndexedFormat, LosslessFormat, LossyFormat, OutputFormat } from './types.ts';

/** An image file with its decoded pixels. */
export interface Source extends QuantizeSource {
  readonly bytes: Uint8Array;
}

/** Ways to encode an image, by the kind of the result. */
export interface Ways {
  readonly indexed: readonly IndexedFormat[];
  /** Whether a lossy file is surely smaller than an indexed one. */
  readonly isPhotograph: boolean;
  readonly lossy: readonly LossyFormat[];
  /** Used if no other way reaches the quality. */
  readonly lossless: readonly LosslessFormat[];
}

/** Planned format of a result. */
export type Target = OutputFormat | 'smallest';

/**
 * Returns the ways that may give the smallest file. Settings of colors or of a palette require an indexed image. Lossy
 * codecs always have smaller files of a photograph than a palette; of flat graphics, either may win. A maximum number of
 * colors below 256 requires an indexed image, too.
 */
export function waysFor({ decoded: { image } }: Source, target: Target, settings: CompressSettings): Ways {
  const lossy = lossyFormatsFor(image, target, settings, true);
  if (target === 'jpeg' || target === 'avif') return { indexed: [], isPhotograph: true, lossy, lossless: [] };
  if (target === 'gif') return { indexed: ['gif'], isPhotograph: false, lossy, lossless: [] };
  const all = target === 'smallest' ? allowed(['png', 'webp'] as const, settings) : [target];
  const { maxColors = MAX_COLORS } = settings.quantize;
  const mayBeExact = !needsPalette(settings) && maxColors >= MAX_COLORS;
  const isPhoto = lossy.length > 0 && isPhotograph(image);
  return { indexed: all, isPhotograph: isPhoto, lossy, lossless: mayBeExact ? all : [] };
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
  if (target === 'jpeg' || target === 'avif') return [target];
  const isLossy = (target === 'webp' || target === 'smallest') && !needsPalette(settings);
  if (!isLossy || !(inDoubt || isPhotograph(image))) return [];
  if ((settings.quantize.maxColors ?? MAX_COLORS) < MAX_COLORS) return [];
  if (target !== 'smallest') return ['webp'];
  const withAlpha: readonly LossyFormat[] = canWriteAvif(settings) ? ['webp', 'avif'] : ['webp'];
  return allowed(isOpaque(image) ? ['jpeg', ...withAlpha] : withAlpha, settings);
}

/** Returns those formats that `'smallest'` may choose. */
const allowed = <Format extends OutputFormat>(
  all: readonly Format[],
  { formats }: CompressSettings,
): readonly Format[] => all.filter((format) => formats?.includes(format) ?? true);
