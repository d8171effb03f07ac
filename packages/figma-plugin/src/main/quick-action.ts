import {
  COLORS_EXPECTED,
  DITHERING_EXPECTED,
  matchDitherings,
  parseColors,
  USUAL_COLORS,
} from '../shared/parameters.ts';

type Suggest = (query: string) => { readonly suggestions: readonly string[] } | { readonly error: string };

/** Suggestions while a parameter is typed, by its key in the manifest. */
const SUGGESTIONS: Readonly<Record<string, Suggest>> = {
  colors(query) {
    if (query.trim() === '') return { suggestions: USUAL_COLORS.map(String) };
    const colors = parseColors(query);
    return colors === undefined ? { error: COLORS_EXPECTED } : { suggestions: [String(colors)] };
  },
  dither(query) {
    const suggestions = matchDitherings(query);
    return suggestions.length > 0 ? { suggestions } : { error: DITHERING_EXPECTED };
  },
};

/** Suggests parameters of quick actions while they are typed. */
export function suggestParameters(): void {
  // Some editors have no quick actions.
  figma.parameters?.on('input', ({ key, query, result }) => {
    const answer = SUGGESTIONS[key]?.(query) ?? { suggestions: [] };
    if ('error' in answer) result.setError(answer.error);
    else result.setSuggestions([...answer.suggestions]);
  });
}
