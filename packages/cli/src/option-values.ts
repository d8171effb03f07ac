import type { Quality } from '@kcolors/codecs';
import { QUALITY_NAMES } from '@kcolors/codecs/request';
import { InvalidArgumentError } from 'commander';

/** Parsers of option values. Their errors name the expected values. */

/** Parses an integer in a range. */
export const integer =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected an integer between ${least} and ${most}.`);
  };

/** Parses an integer of at least 1, or `auto`. */
export const countOrAuto =
  (most: number) =>
  (text: string): number | 'auto' => {
    const value = Number(text);
    if (text === 'auto') return text;
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`Expected an integer between 1 and ${most}, or auto.`);
  };

/** Parses a quality name, or an integer from 1 to 100. */
export function quality(text: string): Quality {
  const named = QUALITY_NAMES.find((name) => name === text);
  if (named) return named;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError(`Expected ${QUALITY_NAMES.join(', ')}, or an integer between 1 and 100.`);
}

/** Parses a number from 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number between 0 and 1.');
}
