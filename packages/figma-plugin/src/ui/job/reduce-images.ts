// The whole job: makes and stores one file at a time, then applies all of them as one undo step.
import type { RequestOf } from '../../shared/requests.ts';
import type { ImageEntry, Skipped } from '../../shared/values.ts';
import type { MainConnection } from '../connect.ts';
import { isAbort } from '../page/abort.ts';
import { messageOf, nameOf, type Totals } from '../page/words.ts';

type Apply = RequestOf<'apply'>;
export type Placing = Pick<Apply, 'placement' | 'styles' | 'includeLocked'>;

interface Left {
  readonly hash: string;
  readonly name: string;
  readonly reason: string;
}

export interface Report extends Totals {
  readonly paints: number;
  readonly copies: number;
  /** Images that stay unchanged, and why. */
  readonly left: readonly Left[];
  /** Layers that stay unchanged. */
  readonly skipped: readonly Skipped[];
  /** Nodes that may have changed. */
  readonly nodeIds: readonly string[];
}

export interface Progress {
  readonly index: number;
  readonly total: number;
  readonly name: string;
  /** Completed share of the job, 0 to 1. */
  readonly done: number;
}

/** The file that takes the place of an image. */
interface Made {
  /** Hash of the image of which the file was made. */
  readonly source: string;
  /** The file; undefined if that image itself takes the place. */
  readonly bytes: Uint8Array | undefined;
  /** Size of the file of `source`. */
  readonly before: number;
  readonly after: number;
  /** Maximum width in canvas pixels at which the file is good enough; by default any. */
  readonly maxShownWidth?: number | undefined;
}

/** Makes the file that takes the place of an image. Rejects with the reason if the image stays. */
export type Make = (
  entry: ImageEntry,
  how: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void },
) => Promise<Made>;

export interface ReduceJob {
  readonly main: MainConnection;
  readonly entries: readonly ImageEntry[];
  readonly make: Make;
  readonly placing: Placing;
  /** Whether the results differ from the images in size alone. */
  readonly isShrink: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

interface Stored extends Pick<Made, 'maxShownWidth'> {
  readonly entry: ImageEntry;
  readonly to: string;
  readonly before: number;
  readonly after: number;
}

export async function reduceImages(job: ReduceJob): Promise<Report> {
  const { entries, isShrink, main, onProgress, placing, signal } = job;
  const stored: Stored[] = [];
  const left: Left[] = [];
  for (const [index, entry] of entries.entries()) {
    const name = nameOf(entry);
    const tell = (share: number) =>
      onProgress({ index, total: entries.length, name, done: (index + share) / entries.length });
    tell(0);
    try {
      stored.push(await reduceOne(job, entry, tell));
    } catch (error) {
      signal.throwIfAborted();
      if (isAbort(error)) throw error;
      left.push({ hash: entry.hash, name, reason: messageOf(error) });
    }
  }
  signal.throwIfAborted();
  const changes = stored.map(({ entry, maxShownWidth, to }) => ({
    from: entry.hash,
    to,
    ...(maxShownWidth !== undefined && { maxShownWidth }),
    places: entry.uses.map(({ nodeId, slot }) => ({ nodeId, slot })),
  }));
  const applied =
    changes.length > 0
      ? await main.ask({ type: 'apply', changes, isShrink, ...placing }, { signal })
      : { paints: 0, copies: 0, skipped: [] };
  const { paints, copies } = applied;
  const skipped = named(applied.skipped, entries);
  const skippedIds = new Set(skipped.map(({ nodeId }) => nodeId));
  const changed = stored.filter(({ entry }) => entry.uses.some(({ nodeId }) => !skippedIds.has(nodeId)));
  const sumOf = (part: 'before' | 'after') => changed.reduce((sum, one) => sum + one[part], 0);
  return {
    images: paints > 0 ? changed.length : 0,
    before: sumOf('before'),
    after: sumOf('after'),
    paints,
    copies,
    left,
    skipped,
    nodeIds: [...new Set(changes.flatMap(({ places }) => places.map(({ nodeId }) => nodeId)))],
  };
}

/** Fills in the last known names of layers that were deleted. */
function named(skipped: readonly Skipped[], entries: readonly ImageEntry[]): Skipped[] {
  const names = new Map(entries.flatMap(({ uses }) => uses.map((use) => [use.nodeId, use.nodeName])));
  return skipped.map((one) => ({ ...one, nodeName: one.nodeName || (names.get(one.nodeId) ?? '') }));
}

const SAME = 'Nothing to change: it was made with these settings.';

async function reduceOne(
  { main, make, signal }: ReduceJob,
  entry: ImageEntry,
  onProgress: (share: number) => void,
): Promise<Stored> {
  const { after, before, bytes, maxShownWidth, source } = await make(entry, { signal, onProgress });
  const to = bytes ? (await main.ask({ type: 'store', hash: source, bytes }, { signal })).stored : source;
  if (to === entry.hash) throw new Error(SAME);
  return { entry, to, before, after, maxShownWidth };
}
