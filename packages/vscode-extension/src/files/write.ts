import { FileSystemError, type Uri, workspace } from 'vscode';
import type { Host } from '../host.ts';
import { type FileState, isSame, stateAt } from './image-file.ts';

/** The file has changed since it was read. Nothing was written. */
export class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile';
}

/**
 * Writes a file as a whole or not at all. `expected` is the state of the existing file; undefined for a new
 * file.
 *
 * On the local disk, the new file replaces the old one atomically. Elsewhere there is only `workspace.fs`,
 * whose `rename` deletes the old file first and so closes its editors. There the file is overwritten in
 * place, and its old content is restored on failure.
 *
 * @throws {ChangedMeanwhile} when the file differs from `expected`.
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
      await workspace.fs.writeFile(uri, before).then(undefined, () => {}); // report the first error
    }
    throw error;
  }
}
