/** Other files that belong to a palette file: aliases may refer to their colors. */
export interface RelatedFiles {
  /** Their texts. */
  readonly texts: readonly string[];
  /** Returns the result of a calculation, which is done once for each key. */
  readonly once: <T>(key: string, calculate: () => T) => T;
}

/** Creates the list of related files. */
export function relatedFiles(texts: readonly string[]): RelatedFiles {
  const results = new Map<string, unknown>();
  return {
    texts,
    once: <T>(key: string, calculate: () => T): T => {
      if (!results.has(key)) results.set(key, calculate());
      return results.get(key) as T;
    },
  };
}

/** No related files. */
export const NO_FILES: RelatedFiles = relatedFiles([]);
