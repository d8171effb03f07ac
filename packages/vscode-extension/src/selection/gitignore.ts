import { compileGlob, type Glob } from './glob.ts';

/** A rule: one line of a `.gitignore`. */
export interface IgnoreRule {
  /** The folder that the pattern is relative to: a path with slashes, without a trailing one. */
  readonly folder: string;
  /** Whether the pattern matches names in any subfolder instead of paths. */
  readonly isName: boolean;
  readonly isForFolders: boolean;
  /** Whether the rule includes paths again that earlier rules ignore. */
  readonly isNegated: boolean;
  readonly matches: Glob;
}

/** Parses the rules of a `.gitignore`, as documented by git: https://git-scm.com/docs/gitignore */
export function parseIgnoreFile(text: string, folder: string): IgnoreRule[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return lines.flatMap((line) => parseLine(line, folder) ?? []);
}

function parseLine(line: string, folder: string): IgnoreRule | undefined {
  if (line.startsWith('#')) return undefined;
  const isNegated = line.startsWith('!');
  let pattern = withoutTrailingSpaces(isNegated ? line.slice(1) : line);
  const isForFolders = pattern.endsWith('/');
  if (isForFolders) pattern = pattern.slice(0, -1);
  const isName = !pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  if (pattern === '') return undefined;
  return { folder, isName, isForFolders, isNegated, matches: compileGlob(pattern, 'gitignore') };
}

/** Removes trailing spaces, except one after a backslash. */
function withoutTrailingSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') end--;
  let backslashes = 0;
  while (line[end - 1 - backslashes] === '\\') backslashes++;
  return line.slice(0, backslashes % 2 === 1 && end < line.length ? end + 1 : end);
}

/** Whether the rules ignore a path in a folder that is not ignored. The last matching rule decides. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  for (let index = rules.length - 1; index >= 0; index--) {
    const rule = rules[index]!;
    if (names(rule, path, isFolder)) return !rule.isNegated;
  }
  return false;
}

function names(rule: IgnoreRule, path: string, isFolder: boolean): boolean {
  if (rule.isForFolders && !isFolder) return false;
  if (!path.startsWith(`${rule.folder}/`)) return false;
  return rule.matches(path.slice(rule.isName ? path.lastIndexOf('/') + 1 : rule.folder.length + 1));
}

/**
 * Returns the rules that apply inside a chosen folder.
 * Drops those that ignore the folder itself, a parent folder, or everything in it.
 */
export function rulesWithin(rules: readonly IgnoreRule[], folder: string): readonly IgnoreRule[] {
  const anything = `${folder}/${ANY_NAME}`;
  const parents = [...folder.matchAll(/\//g)].map(({ index }) => folder.slice(0, index));
  return rules.filter(
    (rule) =>
      ![folder, ...parents].some((each) => names(rule, each, true)) &&
      !names({ ...rule, isForFolders: false }, anything, false),
  );
}

/** A name that only a pattern for all names matches. */
export const ANY_NAME = '\ue000';
