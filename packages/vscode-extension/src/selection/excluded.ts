import { ANY_NAME } from './gitignore.ts';
import { compileGlob, type Glob } from './glob.ts';

/** Glob patterns as in `files.exclude`: `true` excludes. Conditions on sibling files are ignored. */
export type Patterns = Readonly<Record<string, unknown>>;

const MAX_LENGTH = 2 ** 16; // characters in all patterns together: every path is matched with each of them

/**
 * Returns a test for whether a path is excluded. Paths are relative to the workspace folder and use slashes.
 * Patterns that exclude `folder` itself are ignored, since someone has chosen it.
 */
export function excluder(
  folder: string,
  ...settings: readonly (Patterns | undefined)[]
): (path: string) => boolean {
  const chosen = folder === '' ? [] : [...withParents(folder), `${folder}/${ANY_NAME}`];
  const globs: Glob[] = [];
  let length = 0;
  for (const [pattern, isOn] of Object.entries(Object.assign({}, ...settings) as Patterns)) {
    if (isOn !== true) continue;
    length += pattern.length;
    if (length > MAX_LENGTH) break;
    const names = compileGlob(pattern.replace(/^\.\//, '').replace(/\/+$/, ''), 'settings');
    if (!chosen.some(names)) globs.push(names);
  }
  return (path) => {
    const all = withParents(path);
    return globs.some((names) => all.some(names));
  };
}

/** A path and its parent folders, outermost first, without the workspace folder. */
function withParents(path: string): string[] {
  if (path === '') return [];
  const ends = [...path.matchAll(/\//g)].map(({ index }) => index);
  return [...ends.map((end) => path.slice(0, end)), path];
}
