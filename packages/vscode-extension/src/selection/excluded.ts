import { ANY_NAME } from './gitignore.ts';
import { compileGlob, type Glob } from './glob.ts';

/** Glob patterns as in `files.exclude`: `true` leaves out; conditions on siblings are not for images. */
export type Patterns = Readonly<Record<string, unknown>>;

const MAX_LENGTH = 2 ** 16; // characters of all patterns together: every path is held against each of them

/**
 * Makes the test whether a path, relative to the workspace folder and with slashes, is left out of a folder. Patterns that
 * leave out the folder itself do not count: someone has chosen it all the same.
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

/** A path and the folders that it is in, the outermost first; the workspace folder itself is none. */
function withParents(path: string): string[] {
  if (path === '') return [];
  const ends = [...path.matchAll(/\//g)].map(({ index }) => index);
  return [...ends.map((end) => path.slice(0, end)), path];
}
