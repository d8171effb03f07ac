import { PaletteError, quoted } from '../errors.ts';
import type { Found } from '../format.ts';
import type { RelatedFiles } from '../related.ts';
import { parseJson } from './json-text.ts';
import { readTokens } from './read-tokens.ts';
import { readXcode } from './xcode.ts';

/** Reads JSON written here, a list of colors, names with colors, trees of these, design tokens, and colors of Xcode. */
export function readJson(text: string, related: RelatedFiles): Found {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null)
    return readXcode(value) ?? readTokens(value, text, related);
  const expected = 'an object or a list of colors';
  throw new PaletteError('malformed', { expected, received: quoted(String(value)), place: { line: 1 } });
}
