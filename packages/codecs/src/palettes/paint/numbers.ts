import { malformed } from '../errors.ts';

/**
 * Returns a channel from 0 to 255.
 * @throws {PaletteError} `'malformed'`
 */
export function byteIn(text: string, line: string, number: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 255) return value;
  throw malformed('three numbers from 0 to 255', line, number);
}
