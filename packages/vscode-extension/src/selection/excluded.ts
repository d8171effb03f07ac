import picomatch from 'picomatch/posix.js';

/** Glob patterns as in `files.exclude`: `true` leaves out; conditions on siblings are not for images. */
export type Patterns = Readonly<Record<string, unknown>>;

/**
 * Makes the test whether a path, relative to the workspace folder and with slashes, is left out of a folder. Patterns that
 * leave out the folder itself do not count: someone has chosen it all the same.
 */
export function excluder(
  folder: string,
  ...settings: readonly (Patterns | undefined)[]
): (path: string) => boolean {
  const patterns = Object.entries(Object.assign({}, ...settings) as Patterns)
    .filter(([, isOn]) => isOn === true)
    .map(([pattern]) => [pattern, `${pattern.replace(/\/+$/, '')}/**`])
    .filter((both) => folder === '' || !picomatch(both, { dot: true })(folder))
    .flat();
  if (patterns.length === 0) return () => false;
  return picomatch(patterns, { dot: true });
}
