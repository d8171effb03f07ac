import { FileSystemError, type Uri, workspace } from 'vscode';
import type { Host } from '../host.ts';
import { type FileState, isSame, stateAt } from './image-file.ts';

/** The file is not what it was when it was read: nothing was written. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/**
 * Writes a file whole or not at all. `expected` is the state of what is there now, undefined when nothing is.
 *
 * On the local disk the new file takes the place of the old one in one step. Elsewhere only `workspace.fs` is there: its
 * `rename` deletes the old file first, which closes editors of it, so the file is written through and what was there is
 * put back when that fails.
 *
 * @throws {ChangedMeanwhile} when the file is not what was expected.
 */
export async function writeWhole(
  host: Host,
  uri: Uri,
  bytes: Uint8Array,
  expected: FileState | undefined,
  before: Uint8Array | undefined,
): Promise<void> {
  if (!isSame(await stateAt(uri), expected)) throw new ChangedMeanwhile();
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) throw FileSystemError.NoPermissions(uri);
  if (uri.scheme === 'file' && host.replaceFile) return host.replaceFile(uri, bytes);
  try {
    await workspace.fs.writeFile(uri, bytes);
  } catch (error) {
    if (before && (await stateAt(uri).catch(() => undefined))?.size !== before.length) {
      await workspace.fs.writeFile(uri, before).then(undefined, () => {}); // the first error is the one to tell
    }
    throw error;
  }
}
