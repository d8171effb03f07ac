import { l10n, type Uri, workspace } from 'vscode';
import { sha256 } from '../files/hash.ts';
import { hashAt, type ReadFile, readWhole, stateAt } from '../files/image-file.ts';
import { ChangedMeanwhile, writeWhole } from '../files/write.ts';
import type { Host } from '../host.ts';
import type { Run } from './originals.ts';

/** A file that now holds the written content. */
export interface Written {
  /** SHA-256 of the content. */
  readonly hash: string;
  /** False when the file already had this content, and nothing was written. */
  readonly isNew: boolean;
  /** Size of the previous content in bytes; undefined for a new file. */
  readonly before: number | undefined;
}

/** The content to write and its target. */
export interface Writing {
  readonly target: Uri;
  readonly bytes: Uint8Array;
  /** The compressed image. */
  readonly source: Uri;
  /** The existing file as read; the write fails if it has changed since. */
  readonly there?: ReadFile | undefined;
}

/**
 * Keeps the existing content, then writes the whole file.
 *
 * @param run records the write; undefined when no originals are kept.
 * @throws {ChangedMeanwhile} when the file has changed since it was read.
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
    // Keep the entry, the only way to restore, unless the file is certain to be unchanged.
    const now = await hashAt(target).catch(() => 'unknown');
    const isTouched = now !== there?.hash && !(error instanceof ChangedMeanwhile);
    if (isTouched) throw new Error(damagedText(error, run !== undefined));
    if (entry) await run?.drop(entry).then(undefined, () => {}); // report the first error
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
