import { Uri, workspace } from 'vscode';
import { isInWorkspace } from '../files/in-workspace.ts';
import type { Host } from '../host.ts';

/**
 * The file that a language model means: a URI, an absolute path, or a path below a workspace folder.
 * @throws Error that says what was expected, for the model to read.
 */
export async function uriOfPath(path: string, host: Host): Promise<Uri> {
  const folders = workspace.workspaceFolders ?? [];
  const candidates = /^[a-z][a-z\d+.-]+:\/\//i.test(path)
    ? [Uri.parse(path)]
    : isAbsolute(path)
      ? [absolute(path, folders[0]?.uri)]
      : folders.map(({ uri }) => Uri.joinPath(uri, path));
  for (const uri of candidates.map(normalized)) {
    // Whatever a model was told to do, what is outside the workspace is not its business.
    if (!(await isInWorkspace(uri, host))) continue;
    if (await workspace.fs.stat(uri).then(Boolean, () => false)) return uri;
  }
  const roots = folders.map(({ uri }) => uri.path).join(', ') || 'none is open';
  throw new Error(
    `There is no file ${path} in the workspace. Expected a path below a workspace folder (${roots}): absolute, relative, or a URI.`,
  );
}

/** Without `..`, which could lead out of a folder that the address begins with. */
const normalized = (uri: Uri): Uri => Uri.joinPath(uri, '.');

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);

/** A path of the file system that the workspace is on, which may be a remote or a virtual one. */
function absolute(path: string, folder: Uri | undefined): Uri {
  return folder && folder.scheme !== 'file'
    ? folder.with({ path: path.replaceAll('\\', '/') })
    : Uri.file(path);
}
