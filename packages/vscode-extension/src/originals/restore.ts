import { l10n, type Uri, workspace } from 'vscode';
import { type ReadFile, readWhole, reasonOf, stateAt } from '../files/image-file.ts';
import { writeWhole } from '../files/write.ts';
import type { Host } from '../host.ts';
import type { Originals } from './originals.ts';
import { originalOf, originalOfMoved, type RunRecord, type StoredEntry } from './record.ts';

/** Outcome of restoring a file. */
export type Restored =
  | { readonly uri: Uri; readonly status: 'restored' }
  /** The file has changed since it was compressed: restoring would lose the changes. */
  | {
      readonly uri: Uri;
      readonly status: 'changed';
      /** Whether restoring deletes the file, since a run created it. */
      readonly isDeleted: boolean;
    }
  /** No record of the file exists. */
  | { readonly uri: Uri; readonly status: 'unknown' }
  | { readonly uri: Uri; readonly status: 'failed'; readonly reason: string };

/**
 * Restores files to their content before the runs wrote them. Deletes files that a run created.
 *
 * @param runs the records to search, newest first.
 * @param force whether to overwrite files that have changed since.
 */
export async function restoreFiles(
  uris: readonly Uri[],
  runs: readonly RunRecord[],
  host: Host,
  originals: Originals,
  force: boolean,
): Promise<Restored[]> {
  const undone: StoredEntry[] = [];
  const restoreOne = async (uri: Uri): Promise<Restored> => {
    try {
      const there = (await stateAt(uri)) ? await readWhole(uri) : undefined;
      const original = originalOf(runs, uri.toString(), there?.hash) ?? originalOfMoved(runs, there?.hash);
      if (!original) return { uri, status: 'unknown' };
      if (!original.isUntouched && !force) {
        return { uri, status: 'changed', isDeleted: original.before === null };
      }
      await bringBack(uri, original.before, there, host, originals);
      undone.push(...original.undoes);
      return { uri, status: 'restored' };
    } catch (error) {
      return { uri, status: 'failed', reason: reasonOf(error) };
    }
  };
  const results: Restored[] = [];
  for (const uri of uris) results.push(await restoreOne(uri));
  await originals.forget(undone);
  return results;
}

async function bringBack(
  uri: Uri,
  before: string | null,
  there: ReadFile | undefined,
  host: Host,
  originals: Originals,
): Promise<void> {
  if (before === (there?.hash ?? null)) return; // it is the original already
  if (before === null) return workspace.fs.delete(uri);
  const content = await originals.read(before);
  if (!content) throw new Error(l10n.t('Its original is no longer kept.'));
  await writeWhole(host, uri, content, there?.state, there?.bytes);
}
