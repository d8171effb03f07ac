import { l10n, type Uri, workspace } from 'vscode';
import { sha256 } from '../files/hash.ts';
import { hashAt, type ReadFile, readWhole, stateAt } from '../files/image-file.ts';
import { ChangedMeanwhile, writeWhole } from '../files/write.ts';
import type { Host } from '../host.ts';
import type { Run } from './originals.ts';

/** A file that now holds what was to be written. */
export interface Written {
  /** SHA-256 of it. */
  readonly hash: string;
  /** False when it was there already, and nothing had to be written. */
  readonly isNew: boolean;
  /** Bytes of what was there before; undefined when the file is new. */
  readonly before: number | undefined;
}

/** What to write, and where. */
export interface Writing {
  readonly target: Uri;
  readonly bytes: Uint8Array;
  /** The image that this is the result of. */
  readonly source: Uri;
  /** What is there, when it was read before; it must not have changed since. */
  readonly there?: ReadFile | undefined;
}

/**
 * Keeps what is there, then writes a file whole.
 *
 * @param run records it; undefined when no originals are kept.
 * @throws {ChangedMeanwhile} when the file is not what was read.
 */
export async function writeKept(
  host: Host,
  run: Run | undefined,
  { target, bytes, source, there: read }: Writing,
): Promise<Written> {
  const there = read ?? ((await stateAt(target)) ? await readWhole(target) : undefined);
  const hash = await sha256(bytes);
  const before = there?.bytes.length;
  if (there?.hash === hash) return { hash, isNew: false, before };
  const entry = await run?.keep(
    {
      target: target.toString(),
      name: workspace.asRelativePath(target),
      source: source.toString(),
      before: there?.hash ?? null,
      size: before ?? 0,
      after: hash,
    },
    there?.bytes,
  );
  try {
    await writeWhole(host, target, bytes, there?.state, there?.bytes);
  } catch (error) {
    // The entry is the way back, unless it is certain that the file is what it was.
    const now = await hashAt(target).catch(() => 'unknown');
    const isTouched = now !== there?.hash && !(error instanceof ChangedMeanwhile);
    if (isTouched) throw new Error(damagedText(error, run !== undefined));
    if (entry) await run?.drop(entry).then(undefined, () => {}); // the first error is the one to tell
    throw error;
  }
  return { hash, isNew: true, before };
}

function damagedText(error: unknown, isKept: boolean): string {
  const reason = error instanceof Error ? error.message : String(error);
  return isKept
    ? l10n.t('Writing failed, and the file may be damaged. Use Restore Original: {0}', reason)
    : l10n.t('Writing failed, and the file may be damaged: {0}', reason);
}
