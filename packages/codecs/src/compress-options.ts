import type { QuantizeOptions } from '@kcolors/core';
import { CodecError } from './errors.ts';
import { DEFAULT_MAX_PIXELS } from './limits.ts';
import type { CompressOptions, ImageHeader, InputFormat, OutputFormat } from './types.ts';

const CHOICES = {
  format: ['auto', 'keep', 'png', 'webp', 'gif', 'jpeg'],
  effort: ['fast', 'default', 'max'],
  metadata: ['keep', 'strip'],
  ifLarger: ['original', 'result'],
} as const;

const ANIMATION = 'This is an animation, which only the original can show: it was kept.';

/** Options with every default filled in and every choice checked. */
export interface CompressSettings
  extends Required<Omit<CompressOptions, 'signal' | 'onProgress'>>,
    Pick<CompressOptions, 'signal' | 'onProgress'> {}

/** Fills in the defaults and rejects what is out of range; core checks the options of the quantizer. */
export function resolveCompressOptions(options: CompressOptions): CompressSettings {
  const settings: CompressSettings = {
    quantize: { ...options.quantize, dither: options.quantize?.dither ?? 0.5 },
    format: options.format ?? 'auto',
    quality: options.quality ?? 75,
    effort: options.effort ?? 'default',
    metadata: options.metadata ?? 'keep',
    ifLarger: options.ifLarger ?? 'original',
    maxPixels: options.maxPixels ?? DEFAULT_MAX_PIXELS,
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
  const { quality } = settings;
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new CodecError(
      'invalid-option',
      `Expected an integer between 1 and 100 for quality but received ${quality}.`,
    );
  }
  return settings;
}

/** What becomes of a file: its format, and why the file stays as it is where it has to. */
export interface Plan {
  readonly target: OutputFormat;
  readonly keeps?: string;
}

/** What becomes of a file with this header. */
export function planFor({ animated, format }: ImageHeader, settings: CompressSettings): Plan {
  const target = targetFormat(format, settings.format);
  return { target, ...(animated && target === format && { keeps: ANIMATION }) };
}

export function targetFormat(input: InputFormat, wanted: CompressSettings['format']): OutputFormat {
  if (wanted !== 'auto' && wanted !== 'keep') return wanted;
  if (input === 'jpeg') return wanted === 'keep' ? 'jpeg' : 'png';
  return input === 'bmp' ? 'png' : input;
}

/** The options of the quantizer for a format: GIF knows no translucent colors. */
export function quantizeOptionsFor(
  target: Exclude<OutputFormat, 'jpeg'>,
  { quantize }: CompressSettings,
): QuantizeOptions {
  const alpha = target === 'gif' && quantize.alpha !== 'ignore' ? 'binary' : quantize.alpha;
  return { ...quantize, ...(alpha && { alpha }) };
}
