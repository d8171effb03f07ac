/** A written file and its previous content. Hashes are SHA-256 of the content. */
export interface Entry {
  /** URI of the file. */
  readonly target: string;
  /** Displayed name. */
  readonly name: string;
  /** URI of the image that was compressed: `target` itself where the image was replaced. */
  readonly source: string;
  /** Hash of the kept content; null when the file is new. */
  readonly before: string | null;
  /** Size of the previous content in bytes. */
  readonly size: number;
  /** Hash of the written content. */
  readonly after: string;
}

/** An entry with its key in the store. */
export interface StoredEntry extends Entry {
  readonly key: string;
}

/** The files of one run, in the order in which they were written. */
export interface RunRecord {
  /** Sortable: later runs have greater ids. */
  readonly id: string;
  readonly entries: readonly StoredEntry[];
}

/** The content that a file can be restored to. */
export interface Original {
  /** Hash of the kept content; null when the file did not exist. */
  readonly before: string | null;
  /** The entries that this restore undoes, newest first. */
  readonly undoes: readonly StoredEntry[];
  /** Whether a restore loses no other content: the file is as written, missing, or its original already. */
  readonly isUntouched: boolean;
}

/**
 * Returns the original of a file: its content before the first of the consecutive writes that lead to its
 * current content.
 * For a file changed since, returns its content before the last write.
 *
 * @param runs newest first.
 * @param now hash of the current content, undefined when the file is missing.
 */
export function originalOf(
  runs: readonly RunRecord[],
  target: string,
  now: string | undefined,
): Original | undefined {
  const all = runs.flatMap(({ entries }) => entries.filter((entry) => entry.target === target).reverse());
  const undoes: StoredEntry[] = [];
  let hash: string | null | undefined = now;
  for (const entry of all) {
    if (entry.after !== hash) continue;
    undoes.push(entry);
    hash = entry.before;
  }
  if (undoes.length > 0) return { before: hash ?? null, undoes, isUntouched: true };
  const [last] = all;
  if (!last) return undefined;
  const isUntouched = now === undefined || now === last.before;
  return { before: last.before, undoes: [last], isUntouched };
}

/**
 * Returns the original of a file that was moved or copied after compression, found by its content.
 * Undoes no entries, since the file may still exist in its old place.
 */
export function originalOfMoved(runs: readonly RunRecord[], now: string | undefined): Original | undefined {
  const made = runs.flatMap(({ entries }) => entries).find(({ after, before }) => after === now && before);
  const original = made && originalOf(runs, made.target, now);
  return original?.before ? { ...original, undoes: [] } : undefined;
}

/**
 * Returns the least recently needed contents, to be deleted so that the others take at most `maxBytes` bytes.
 * Spares the originals of the newest run: someone may be about to undo it.
 *
 * @param runs newest first.
 */
export function contentsToForget(runs: readonly RunRecord[], maxBytes: number): Set<string> {
  const sizes = new Map<string, number>(); // most recently used first
  for (const { entries } of runs) {
    for (const { before, size } of [...entries].reverse()) {
      if (before !== null && !sizes.has(before)) sizes.set(before, size);
    }
  }
  const newest = new Set(runs[0]?.entries.map(({ before }) => before));
  const forgotten = new Set<string>();
  let total = 0;
  for (const [hash, size] of sizes) {
    total += size;
    if (total > maxBytes && !newest.has(hash)) forgotten.add(hash);
  }
  return forgotten;
}

/** Parses an entry; undefined when it is damaged or of another version. */
export function parseEntry(text: string): Entry | undefined {
  try {
    const { version, ...entry } = JSON.parse(text) as Entry & { version: unknown };
    const { target, after } = entry;
    return version === 1 && typeof target === 'string' && typeof after === 'string' ? entry : undefined;
  } catch {
    return undefined;
  }
}

export const formatEntry = (entry: Entry): string => JSON.stringify({ version: 1, ...entry });

/** Whether a file was chosen, or is in a chosen folder. Both parameters are URIs. */
export const isWithin = (target: string, chosen: string): boolean =>
  target === chosen || target.startsWith(`${chosen.replace(/\/$/, '')}/`);
