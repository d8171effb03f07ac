import type { Quality } from '@kcolors/codecs';
import { QUALITY_NAMES } from '@kcolors/codecs/request';
import { InvalidArgumentError } from 'commander';

/** Parsers of option values. Their errors name the expected values. */

/** Parses an integer in a range. */
export const integer =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected an integer between ${min} and ${max}.`);
  };

/** Parses an integer of at least 1, or `auto`. */
export const countOrAuto =
  (max: number) =>
  (text: string): number | 'auto' => {
    const value = Number(text);
    if (text === 'auto') return text;
    if (/^\d+$/.test(text) && value >= 1 && value <= max) return value;
    throw new InvalidArgumentError(`Expected an integer between 1 and ${max}, or auto.`);
  };

/** Parses a quality name, or an integer from 1 to 100. */
export function quality(text: string): Quality {
  const named = QUALITY_NAMES.find((name) => name === text);
  if (named) return named;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError(`Expected ${QUALITY_NAMES.join(', ')}, or an integer between 1 and 100.`);
}

const BYTES: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1e3, mb: 1e6, kib: 2 ** 10, mib: 2 ** 20 };

/** Parses a size such as `200kB`, `1.5 MB` or `4096`. Returns bytes. */
export function byteSize(text: string): number {
  const [, digits, unit = ''] = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(digits ?? Number.NaN) * (BYTES[unit.toLowerCase()] ?? Number.NaN));
  if (bytes >= 1 && bytes <= Number.MAX_SAFE_INTEGER) return bytes;
  throw new InvalidArgumentError('Expected a size of at least 1 byte, such as 200kB, 1.5MB or 4096.');
}

/** Parses a percentage below 100, such as `10%`, or a number from 0 to below 1. Returns the number. */
export function percentage(text: string): number {
  const [, digits, percent] = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(%?)\s*$/.exec(text) ?? [];
  const value = Number(digits ?? Number.NaN) / (percent ? 100 : 1);
  if (value >= 0 && value < 1) return value;
  throw new InvalidArgumentError('Expected a percentage below 100, such as 10%, or a number below 1.');
}

/** Parses a percentage such as `50%`, or a number above 0 and up to 1. */
export function factor(text: string): number {
  const [, number = '', percent] = /^(\d+\.?\d*|\.\d+)\s?(%?)$/.exec(text.trim()) ?? [];
  const value = percent ? Number(number) / 100 : Number(number);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a percentage such as 50%, or a number above 0 and up to 1.');
}

/** Parses a number from 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number between 0 and 1.');
}
