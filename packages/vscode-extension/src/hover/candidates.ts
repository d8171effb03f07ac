import { withoutQuery } from './image-path.ts';

/** Folders whose content is at the root of a site, or where an alias such as `@/` leads. */
const COMMON = ['', '/public', '/static', '/assets', '/src'];
const ALIAS = /^(?:~?@|~)\//;

/**
 * Where the file may be that a path in code means, likely places first. Paths have slashes.
 *
 * @param folder of the document; undefined when it is not stored anywhere.
 * @param root folder of the workspace; undefined outside of one.
 */
export function candidatesOf(
  path: string,
  folder: string | undefined,
  root: string | undefined,
): readonly string[] {
  const written = decoded(withoutQuery(path));
  const isRooted = written.startsWith('/') || ALIAS.test(written);
  const rest = written.replace(ALIAS, '').replace(/^\/+/, '');
  const roots = rootsOf(folder, root).flatMap((base) => COMMON.map((common) => base + common));
  const bases = isRooted || folder === undefined ? roots : [folder, ...roots];
  return [...new Set(bases.flatMap((base) => joined(base, rest) ?? []))];
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
    if (!['', '.', '..'].includes(name)) names.push(name);
  }
  return `/${names.join('/')}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a percent sign that stands for itself
  }
}
