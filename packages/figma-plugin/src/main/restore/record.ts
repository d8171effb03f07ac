// What is remembered in a node of the images that it had: pairs of hashes, because positions change when paints are
// added or moved. Kept in the plugin data of the node, so it survives the plugin and travels with copies of the node.
import * as v from 'valibot';

export const RECORD_KEY = 'originals';

const entrySchema = v.object({
  list: v.picklist(['fills', 'strokes', 'text', 'region']),
  /** The image before. */
  from: v.string(),
  /** The one that took its place. */
  to: v.string(),
  /** It was put above the original, which stayed. */
  isAdded: v.boolean(),
  /** In the paints of the node; in those of its style; or in its own, after it was let go of its style. */
  via: v.picklist(['node', 'style', 'detached']),
  styleId: v.exactOptional(v.string()),
});
const recordSchema = v.object({ version: v.literal(1), entries: v.array(entrySchema) });
export type RecordEntry = v.InferOutput<typeof entrySchema>;

/** What a node remembers; nothing where there is no record, or one that cannot be read. */
export function readRecord(data: string): RecordEntry[] {
  if (data === '') return [];
  try {
    const { success, output } = v.safeParse(recordSchema, JSON.parse(data));
    return success ? output.entries : [];
  } catch {
    return [];
  }
}

/** The text to keep; '' removes it. */
export const writeRecord = (entries: readonly RecordEntry[]): string =>
  entries.length === 0 ? '' : JSON.stringify({ version: 1, entries });

/**
 * Remembers one more change. When an image that was reduced is reduced again, the first one is what to go back to;
 * when it becomes what it was, there is nothing to remember.
 */
export function addToRecord(entries: readonly RecordEntry[], added: RecordEntry): RecordEntry[] {
  if (added.isAdded) return [...entries.filter((one) => !isSame(one, added)), added];
  const earlier = entries.find(
    ({ list, to, isAdded }) => !isAdded && list === added.list && to === added.from,
  );
  const merged: RecordEntry = earlier ? { ...added, ...earlier, to: added.to } : added;
  const others = entries.filter((one) => one !== earlier && !isSame(one, merged));
  return merged.from === merged.to ? others : [...others, merged];
}

const isSame = (one: RecordEntry, other: RecordEntry): boolean =>
  one.list === other.list && one.from === other.from && one.to === other.to && one.isAdded === other.isAdded;
