import { hexOfCss } from './color-values.ts';
import { PaletteError } from './errors.ts';

const MAX_FUNCTIONS = 10_000; // different ones: each takes some 50 µs

/**
 * Reads the colors of one file as `hexOfCss` does. What a function of CSS stands for is computed once.
 * @throws {PaletteError} when there are more different functions than a palette file has.
 */
export function cssColors(): (text: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (!text.includes('(')) return hexOfCss(text);
    if (known.has(text)) return known.get(text);
    if (known.size === MAX_FUNCTIONS) {
      const expected = `at most ${MAX_FUNCTIONS.toLocaleString('en')} different values with functions`;
      throw new PaletteError('too-large', { expected, received: 'more' });
    }
    const hex = hexOfCss(text);
    known.set(text, hex);
    return hex;
  };
}
