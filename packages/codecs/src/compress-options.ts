import type { Palette, QuantizeOptions, RgbaImage } from '@kcolors/core';
import { resizedSize } from '@kcolors/core/resize';
import { DEFAULT_MAX_PIXELS, EFFORTS, MAX_COLORS } from './constants.ts';
import { CodecError } from './errors.ts';
import { readJpeg } from './jpeg/markers.ts';
import { findOtherPart, isPartOfPicture, otherPartName } from './jpeg/other-parts.ts';
import { levelOf } from './quality/levels.ts';
import { DEFAULT_REQUEST } from './request/request.ts';
import { objectiveFor } from './request/request-options.ts';
import { targetFormat } from './request/result-format.ts';
import type { CompressOptions, DecodedImage, OutputFormat } from './types.ts';

const CHOICES = {
  format: ['auto', 'keep', 'png', 'webp', 'gif', 'jpeg'],
  effort: EFFORTS,
  metadata: ['keep', 'strip', 'omit'],
  ifNotSmaller: ['original', 'result'],
} as const;

/** Default reason for keeping the original. */
export const NOT_SMALLER = 'The result is not smaller: the original was kept.';
/** Share of the bytes that a result with changed pixels has to save; an exact result may save a single byte. */
const MIN_SAVING = 0.02;
const HARDLY_SMALLER = 'The result is less than 2 % smaller: the original was kept.';
const ANIMATION = 'This is an animation: the original was kept.';

const TRUNCATED = 'The file is truncated and pixels are missing: the original was kept.';

/** Checked options with all defaults. */
export interface CompressSettings
  extends Required<Omit<CompressOptions, Optional>>,
    Pick<CompressOptions, Optional> {}

type Optional = 'palette' | 'quality' | 'resize' | 'signal' | 'onProgress';

/**
 * Returns the options with all defaults. The quantizer checks its own options.
 * @throws {CodecError} `'invalid-option'`
 * @throws {QuantizeError} if an option in `resize` is invalid.
 */
export function resolveCompressOptions(options: CompressOptions): CompressSettings {
  const { quality, quantize } = options;
  const level = quality === undefined ? undefined : levelOf(quality);
  const settings: CompressSettings = {
    quantize: level
      ? { ...quantize }
      : { objective: objectiveFor(quantize?.space), dither: DEFAULT_REQUEST.dither, ...quantize },
    format: options.format ?? 'auto',
    ...(quality !== undefined && { quality }),
    jpegQuality: options.jpegQuality ?? level?.jpegQuality ?? 75,
    effort: options.effort ?? 'default',
    metadata: options.metadata ?? 'keep',
    ifNotSmaller: options.ifNotSmaller ?? 'original',
    keepHiddenColors: options.keepHiddenColors ?? false,
    keepPaletteOrder: options.keepPaletteOrder ?? false,
    maxPixels: options.maxPixels ?? DEFAULT_MAX_PIXELS,
    ...(options.palette && { palette: options.palette }),
    ...(options.resize && { resize: options.resize }),
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
  for (const name of ['keepHiddenColors', 'keepPaletteOrder'] as const) {
    if (typeof settings[name] === 'boolean') continue;
    throw new CodecError(
      'invalid-option',
      `Expected true or false for ${name} but received ${settings[name]}.`,
    );
  }
  const { jpegQuality } = settings;
  if (!Number.isInteger(jpegQuality) || jpegQuality < 1 || jpegQuality > 100) {
    throw new CodecError(
      'invalid-option',
      `Expected an integer between 1 and 100 for jpegQuality but received ${jpegQuality}.`,
    );
  }
  checkPalette(settings);
  if (settings.resize) resizedSize({ width: 1, height: 1 }, settings.resize); // checks the options
  return settings;
}

function checkPalette({ palette, format }: CompressSettings): void {
  if (palette === undefined) return;
  const colors = palette.length / 4;
  if (!Number.isInteger(colors) || colors < 1 || colors > MAX_COLORS) {
    const expected = `1 to ${MAX_COLORS} colors of 4 bytes for palette`;
    throw new CodecError('invalid-option', `Expected ${expected} but received ${palette.length} bytes.`);
  }
  if (format === 'jpeg') {
    throw new CodecError('invalid-option', 'Expected a format that has a palette but received jpeg.');
  }
}

/** Decision about a file before it is encoded. */
export interface Plan {
  readonly target: OutputFormat;
  /** Sentence that says why the original has to be kept. */
  readonly keepReason?: string;
}

type PlannedFile = Pick<DecodedImage, 'header' | 'truncated'> & { readonly bytes: Uint8Array };

/**
 * Returns the output format of a file, and a reason if the original has to be kept. An animation, a truncated file and
 * a JPEG with further pictures are never replaced by a lesser file of the same format.
 */
export function planFor(
  { bytes, header: { animated, format }, truncated }: PlannedFile,
  settings: CompressSettings,
): Plan {
  const requested = settings.palette && settings.format === 'keep' ? 'auto' : settings.format;
  const target = targetFormat(format, requested);
  if (target !== format) return { target };
  const keepReason = animated
    ? ANIMATION
    : truncated
      ? TRUNCATED
      : format === 'jpeg'
        ? irreplaceablePartReason(bytes, settings.metadata)
        : undefined;
  return { target, ...(keepReason && { keepReason }) };
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

/** Returns why a result saves too few bytes, or undefined if it saves enough. */
export function savingObjection(
  bytesBefore: number,
  bytesAfter: number,
  isExact: boolean,
): string | undefined {
  if (bytesAfter >= bytesBefore) return NOT_SMALLER;
  return isExact || bytesAfter <= bytesBefore * (1 - MIN_SAVING) ? undefined : HARDLY_SMALLER;
}

/** Returns the quantizer options for an image and a format. GIF has no translucent colors. */
export function quantizeOptionsFor(
  target: Exclude<OutputFormat, 'jpeg'>,
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
