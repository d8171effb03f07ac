/** A file that was written, and what was there before. Hashes are SHA-256 of the content. */
export interface Entry {
  /** Address of the file. */
  readonly target: string;
  /** What people see of it. */
  readonly name: string;
  /** Address of the image that it is the result of: the file itself, where that was replaced. */
  readonly source: string;
  /** What was there: the name of the kept content; null when the file was made. */
  readonly before: string | null;
  /** Bytes of what was there. */
  readonly size: number;
  /** What was written. */
  readonly after: string;
}

/** An entry with the name that it is stored under. */
export interface StoredEntry extends Entry {
  readonly key: string;
}

/** The files of one run, in the order in which they were written. */
export interface RunRecord {
  /** Later runs have greater ones. */
  readonly id: string;
  readonly entries: readonly StoredEntry[];
}

/** What a file can be brought back to. */
export interface Original {
  /** The kept content; null: there was no such file. */
  readonly before: string | null;
  /** The entries that this undoes, newest first. */
  readonly undoes: readonly StoredEntry[];
  /** Whether nothing else gets lost: the file is what was written, or gone, or its original already. */
  readonly isUntouched: boolean;
}

/**
 * The original of a file: what was there before the first of the writes that lead to what is there now. When the file
 * was changed since, it is what was there before the last write.
 *
 * @param runs newest first.
 * @param now hash of what is there, undefined when the file is gone.
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
 * The original of a file that was moved or copied after it was compressed: that of a file with this very content. Nothing is
 * undone by it, since the file in the old place may be there as well.
 */
export function originalOfMoved(runs: readonly RunRecord[], now: string | undefined): Original | undefined {
  const made = runs.flatMap(({ entries }) => entries).find(({ after, before }) => after === now && before);
  const original = made && originalOf(runs, made.target, now);
  return original?.before ? { ...original, undoes: [] } : undefined;
}

/**
 * The contents that have to go so that the others take no more than `most` bytes: those that were needed longest ago.
 * What the newest run has replaced stays in any case: someone may be about to undo it.
 *
 * @param runs newest first.
 */
export function contentsToForget(runs: readonly RunRecord[], most: number): Set<string> {
  const sizes = new Map<string, number>(); // in the order of their last use
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
    if (total > most && !newest.has(hash)) forgotten.add(hash);
  }
  return forgotten;
}

/** Reads an entry; undefined when it is damaged or of another version. */
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

/** Whether a file is one that was chosen, or in a folder that was. Both are addresses. */
export const isWithin = (target: string, chosen: string): boolean =>
  target === chosen || target.startsWith(`${chosen.replace(/\/$/, '')}/`);
