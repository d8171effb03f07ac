import { type Uri, workspace } from 'vscode';
import { sha256 } from '../files/hash.ts';
import { type ReadFile, readWhole, stateAt } from '../files/image-file.ts';
import { writeWhole } from '../files/write.ts';
import type { Host } from '../host.ts';
import type { Run } from './originals.ts';
import type { Entry } from './record.ts';

/** A file that now holds what was to be written. */
export interface Written {
  /** SHA-256 of it. */
  readonly hash: string;
  /** False when it was there already, and nothing had to be written. */
  readonly isNew: boolean;
  /** Bytes of what was there before; undefined when the file is new. */
  readonly before: number | undefined;
}

/**
 * Keeps what is there, then writes a file whole.
 *
 * @param run records it; undefined when no originals are kept.
 * @param read what is there, when it was read before; it must not have changed since.
 * @throws {ChangedMeanwhile} when it has.
 */
export async function writeKept(
  host: Host,
  run: Run | undefined,
  target: Uri,
  bytes: Uint8Array,
  read?: ReadFile,
): Promise<Written> {
  const there = read ?? ((await stateAt(target)) ? await readWhole(target) : undefined);
  const hash = await sha256(bytes);
  const before = there?.bytes.length;
  if (there?.hash === hash) return { hash, isNew: false, before };
  const entry: Entry = {
    target: target.toString(),
    name: workspace.asRelativePath(target),
    before: there?.hash ?? null,
    size: before ?? 0,
    after: hash,
  };
  await run?.keep(entry, there?.bytes);
  try {
    await writeWhole(host, target, bytes, there?.state, there?.bytes);
  } catch (error) {
    await run?.drop(entry);
    throw error;
  }
  return { hash, isNew: true, before };
}
