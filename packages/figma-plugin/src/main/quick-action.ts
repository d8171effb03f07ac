// Parameters of quick actions: “Reduce colors 16 floyd-steinberg” typed into Figma's search.
const LEAST_COLORS = 2;
const MOST_COLORS = 256;
const USUAL_COLORS = [8, 16, 32, 64, 128, 256];
const DITHERS = ['none', 'ordered', 'floyd-steinberg'];

type Suggest = (query: string) => { readonly suggestions: readonly string[] } | { readonly error: string };

/** What Figma offers while a parameter is typed, by its key in the manifest. */
const SUGGESTIONS: Readonly<Record<string, Suggest>> = {
  colors(query) {
    const typed = query.trim();
    if (typed === '') return { suggestions: USUAL_COLORS.map(String) };
    const colors = Number(typed);
    if (!Number.isInteger(colors) || colors < LEAST_COLORS || colors > MOST_COLORS)
      return { error: `Expected a whole number from ${LEAST_COLORS} to ${MOST_COLORS}` };
    return { suggestions: [String(colors)] };
  },
  dither(query) {
    const typed = query.trim().toLowerCase();
    const suggestions = DITHERS.filter((name) => name.includes(typed));
    return suggestions.length > 0 ? { suggestions } : { error: `Expected ${DITHERS.join(', ')}` };
  },
};

export function suggestParameters(): void {
  // Not every editor has quick actions.
  figma.parameters?.on('input', ({ key, query, result }) => {
    const answer = SUGGESTIONS[key]?.(query) ?? { suggestions: [] };
    if ('error' in answer) result.setError(answer.error);
    else result.setSuggestions([...answer.suggestions]);
  });
}
