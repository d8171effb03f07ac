// The record of a node's original images. It stores pairs of hashes, since positions change when paints are
// added or moved. It is kept in the plugin data of the node, so it is saved in the file and copied with the
// node.
import * as v from 'valibot';

export const RECORD_KEY = 'originals';

const entrySchema = v.object({
  list: v.picklist(['fills', 'strokes', 'text', 'region']),
  /** Hash of the original. */
  from: v.string(),
  /** Hash of the image that replaced it. */
  to: v.string(),
  /** Whether the image was added on top of the original, which stayed. */
  isAdded: v.boolean(),
  /**
   * Whether the change is in the node's own paints, in the paints of its style, or in its paints after
   * detaching.
   */
  via: v.picklist(['node', 'style', 'detached']),
  styleId: v.exactOptional(v.string()),
  /** Pixels of the original per pixel of the image that replaced it, if it is not 1: see `withImage`. */
  tileScale: v.exactOptional(v.number()),
  /** Hash of the image before it was shrunk, if that was the last change: the original, or one that was restyled. */
  unshrunk: v.exactOptional(v.string()),
});
const recordSchema = v.object({ version: v.literal(1), entries: v.array(entrySchema) });
export type RecordEntry = v.InferOutput<typeof entrySchema>;

/** Parses the record of a node; empty when it is missing or invalid. */
export function readRecord(data: string): RecordEntry[] {
  if (data === '') return [];
  try {
    const { success, output } = v.safeParse(recordSchema, JSON.parse(data));
    return success ? output.entries : [];
  } catch {
    return [];
  }
}

/** Returns the text to store; '' deletes the record. */
export const writeRecord = (entries: readonly RecordEntry[]): string =>
  entries.length === 0 ? '' : JSON.stringify({ version: 1, entries });

/**
 * Adds a change to the record. If a reduced image is reduced again, the first original is kept.
 * If an image becomes its original again, its entry is removed.
 */
export function addToRecord(entries: readonly RecordEntry[], added: RecordEntry): RecordEntry[] {
  if (added.isAdded) return [...entries.filter((one) => !isSame(one, added)), added];
  const earlier = entries.find(
    ({ list, to, isAdded }) => !isAdded && list === added.list && to === added.from,
  );
  const merged = earlier ? sumOf(earlier, added) : added;
  const others = entries.filter((one) => one !== earlier && !isSame(one, merged));
  return merged.from === merged.to ? others : [...others, merged];
}

/** The change that two changes make one after the other. */
function sumOf(first: RecordEntry, second: RecordEntry): RecordEntry {
  const { unshrunk: before, ...entry } = first;
  const unshrunk = second.unshrunk && (before ?? second.unshrunk);
  const tileScale = (first.tileScale ?? 1) * (second.tileScale ?? 1);
  return {
    ...entry,
    to: second.to,
    ...((first.tileScale ?? second.tileScale) && { tileScale }),
    ...(unshrunk && { unshrunk }),
  };
}

const isSame = (one: RecordEntry, other: RecordEntry): boolean =>
  one.list === other.list && one.from === other.from && one.to === other.to && one.isAdded === other.isAdded;
