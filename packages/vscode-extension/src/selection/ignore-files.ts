import { FileType, Uri, workspace } from 'vscode';
import { type IgnoreRule, parseIgnoreFile, rulesWithin } from './gitignore.ts';

/** Rules that apply in a folder, outermost folder first. */
export type Rules = readonly IgnoreRule[];

const MAX_BYTES = 2 ** 17; // per ignore file: every path is matched with each of its rules
const MAX_DEPTH = 64; // parent folders that are searched

/**
 * Returns the rules of a folder's parents, up to the root of its repository, or else up to the workspace
 * folder.
 * Rules that ignore the folder itself do not apply, since someone has chosen it.
 */
export async function rulesAbove(folder: Uri): Promise<Rules> {
  const parents = await parentsOf(folder);
  let rules: Rules = [];
  for (const parent of parents) rules = [...rules, ...(await ownRules(parent))];
  return rulesWithin(rules, folder.path);
}

/**
 * Adds a folder's own rules to those from above. A nested repository, such as a submodule, has only its own
 * rules.
 */
export async function withRulesOf(folder: Uri, names: readonly string[], above: Rules): Promise<Rules> {
  const isRepository = names.includes('.git');
  if (!isRepository && !names.includes('.gitignore')) return above;
  return [...(isRepository ? [] : above), ...(await ownRules(folder))];
}

/** The parent folders whose rules apply, outermost first. */
async function parentsOf(folder: Uri): Promise<readonly Uri[]> {
  const root = workspace.getWorkspaceFolder(folder)?.uri;
  const parents: Uri[] = [];
  let inWorkspace = 0;
  for (let at = folder; !(await isRepository(at)); ) {
    if (at.path === root?.path) inWorkspace = parents.length;
    const parent = Uri.joinPath(at, '..');
    if (parent.path === at.path || parents.length === MAX_DEPTH)
      return parents.slice(0, inWorkspace).reverse();
    parents.push(parent);
    at = parent;
  }
  return parents.reverse();
}

const isRepository = (folder: Uri): Promise<boolean> => typeAt(Uri.joinPath(folder, '.git')).then(Boolean);

/** The rules in a folder; its `.gitignore` overrides the excludes of the repository. */
async function ownRules(folder: Uri): Promise<Rules> {
  const excludes = await textOf(Uri.joinPath(folder, '.git', 'info', 'exclude'));
  const text = await textOf(Uri.joinPath(folder, '.gitignore'));
  const path = folder.path.replace(/\/$/, '');
  return [...parseIgnoreFile(excludes, path), ...parseIgnoreFile(text, path)];
}

/** The text of a file; empty when there is no file. */
async function textOf(uri: Uri): Promise<string> {
  try {
    const { size, type } = await workspace.fs.stat(uri);
    if ((type & FileType.File) === 0 || size > MAX_BYTES) return '';
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}

async function typeAt(uri: Uri): Promise<FileType> {
  return workspace.fs.stat(uri).then(
    ({ type }) => type,
    () => FileType.Unknown,
  );
}
