import { isWithin } from '../originals/record.ts';
import { withoutQuery } from './image-path.ts';

/** Folders whose content is at the root of a site, or where an alias such as `@/` leads. */
const COMMON = ['', '/public', '/static', '/assets', '/src'];
const ALIAS = /^(?:~?@|~)\//;

/**
 * Where the file may be that a path in code means, likely places first. Paths have slashes.
 *
 * @param folder of the document; undefined when it is not stored anywhere.
 * @param root folder of the workspace; undefined outside of one.
 * @param others further folders of the workspace.
 * @returns only paths in folders of the workspace; without one, in the folder of the document.
 */
export function candidatesOf(
  path: string,
  folder: string | undefined,
  root: string | undefined,
  others: readonly string[] = [],
): readonly string[] {
  const written = unescaped(decoded(withoutQuery(path)));
  const isRooted = written.startsWith('/') || ALIAS.test(written);
  const rest = written.replace(ALIAS, '').replace(/^\/+/, '');
  const roots = rootsOf(folder, root).flatMap((base) => COMMON.map((common) => base + common));
  const bases = isRooted || folder === undefined ? roots : [folder, ...roots];
  const allowed = [root ?? folder, ...others].filter((each) => each !== undefined);
  const isAllowed = (candidate: string) => allowed.some((each) => isWithin(candidate, each));
  return [...new Set(bases.flatMap((base) => joined(base, rest) ?? []))].filter(isAllowed);
}

/** The folder of the workspace, then those between it and the document: a site may be in one of them. */
function rootsOf(folder: string | undefined, root: string | undefined): string[] {
  if (root === undefined) return folder === undefined ? [] : [folder];
  const base = root.replace(/\/$/, '');
  if (!folder?.startsWith(`${base}/`)) return [base];
  const names = folder.slice(base.length + 1).split('/');
  return [base, ...names.map((_, i) => [base, ...names.slice(0, i + 1)].join('/'))];
}

/** Undefined when it leads out of everything. */
function joined(base: string, path: string): string | undefined {
  const names: string[] = [];
  for (const name of `${base}/${path}`.split('/')) {
    if (name === '..' && names.pop() === undefined) return undefined;
    if (/^[. ]{2,}$/.test(name) && name !== '..') return undefined; // some file systems drop the end of such names
    if (!['', '.', '..'].includes(name)) names.push(name);
  }
  return `/${names.join('/')}`;
}

/** Before a sign, a backslash is an escape of Markdown or CSS; elsewhere it is what Windows has for a slash. */
const unescaped = (path: string): string => path.replace(/\\([^\w\\/.])/g, '$1').replace(/\\+/g, '/');

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a percent sign that stands for itself
  }
}
