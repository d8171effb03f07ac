// The rows of the list of Shrink: what is known of each image and of what it becomes.
import type { ImageEntry } from '../../shared/values.ts';
import type { Images } from '../images/model.ts';
import { bySaving, goalOf, guessBytes, type ShrinkSettings } from './plan.ts';
import type { Result, Results } from './results.ts';

/**
 * - `open`: can be shrunk
 * - `done`: has been shrunk in this way
 * - `kept`: would not save enough
 * - `blocked`: cannot be changed
 */
type RowState = 'open' | 'done' | 'kept' | 'blocked';

export interface ShrinkRow {
  /** Tells rows apart. It stays when the image is shrunk. */
  readonly key: string;
  readonly entry: ImageEntry;
  readonly state: RowState;
  /** Why it is kept or blocked. */
  readonly reason: string;
  readonly from: { readonly width: number; readonly height: number };
  readonly to: { readonly width: number; readonly height: number };
  readonly before: number;
  readonly after: number;
  /** Whether `after` is a guess. */
  readonly isGuess: boolean;
}

/** Returns the row of an image. Its sizes are 0 while its file has not been read. */
export function rowOf(
  entry: ImageEntry,
  images: Pick<Images, 'details' | 'whyNot'>,
  results: Pick<Results, 'get'>,
  settings: ShrinkSettings,
): ShrinkRow {
  const { unshrunk } = entry;
  const { bytes: before = 0, format = '' } = images.details(unshrunk.hash) ?? {};
  const to = goalOf(entry, settings.resize);
  const key = JSON.stringify([entry.uses[0]?.nodeId, entry.uses[0]?.slot]);
  const known = { key, entry, from: unshrunk, to, before };
  const blocked = images.whyNot(entry);
  if (blocked !== undefined)
    return { ...known, state: 'blocked', reason: blocked, after: before, isGuess: false };
  const result = results.get(entry, settings);
  const after = result ? usedBytes(result, before) : guessBytes(before, format, unshrunk, to, settings);
  const isDone =
    isInSize(entry, to.width) && [undefined, after].includes(result && images.details(entry.hash)?.bytes);
  const isKept = result !== undefined && result.bytes === undefined;
  return {
    ...known,
    after,
    isGuess: !result,
    state: isDone ? 'done' : isKept && unshrunk.hash === entry.hash ? 'kept' : 'open',
    reason: result?.reason ?? '',
  };
}

const usedBytes = ({ after, bytes }: Result, before: number): number => (bytes ? after : before);

/** Whether an image has been shrunk to a width. */
const isInSize = ({ hash, unshrunk, width }: ImageEntry, goal: number): boolean =>
  hash !== unshrunk.hash && width === goal;

const RANKS: Readonly<Record<RowState, number>> = { open: 0, done: 0, kept: 1, blocked: 2 };

/** Sorts rows by what they save; those that are kept or blocked come last. */
export function sortRows(rows: readonly ShrinkRow[]): ShrinkRow[] {
  return bySaving(rows).sort((one, other) => RANKS[one.state] - RANKS[other.state]);
}

export interface Sum {
  readonly images: number;
  readonly before: number;
  readonly after: number;
  /** Whether `after` is a guess. */
  readonly isGuess: boolean;
  /** Whether all files have been read. */
  readonly isKnown: boolean;
}

/** Adds up the rows that would be changed. */
export const sumOf = (rows: readonly ShrinkRow[]): Sum => ({
  images: rows.length,
  before: rows.reduce((sum, { before }) => sum + before, 0),
  after: rows.reduce((sum, { after }) => sum + after, 0),
  isGuess: rows.some(({ isGuess }) => isGuess),
  isKnown: rows.every(({ before }) => before > 0),
});
