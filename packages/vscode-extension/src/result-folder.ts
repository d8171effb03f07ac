/**
 * Returns the folder for results as a path relative to the workspace folder: `./out\\small/` becomes
 * `out/small`.
 * Undefined when the setting is empty, or names the workspace folder itself or a folder outside of it.
 */
export function resultFolder(setting: string): string | undefined {
  const path = setting.trim().replaceAll('\\', '/');
  if (/^\/|^~|[:*?"<>|\p{Cc}]/u.test(path)) return undefined;
  const names = path.split('/').filter(isName);
  // Some file systems drop trailing dots and spaces from a name, so `.. ` could lead out of the workspace.
  const isOutside = names.some((name) => /^[. ]+$/.test(name));
  return names.length === 0 || isOutside ? undefined : names.join('/');
}

/** Describes the paths that {@link resultFolder} accepts, for error messages. */
export const RESULT_FOLDER = 'a folder below the workspace folder, such as "compressed"';

/** Whether a part of a path is a name: neither empty nor `.`. */
export const isName = (part: string): boolean => part !== '' && part !== '.';
