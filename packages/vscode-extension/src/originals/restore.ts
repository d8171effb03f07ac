import { l10n, type Uri, workspace } from 'vscode';
import { hashAt, readWhole, reasonOf, stateAt } from '../files/image-file.ts';
import { writeWhole } from '../files/write.ts';
import type { Host } from '../host.ts';
import type { Originals } from './originals.ts';
import { originalOf, type RunRecord } from './record.ts';

/** What came of bringing a file back. */
export type Restored =
  | { readonly uri: Uri; readonly status: 'restored' }
  /** It changed since it was compressed: restoring would lose that. */
  | { readonly uri: Uri; readonly status: 'changed' }
  /** Nothing is known of it. */
  | { readonly uri: Uri; readonly status: 'unknown' }
  | { readonly uri: Uri; readonly status: 'failed'; readonly reason: string };

/**
 * Brings files back to what they were before the runs wrote them; files that a run has made are deleted.
 *
 * @param runs the records to look in, newest first.
 * @param force whether files that changed since are replaced, too.
 */
export async function restoreFiles(
  uris: readonly Uri[],
  runs: readonly RunRecord[],
  host: Host,
  originals: Originals,
  force: boolean,
): Promise<Restored[]> {
  const undone: Parameters<Originals['forget']>[0][number][] = [];
  const restoreOne = async (uri: Uri): Promise<Restored> => {
    try {
      const original = originalOf(runs, uri.toString(), await hashAt(uri));
      if (!original) return { uri, status: 'unknown' };
      if (!original.isUntouched && !force) return { uri, status: 'changed' };
      await bringBack(uri, original.before, host, originals);
      undone.push(...original.undoes);
      return { uri, status: 'restored' };
    } catch (error) {
      return { uri, status: 'failed', reason: reasonOf(error) };
    }
  };
  const results: Restored[] = [];
  for (const uri of uris) results.push(await restoreOne(uri));
  if (undone.length > 0) await originals.forget(undone);
  return results;
}

async function bringBack(uri: Uri, before: string | null, host: Host, originals: Originals): Promise<void> {
  if (before === null) {
    if (await stateAt(uri)) await workspace.fs.delete(uri);
    return;
  }
  const content = await originals.read(before);
  if (!content) throw new Error(l10n.t('Its original is no longer kept.'));
  const there = (await stateAt(uri)) ? await readWhole(uri) : undefined;
  await writeWhole(host, uri, content, there?.state, there?.bytes);
}
