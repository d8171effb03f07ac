import { FileType, Uri, workspace } from 'vscode';
import type { Host } from '../host.ts';
import { isWithin } from '../originals/record.ts';

/**
 * Whether a file is in a workspace folder. Checks its URI and its real path, since links may lead out.
 * For a missing file, checks the URI alone.
 */
export async function isInWorkspace(uri: Uri, { realPath }: Pick<Host, 'realPath'>): Promise<boolean> {
  const normal = Uri.joinPath(uri, '.'); // resolves `..`
  const own = workspace.getWorkspaceFolder(normal);
  if (!own) return false;
  if (normal.scheme !== 'file' || !realPath) return !(await hasLink(normal, own.uri));
  const real = await realPath(normal).catch(() => undefined);
  if (real === undefined) return true;
  const roots = (workspace.workspaceFolders ?? []).filter(({ uri: { scheme } }) => scheme === 'file');
  for (const root of roots) {
    const folder = await realPath(root.uri).catch(() => undefined);
    if (folder !== undefined && isWithin(real, folder)) return true;
  }
  return false;
}

/**
 * Whether the path from a workspace folder to a file contains a link. Some hosts cannot tell where links
 * lead.
 */
async function hasLink(uri: Uri, root: Uri): Promise<boolean> {
  for (let at = uri; at.path.length > root.path.length; at = Uri.joinPath(at, '..')) {
    const { type } = await workspace.fs.stat(at).then(undefined, () => ({ type: FileType.Unknown }));
    if (type & FileType.SymbolicLink) return true;
  }
  return false;
}
