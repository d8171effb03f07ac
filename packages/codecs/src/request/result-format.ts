import type { InputFormat, OutputFormat } from '../types.ts';
import type { CompressRequest } from './request.ts';

/**
 * Returns the format of the result. `'auto'` converts JPEG to PNG, since an indexed result needs a palette. BMP
 * becomes PNG, since BMP cannot be written.
 */
export function targetFormat(input: InputFormat, wanted: CompressRequest['format']): OutputFormat {
  if (wanted !== 'auto' && wanted !== 'keep') return wanted;
  if (input === 'jpeg') return wanted === 'keep' ? 'jpeg' : 'png';
  return input === 'bmp' ? 'png' : input;
}

/**
 * Whether the result is a full-color JPEG, which has a JPEG quality instead of a number of colors.
 *
 * @param source Format or file extension of the original, in any letter case. Any value except JPEG counts as another
 * format.
 */
export function isFullColor(wanted: CompressRequest['format'], source: string): boolean {
  return targetFormat(/^jpe?g$/i.test(source) ? 'jpeg' : 'png', wanted) === 'jpeg';
}
