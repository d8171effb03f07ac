/** A file that was written, and what was there before. Hashes are SHA-256 of the content. */
export interface Entry {
  /** Address of the file. */
  readonly target: string;
  /** What people see of it. */
  readonly name: string;
  /** What was there: the name of the kept content; null when the file was made. */
  readonly before: string | null;
  /** Bytes of what was there. */
  readonly size: number;
  /** What was written. */
  readonly after: string;
}

/** The files of one run, in the order in which they were written. */
export interface RunRecord {
  readonly version: 1;
  /** Name of the record; later runs have greater ones. */
  readonly id: string;
  readonly entries: readonly Entry[];
}

/** What a file can be brought back to. */
export interface Original {
  /** The kept content; null: there was no such file. */
  readonly before: string | null;
  /** The entries that this undoes, newest first. */
  readonly undoes: readonly { readonly run: string; readonly entry: Entry }[];
  /** Whether the file is what was written, so that nothing else gets lost. */
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
  const all = runs.flatMap(({ id, entries }) =>
    entries.filter((entry) => entry.target === target).map((entry) => ({ run: id, entry })),
  );
  const undoes: { run: string; entry: Entry }[] = [];
  let hash: string | null | undefined = now;
  for (const each of all) {
    if (each.entry.after !== hash) continue;
    undoes.push(each);
    hash = each.entry.before;
  }
  if (undoes.length > 0) return { before: hash ?? null, undoes, isUntouched: true };
  const [last] = all;
  return last && { before: last.entry.before, undoes: [last], isUntouched: false };
}

/**
 * The contents that have to go so that the others take no more than `most` bytes: those that were needed longest ago.
 * @param runs newest first.
 */
export function contentsToForget(runs: readonly RunRecord[], most: number): Set<string> {
  const sizes = new Map<string, number>(); // in the order of their last use
  for (const { entries } of runs) {
    for (const { before, size } of [...entries].reverse()) {
      if (before !== null && !sizes.has(before)) sizes.set(before, size);
    }
  }
  const forgotten = new Set<string>();
  let total = 0;
  for (const [hash, size] of sizes) {
    total += size;
    if (total > most) forgotten.add(hash);
  }
  return forgotten;
}

/** Reads a record; undefined when it is damaged or of another version. */
export function parseRecord(text: string): RunRecord | undefined {
  try {
    const record = JSON.parse(text) as RunRecord;
    return record.version === 1 && Array.isArray(record.entries) ? record : undefined;
  } catch {
    return undefined;
  }
}
