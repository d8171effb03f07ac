import { isWithin } from '../originals/record.ts';
import { withoutQuery } from './image-path.ts';

/** Folders that sites commonly serve as their root, or that an alias such as `@/` refers to. */
const COMMON = ['', '/public', '/static', '/assets', '/src'];
const ALIAS = /^(?:~?@|~)\//;

/**
 * Returns the files that a path in code may refer to, likely ones first. Paths use slashes.
 *
 * @param folder of the document; undefined for an unsaved document.
 * @param root workspace folder of the document; undefined outside of a workspace.
 * @param others further workspace folders.
 * @returns only paths inside workspace folders; without a workspace, inside the document's folder.
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

/**
 * The workspace folder, then each folder between it and the document: any of them may be the root of a site.
 */
function rootsOf(folder: string | undefined, root: string | undefined): string[] {
  if (root === undefined) return folder === undefined ? [] : [folder];
  const base = root.replace(/\/$/, '');
  if (!folder?.startsWith(`${base}/`)) return [base];
  const names = folder.slice(base.length + 1).split('/');
  return [base, ...names.map((_, i) => [base, ...names.slice(0, i + 1)].join('/'))];
}

/** Joins and normalizes paths. Undefined when the path leads above the root. */
function joined(base: string, path: string): string | undefined {
  const names: string[] = [];
  for (const name of `${base}/${path}`.split('/')) {
    if (name === '..' && names.pop() === undefined) return undefined;
    if (/^[. ]{2,}$/.test(name) && name !== '..') return undefined; // some file systems drop trailing dots and spaces
    if (!['', '.', '..'].includes(name)) names.push(name);
  }
  return `/${names.join('/')}`;
}

/**
 * A backslash before a sign is an escape of Markdown or CSS. Other backslashes are Windows path separators.
 */
const unescaped = (path: string): string => path.replace(/\\([^\w\\/.])/g, '$1').replace(/\\+/g, '/');

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a literal percent sign
  }
}
