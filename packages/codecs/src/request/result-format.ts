import type { InputFormat, OutputFormat } from '../types.ts';
import type { CompressRequest } from './request.ts';

/**
 * Returns the output format of `compressImage` for a file; `'smallest'` if the smallest result decides.
 * @param input - format of the file
 * @param requested - the `format` option
 */
export function targetFormat(
  input: InputFormat,
  requested: CompressRequest['format'],
): OutputFormat | 'smallest' {
  if (requested !== 'auto' && requested !== 'keep') return requested;
  if (input === 'jpeg' || input === 'avif') return requested === 'keep' ? input : 'png';
  return input === 'webp' || input === 'gif' ? input : 'png';
}

/**
 * Returns whether the result is a full-color JPEG, which has a quality instead of a number of colors.
 * @param requested - the `format` option
 * @param source - format or file extension of the original, in any letter case
 */
export function isFullColor(requested: CompressRequest['format'], source: string): boolean {
  return targetFormat(/^jpe?g$/i.test(source) ? 'jpeg' : 'png', requested) === 'jpeg';
}
