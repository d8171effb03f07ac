import type { Palette, QuantizeOptions, RgbaImage } from '@kcolors/core';
import { CodecError } from './errors.ts';
import { readJpeg } from './jpeg/markers.ts';
import { findOtherPart, isPartOfPicture, otherPartName } from './jpeg/other-parts.ts';
import { DEFAULT_MAX_PIXELS } from './limits.ts';
import { levelOf } from './quality/levels.ts';
import { targetFormat } from './request/result-format.ts';
import type { CompressOptions, DecodedImage, OutputFormat } from './types.ts';

const CHOICES = {
  format: ['auto', 'keep', 'png', 'webp', 'gif', 'jpeg'],
  effort: ['fast', 'default', 'max'],
  metadata: ['keep', 'strip', 'omit'],
  ifLarger: ['original', 'result'],
} as const;

const MOST_COLORS = 256;
/** Default reason for keeping the original. */
export const NOT_SMALLER = 'The result is not smaller: the original was kept.';
/** A result with other pixels has to save this share of the bytes; an exact one may save a single byte. */
const LEAST_SAVING = 0.02;
const HARDLY_SMALLER = 'The result is less than 2 % smaller: the original was kept.';
const ANIMATION = 'This is an animation: the original was kept.';

const TRUNCATED = 'The file is truncated and pixels are missing: the original was kept.';

/** Options with every default filled in and every choice checked. */
export interface CompressSettings
  extends Required<Omit<CompressOptions, Optional>>,
    Pick<CompressOptions, Optional> {}

type Optional = 'palette' | 'quality' | 'signal' | 'onProgress';

/** Fills in the defaults and rejects what is out of range; core checks the options of the quantizer. */
export function resolveCompressOptions(options: CompressOptions): CompressSettings {
  const { quality, quantize } = options;
  const level = quality === undefined ? undefined : levelOf(quality);
  const settings: CompressSettings = {
    quantize: level ? { ...quantize } : { ...quantize, dither: quantize?.dither ?? 0.5 },
    format: options.format ?? 'auto',
    ...(quality !== undefined && { quality }),
    jpegQuality: options.jpegQuality ?? level?.jpegQuality ?? 75,
    effort: options.effort ?? 'default',
    metadata: options.metadata ?? 'keep',
    ifLarger: options.ifLarger ?? 'original',
    keepHiddenColors: options.keepHiddenColors ?? false,
    keepPaletteOrder: options.keepPaletteOrder ?? false,
    maxPixels: options.maxPixels ?? DEFAULT_MAX_PIXELS,
    ...(options.palette && { palette: options.palette }),
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
  return settings;
}

function checkPalette({ palette, format }: CompressSettings): void {
  if (palette === undefined) return;
  const colors = palette.length / 4;
  if (!Number.isInteger(colors) || colors < 1 || colors > MOST_COLORS) {
    const expected = `1 to ${MOST_COLORS} colors of 4 bytes for palette`;
    throw new CodecError('invalid-option', `Expected ${expected} but received ${palette.length} bytes.`);
  }
  if (format === 'jpeg') {
    throw new CodecError('invalid-option', 'Expected a format that has a palette but received jpeg.');
  }
}

/** What becomes of a file: its format, and why the file stays as it is where it has to. */
export interface Plan {
  readonly target: OutputFormat;
  readonly keeps?: string;
}

/** A file and what was read from it, as far as its plan depends on that. */
type PlannedFile = Pick<DecodedImage, 'header' | 'truncated'> & { readonly bytes: Uint8Array };

/**
 * Plans what becomes of a file: of an animation, a JPEG with more than a picture, or a file that is cut short, no lesser one
 * of its format is made.
 */
export function planFor(
  { bytes, header: { animated, format }, truncated }: PlannedFile,
  settings: CompressSettings,
): Plan {
  const wanted = settings.palette && settings.format === 'keep' ? 'auto' : settings.format;
  const target = targetFormat(format, wanted);
  if (target !== format) return { target };
  const keeps = animated
    ? ANIMATION
    : truncated
      ? TRUNCATED
      : format === 'jpeg'
        ? whyIrreplaceable(bytes, settings.metadata)
        : undefined;
  return { target, ...(keeps && { keeps }) };
}

/** Why a JPEG must not be replaced by a JPEG of its main picture; undefined where it may. */
function whyIrreplaceable(bytes: Uint8Array, metadata: CompressSettings['metadata']): string | undefined {
  const part = findOtherPart(readJpeg(bytes));
  if (part === undefined || part === 'copies') return undefined;
  if (metadata === 'strip' && !isPartOfPicture(part)) return undefined;
  return `The JPEG holds ${otherPartName(part)} that a new one would lose: the original was kept.`;
}

/** Why a result is not worth having, if it is not: too few bytes saved for what it changes. */
export function whyNotWorthIt(bytesBefore: number, bytesAfter: number, isExact: boolean): string | undefined {
  if (bytesAfter >= bytesBefore) return NOT_SMALLER;
  return isExact || bytesAfter <= bytesBefore * (1 - LEAST_SAVING) ? undefined : HARDLY_SMALLER;
}

/** The options of the quantizer for an image and a format: GIF knows no translucent colors. */
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

/** The palette, and full transparency where only the image has it: an icon keeps its outline in any colors. */
function withTransparency(palette: Palette, { data }: RgbaImage): Palette {
  const isFull = palette.length / 4 === MOST_COLORS;
  const has = (pixels: ArrayLike<number>) => {
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i] === 0) return true;
    return false;
  };
  if (isFull || has(palette) || !has(data)) return palette;
  const more = new Uint8Array(palette.length + 4);
  more.set(palette);
  return more;
}
