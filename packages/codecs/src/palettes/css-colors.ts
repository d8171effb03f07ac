import { hexOfCss } from './css/css-color.ts';
import { PaletteError } from './errors.ts';

/** Maximum number of different CSS functions. Each takes about 50 µs. */
export const MAX_FUNCTIONS = 10_000;

/** Returns the error of a file with more than `MAX_FUNCTIONS` different CSS functions. */
export function tooManyFunctions(): PaletteError {
  const expected = `at most ${MAX_FUNCTIONS.toLocaleString('en')} different values with functions`;
  return new PaletteError('too-large', { expected, received: 'more' });
}

/**
 * Returns a cached `hexOfCss` for the colors of one file.
 * @throws {PaletteError} `'too-large'` from the returned function above `MAX_FUNCTIONS` different CSS functions.
 */
export function cssColors(): (text: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (!text.includes('(')) return hexOfCss(text);
    if (known.has(text)) return known.get(text);
    if (known.size === MAX_FUNCTIONS) throw tooManyFunctions();
    const hex = hexOfCss(text);
    known.set(text, hex);
    return hex;
  };
}
