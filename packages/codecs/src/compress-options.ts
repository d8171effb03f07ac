import type { Palette, QuantizeOptions, RgbaImage } from '@kcolors/core';
import { resizedSize } from '@kcolors/core/resize';
import type { CompressOptions } from './compress-types.ts';
import { DEFAULT_MAX_PIXELS, EFFORTS, MAX_COLORS } from './constants.ts';
import { CodecError } from './errors.ts';
import { isReduced, type ResizedImage } from './image/resize-decoded.ts';
import { readJpeg } from './jpeg/markers.ts';
import { findOtherPart, isPartOfPicture, otherPartName } from './jpeg/other-parts.ts';
import { levelOf } from './quality/levels.ts';
import { formatShare } from './request/format-numbers.ts';
import { DEFAULT_REQUEST } from './request/request.ts';
import { objectiveFor } from './request/request-options.ts';
import { targetFormat } from './request/result-format.ts';
import type { IndexedFormat, OutputFormat } from './types.ts';

const CHOICES = {
  format: ['auto', 'keep', 'smallest', 'png', 'webp', 'gif', 'jpeg', 'avif'],
  effort: EFFORTS,
  metadata: ['keep', 'strip', 'omit'],
  ifNotSmaller: ['original', 'result'],
} as const;

/** Default reason for keeping the original. */
export const NOT_SMALLER = 'The result is not smaller: the original was kept.';
/** Default of `minSaving`. */
const MIN_SAVING = 0.05;
const FITS = 'The file is small enough: the original was kept.';
const ANIMATION = 'This is an animation: the original was kept.';

const NO_AVIF = 'There is no AVIF encoder: the original was kept.';
const NO_AVIF_ENCODER =
  'Writing AVIF needs an add-on: run "npm install @kcolors/avif", or choose another format.';

const TRUNCATED = 'The file is truncated and pixels are missing: the original was kept.';

/** Quality that a result may have with `maxBytes` alone: more bytes would make no visible difference. */
const HIGHEST = 'lossless-look';

/** Checked options with all defaults. */
export interface CompressSettings
  extends Required<Omit<CompressOptions, Optional>>,
    Pick<CompressOptions, Optional> {
  /** Whether the size alone matters, and a file that is small enough stays as it is. */
  readonly isLimitOnly: boolean;
}

type Optional =
  | 'decoders'
  | 'encoders'
  | 'formats'
  | 'jpegQuality'
  | 'maxBytes'
  | 'palette'
  | 'quality'
  | 'resize'
  | 'signal'
  | 'onProgress';

/**
 * Returns the options with all defaults. The quantizer checks its own options.
 * @throws {CodecError} `'invalid-option'`
 * @throws {QuantizeError} if an option in `resize` is invalid.
 */
export function resolveCompressOptions(options: CompressOptions): CompressSettings {
  const { maxBytes, quantize } = options;
  const isLimitOnly = maxBytes !== undefined && options.quality === undefined;
  const quality = isLimitOnly ? HIGHEST : options.quality;
  const level = quality === undefined ? undefined : levelOf(quality);
  const settings: CompressSettings = {
    quantize: level
      ? { ...quantize }
      : { objective: objectiveFor(quantize?.space), dither: DEFAULT_REQUEST.dither, ...quantize },
    format: options.format ?? 'auto',
    ...(quality !== undefined && { quality }),
    minSaving: options.minSaving ?? MIN_SAVING,
    effort: options.effort ?? 'default',
    metadata: options.metadata ?? 'keep',
    ifNotSmaller: options.ifNotSmaller ?? 'original',
    keepHiddenColors: options.keepHiddenColors ?? false,
    keepPaletteOrder: options.keepPaletteOrder ?? false,
    maxPixels: options.maxPixels ?? DEFAULT_MAX_PIXELS,
    ...(maxBytes !== undefined && { maxBytes }),
    isLimitOnly,
    allowResize: options.allowResize ?? false,
    ...(options.formats && { formats: options.formats }),
    ...(options.jpegQuality !== undefined && { jpegQuality: options.jpegQuality }),
    ...(options.palette && { palette: options.palette }),
    ...(options.resize && { resize: options.resize }),
    ...(options.decoders && { decoders: options.decoders }),
    ...(options.encoders && { encoders: options.encoders }),
    ...(options.signal && { signal: options.signal }),
    ...(options.onProgress && { onProgress: options.onProgress }),
  };
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = settings[name as keyof typeof CHOICES];
    if (!(choices as readonly string[]).includes(value)) {
      throw new CodecError(
        'invalid-option',
        `Expected one of ${choices.join(', ')} for ${name} but received ${value}.`,
      );
    }
  }
  for (const name of ['allowResize', 'keepHiddenColors', 'keepPaletteOrder'] as const) {
    if (typeof settings[name] === 'boolean') continue;
    throw new CodecError(
      'invalid-option',
      `Expected true or false for ${name} but received ${settings[name]}.`,
    );
  }
  const { jpegQuality = 1, minSaving } = settings;
  if (!(minSaving >= 0 && minSaving < 1)) {
    throw new CodecError(
      'invalid-option',
      `Expected a number from 0 to below 1 for minSaving but received ${minSaving}.`,
    );
  }
  if (!Number.isInteger(jpegQuality) || jpegQuality < 1 || jpegQuality > 100) {
    throw new CodecError(
      'invalid-option',
      `Expected an integer between 1 and 100 for jpegQuality but received ${jpegQuality}.`,
    );
  }
  if (maxBytes !== undefined && !(Number.isInteger(maxBytes) && maxBytes >= 1)) {
    throw new CodecError(
      'invalid-option',
      `Expected an integer of at least 1 for maxBytes but received ${maxBytes}.`,
    );
  }
  if (settings.allowResize && maxBytes === undefined) {
    throw new CodecError('invalid-option', 'Expected maxBytes with allowResize but received none.');
  }
  const { formats } = settings;
  if (formats && !(formats.includes('png') || formats.includes('webp'))) {
    const expected = 'Expected png or webp among the formats';
    throw new CodecError('invalid-option', `${expected} but received ${formats.join(', ') || 'none'}.`);
  }
  checkPalette(settings);
  if (settings.resize) resizedSize({ width: 1, height: 1 }, settings.resize); // checks the options
  if (settings.format === 'avif' && !canWriteAvif(settings))
    throw new CodecError('unsupported-format', NO_AVIF_ENCODER);
  return settings;
}

/** Returns whether AVIF can be written: a search for a quality also decodes it. */
export const canWriteAvif = ({
  decoders,
  encoders,
}: Pick<CompressOptions, 'decoders' | 'encoders'>): boolean =>
  encoders?.avif !== undefined && decoders?.avif !== undefined;

function checkPalette({ palette, format }: CompressSettings): void {
  if (palette === undefined) return;
  const colors = palette.length / 4;
  if (!Number.isInteger(colors) || colors < 1 || colors > MAX_COLORS) {
    const expected = `1 to ${MAX_COLORS} colors of 4 bytes for palette`;
    throw new CodecError('invalid-option', `Expected ${expected} but received ${palette.length} bytes.`);
  }
  if (format === 'jpeg' || format === 'avif') {
    throw new CodecError('invalid-option', `Expected a format that has a palette but received ${format}.`);
  }
}

/** Decision about a file before it is encoded. */
export interface Plan {
  readonly target: OutputFormat | 'smallest';
  /** Sentence that says why the original has to be kept. */
  readonly keepReason?: string;
}

type PlannedFile = Omit<ResizedImage, 'metadata' | 'notes'> & { readonly bytes: Uint8Array };

/**
 * Returns the output format of a file, and a reason if the original has to be kept. An animation, a truncated file and
 * a JPEG with further pictures are never replaced by a lesser file of the same format.
 */
export function planFor(
  { bytes, header: { animated, format }, image, resizedFrom, truncated }: PlannedFile,
  settings: CompressSettings,
): Plan {
  const target = targetFormat(format, requestedFormat(settings));
  if (target !== format && target !== 'smallest') return { target };
  const { isLimitOnly, maxBytes = 0, resize } = settings;
  const keepReason = animated
    ? ANIMATION
    : target === 'avif' && !canWriteAvif(settings)
      ? NO_AVIF
      : truncated
        ? TRUNCATED
        : format === 'jpeg'
          ? irreplaceablePartReason(bytes, settings.metadata)
          : undefined;
  const isResized = resizedFrom !== undefined || (resize !== undefined && isReduced(image, resize));
  if (isLimitOnly && bytes.length <= maxBytes && !isResized)
    return { target, keepReason: keepReason ?? FITS };
  return { target, ...(keepReason && { keepReason }) };
}

/** Returns the `format` option: a palette turns a JPEG into a PNG, and a quality keeps it. */
function requestedFormat({ format, palette, quality }: CompressSettings): CompressSettings['format'] {
  if (palette && format === 'keep') return 'auto';
  return quality !== undefined && !palette && format === 'auto' ? 'keep' : format;
}

/** Returns why a JPEG must not be replaced by a JPEG of its main picture, or undefined if it may be. */
function irreplaceablePartReason(
  bytes: Uint8Array,
  metadata: CompressSettings['metadata'],
): string | undefined {
  const part = findOtherPart(readJpeg(bytes));
  if (part === undefined || part === 'copies') return undefined;
  if (metadata === 'strip' && !isPartOfPicture(part)) return undefined;
  return `The JPEG holds ${otherPartName(part)} that a new one would lose: the original was kept.`;
}

/**
 * Returns why a result saves too few bytes, or undefined if it saves enough.
 * @param minSaving - share of the bytes that it has to save, 0 to 1; with 0 a single byte is enough
 */
export function savingObjection(
  bytesBefore: number,
  bytesAfter: number,
  minSaving: number,
): string | undefined {
  if (bytesAfter >= bytesBefore) return NOT_SMALLER;
  if (bytesAfter <= bytesBefore * (1 - minSaving)) return undefined;
  return `The result is less than ${formatShare(minSaving)} smaller: the original was kept.`;
}

/** Returns the quantizer options for an image and a format. GIF has no translucent colors. */
export function quantizeOptionsFor(
  target: IndexedFormat,
  { quantize, palette }: CompressSettings,
  image: RgbaImage,
): QuantizeOptions {
  const alpha = target === 'gif' && quantize.alpha !== 'ignore' ? 'binary' : quantize.alpha;
  const options = { ...quantize, ...(alpha && { alpha }) };
  if (!palette) return options;
  const fixedColors = alpha === 'ignore' ? palette : withTransparency(palette, image);
  return { ...options, fixedColors, maxColors: fixedColors.length / 4 };
}

/** Adds a transparent color if only the image has transparent pixels: an icon keeps its outline in any palette. */
function withTransparency(palette: Palette, { data }: RgbaImage): Palette {
  const isFull = palette.length / 4 === MAX_COLORS;
  const has = (pixels: ArrayLike<number>) => {
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i] === 0) return true;
    return false;
  };
  if (isFull || has(palette) || !has(data)) return palette;
  const extended = new Uint8Array(palette.length + 4);
  extended.set(palette);
  return extended;
}
