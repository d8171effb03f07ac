// The whole job: reads, reduces and stores one image at a time, then applies all of them as one undo step.
// Leaves an image unchanged if its result is not smaller.
import { type ColorSpace, readColorSpace, readHeader } from '@kcolors/codecs';
import type { CodecsConnection, SentOptions } from '@kcolors/codecs/worker';
import type { RequestOf } from '../../shared/requests.ts';
import type { ImageEntry, Skipped } from '../../shared/values.ts';
import type { MainConnection } from '../connect.ts';
import { readImage } from '../images/read-image.ts';
import { isAbort, messageOf, nameOf, type Totals } from '../page/words.ts';

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

export interface ReduceJob {
  readonly main: MainConnection;
  readonly codecs: CodecsConnection;
  readonly entries: readonly ImageEntry[];
  /** The options for reducing an image, by its color space. */
  readonly optionsOf: (space: ColorSpace) => SentOptions;
  readonly placing: Placing;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

interface Stored {
  readonly entry: ImageEntry;
  readonly to: string;
  readonly before: number;
  readonly after: number;
}

export async function reduceImages(job: ReduceJob): Promise<Report> {
  const { entries, main, onProgress, placing, signal } = job;
  const stored: Stored[] = [];
  const left: Left[] = [];
  for (const [index, entry] of entries.entries()) {
    const name = nameOf(entry);
    const tell = (share: number) =>
      onProgress({ index, total: entries.length, name, done: (index + share) / entries.length });
    tell(0);
    if (!placing.includeLocked && entry.uses.every(({ isLocked }) => isLocked)) {
      left.push({ hash: entry.hash, name, reason: 'The layer is locked.' });
      continue;
    }
    try {
      stored.push(await reduceOne(job, entry, tell));
    } catch (error) {
      signal.throwIfAborted();
      if (isAbort(error)) throw error;
      left.push({ hash: entry.hash, name, reason: messageOf(error) });
    }
  }
  signal.throwIfAborted();
  const changes = stored.map(({ entry, to }) => ({
    from: entry.hash,
    to,
    places: entry.uses.map(({ nodeId, slot }) => ({ nodeId, slot })),
  }));
  const applied =
    changes.length > 0
      ? await main.ask({ type: 'apply', changes, ...placing }, { signal })
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

async function reduceOne(
  { codecs, main, optionsOf, signal }: ReduceJob,
  entry: ImageEntry,
  tell: (share: number) => void,
): Promise<Stored> {
  const { hash } = entry;
  const bytes = await readImage(main, hash, signal);
  if (readHeader(bytes).animated)
    throw new Error('This is an animation: only its first frame could be kept.');
  const result = await codecs.compress(
    bytes,
    { ...optionsOf(readColorSpace(bytes)), format: 'png', metadata: 'omit' },
    { signal, transfer: true, onProgress: ({ done }) => tell(done) },
  );
  if (result.outcome === 'kept') throw new Error(result.notes[0] ?? 'The result is not smaller.');
  if (result.width !== entry.width || result.height !== entry.height)
    throw new Error(
      `Figma shows it with ${entry.width} × ${entry.height} pixels, the file has ${result.width} × ${result.height}.`,
    );
  const { stored } = await main.ask({ type: 'store', hash, bytes: result.bytes }, { signal });
  return { entry, to: stored, before: result.bytesBefore, after: result.bytes.length };
}
