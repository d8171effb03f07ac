import { Uri, workspace } from 'vscode';
import { isInWorkspace } from '../files/in-workspace.ts';
import type { Host } from '../host.ts';

/**
 * Finds the file that a language model names: by a URI, an absolute path, or a path relative to a workspace
 * folder.
 * @throws Error that tells the model what was expected.
 */
export async function uriOfPath(path: string, host: Host): Promise<Uri> {
  const folders = workspace.workspaceFolders ?? [];
  const candidates = /^[a-z][a-z\d+.-]+:\/\//i.test(path)
    ? [Uri.parse(path)]
    : isAbsolute(path)
      ? [absolute(path, folders[0]?.uri)]
      : folders.map(({ uri }) => Uri.joinPath(uri, path));
  for (const uri of candidates.map(normalized)) {
    // Language models may not access files outside of the workspace.
    if (!(await isInWorkspace(uri, host))) continue;
    if (await workspace.fs.stat(uri).then(Boolean, () => false)) return uri;
  }
  const roots = folders.map(({ uri }) => uri.path).join(', ') || 'none is open';
  throw new Error(
    `There is no file ${path} in the workspace. Expected a path below a workspace folder (${roots}): absolute, relative, or a URI.`,
  );
}

/** Resolves `..`, which could lead out of a folder that the path starts with. */
const normalized = (uri: Uri): Uri => Uri.joinPath(uri, '.');

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);

/** The URI of an absolute path in the file system of the workspace, which may be remote or virtual. */
function absolute(path: string, folder: Uri | undefined): Uri {
  return folder && folder.scheme !== 'file'
    ? folder.with({ path: path.replaceAll('\\', '/') })
    : Uri.file(path);
}
