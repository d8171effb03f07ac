/**
 * The folder for results as a path below the workspace folder: `./out\\small/` is `out/small`. Undefined when the setting
 * names the workspace folder itself, one outside of it, or none.
 */
export function resultFolder(setting: string): string | undefined {
  const path = setting.trim().replaceAll('\\', '/');
  if (/^\/|^~|[:*?"<>|\p{Cc}]/u.test(path)) return undefined;
  const names = path.split('/').filter(isName);
  // Some file systems drop dots and spaces at the end of a name: `.. ` must not lead out.
  const isOutside = names.some((name) => /^[. ]+$/.test(name));
  return names.length === 0 || isOutside ? undefined : names.join('/');
}

/** What {@link resultFolder} takes, in words. */
export const RESULT_FOLDER = 'a folder below the workspace folder, such as "compressed"';

/** Whether a part of a path is a name: neither empty nor the folder itself. */
export const isName = (part: string): boolean => part !== '' && part !== '.';
