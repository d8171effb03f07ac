import { posix } from 'node:path';
import picomatch from 'picomatch';

/** A file pattern, split into its starting folder and the pattern below that folder. */
export interface FilePattern {
  readonly folder: string;
  /** Whether a path below the folder matches. */
  readonly matches: (file: string) => boolean;
  /** Whether the pattern may match anything below this folder. The path is relative to the pattern's folder. */
  readonly enters: (folder: string) => boolean;
}

/** Whether the argument has wildcards. */
export const isPattern = (argument: string): boolean => picomatch.scan(argument).isGlob;

/** Parses a pattern. On Windows a backslash counts as a slash; elsewhere it escapes a wildcard. */
export function readPattern(pattern: string): FilePattern {
  const slashed = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const { folder, below } = splitPattern(posix.normalize(slashed));
  // Without the flag `s`, `**` would not match a name with a line break.
  const options = { posix: true, nonegate: true, flags: 's' };
  const parts = partsOf(below).map((part) => ({ part, matches: picomatch(part, options) }));
  const asksForHidden = parts.some(({ part }) => part.startsWith('.'));
  const enters = (path: string) => {
    const names = path.split('/');
    for (const [depth, name] of names.entries()) {
      const at = parts[depth];
      if (at === undefined) return false;
      // The rest of the pattern may match at any depth.
      if (at.part.includes('**') || at.part.includes('/'))
        return asksForHidden || !names.slice(depth).some((each) => each.startsWith('.'));
      if (!at.matches(name)) return false;
    }
    return names.length < parts.length;
  };
  return { folder, matches: picomatch(below, options), enters };
}

/** Splits off the folders before the first wildcard. They are names, not patterns. */
function splitPattern(pattern: string): { readonly folder: string; readonly below: string } {
  const parts = pattern.split('/');
  const isFixed = (part: string) => !/[*?[\]{}()]/.test(part.replace(/\\./g, ''));
  const first = parts.findIndex((part) => !isFixed(part));
  const at = first === -1 ? parts.length - 1 : first;
  const folder = parts.slice(0, at).join('/').replace(/\\(.)/g, '$1');
  return { folder: folder || (pattern.startsWith('/') ? '/' : '.'), below: parts.slice(at).join('/') };
}

/** Splits a pattern at its slashes. Braces and parentheses that contain slashes stay whole. */
const partsOf = (pattern: string): readonly string[] => {
  const { parts } = picomatch.scan(pattern, { parts: true });
  return parts && parts.length > 0 ? parts : [pattern];
};
