import type { InputFormat, OutputFormat } from '../types.ts';
import type { CompressRequest } from './request.ts';

/** The format that comes out: PNG where the wanted one cannot be written, or has to have a palette. */
export function targetFormat(input: InputFormat, wanted: CompressRequest['format']): OutputFormat {
  if (wanted !== 'auto' && wanted !== 'keep') return wanted;
  if (input === 'jpeg') return wanted === 'keep' ? 'jpeg' : 'png';
  return input === 'bmp' ? 'png' : input;
}

/**
 * Whether the result is a JPEG in full color, which has a quality instead of a number of colors.
 *
 * @param source Format or file extension of the original, in any letter case; anything else is no JPEG.
 */
export function isFullColor(wanted: CompressRequest['format'], source: string): boolean {
  return targetFormat(/^jpe?g$/i.test(source) ? 'jpeg' : 'png', wanted) === 'jpeg';
}
