import { FileType, Uri, workspace } from 'vscode';
import { type IgnoreRule, parseIgnoreFile, rulesWithin } from './gitignore.ts';

/** Rules that count in a folder, the outermost first. */
export type Rules = readonly IgnoreRule[];

const MAX_BYTES = 2 ** 17; // of an ignore file: every path is held against each of its rules
const MAX_DEPTH = 64; // folders above the chosen one that are looked into

/**
 * The rules of the folders above one, up to that of its repository; without a repository, up to the workspace folder. Those
 * that leave out the folder itself do not count: someone has chosen it all the same.
 */
export async function rulesAbove(folder: Uri): Promise<Rules> {
  const parents = await parentsOf(folder);
  let rules: Rules = [];
  for (const parent of parents) rules = [...rules, ...(await ownRules(parent))];
  return rulesWithin(rules, folder.path);
}

/** The rules in a folder: those from above and its own. Another repository, such as a submodule, has its own alone. */
export async function withRulesOf(folder: Uri, names: readonly string[], above: Rules): Promise<Rules> {
  const isRepository = names.includes('.git');
  if (!isRepository && !names.includes('.gitignore')) return above;
  return [...(isRepository ? [] : above), ...(await ownRules(folder))];
}

/** The folders above one whose rules count, the outermost first. */
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

/** The rules that stand in a folder; `.gitignore` overrides the excludes of a repository. */
async function ownRules(folder: Uri): Promise<Rules> {
  const excludes = await textOf(Uri.joinPath(folder, '.git', 'info', 'exclude'));
  const text = await textOf(Uri.joinPath(folder, '.gitignore'));
  const path = folder.path.replace(/\/$/, '');
  return [...parseIgnoreFile(excludes, path), ...parseIgnoreFile(text, path)];
}

/** The text of a file; empty where there is none. */
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
