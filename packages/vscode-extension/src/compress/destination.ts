import { type InputFormat, promisedFormat, withExtension, withSuffix } from '@kcolors/codecs';
import type { Settings } from '../settings.ts';

/** Where a result goes: paths with slashes. */
export interface Destination {
  readonly path: string;
  /** What may be there: the image itself, the result of an earlier run, or only a result that we know. */
  readonly mayReplace: 'input' | 'earlier-result' | 'own-result';
}

/** Why nothing is written: the name of the file does not say what it is. */
export interface Misnamed {
  readonly misnamed: InputFormat;
}

/**
 * Decides where the result for an image goes. An image is replaced only by one of its own format, under a name that
 * tells the truth; a result of another format is a new file beside the original.
 *
 * @param path of the image.
 * @param root of its workspace folder, or else the folder that it is in.
 */
export function destinationOf(
  path: string,
  root: string,
  { output, suffix, folder }: Pick<Settings, 'output' | 'suffix' | 'folder'>,
  source: InputFormat,
  target: InputFormat,
): Destination | Misnamed {
  if (output === 'suffix') {
    return { path: withSuffix(withExtension(path, target), suffix), mayReplace: 'earlier-result' };
  }
  if (output === 'folder') {
    const base = root.replace(/\/$/, '');
    const place = `${base}/${resultFolder(folder)}${path.slice(base.length)}`;
    return { path: withExtension(place, target), mayReplace: 'earlier-result' };
  }
  if (promisedFormat(path) !== source) return { misnamed: source };
  if (target === source) return { path, mayReplace: 'input' };
  return { path: withExtension(path, target), mayReplace: 'own-result' };
}

/** The folder for results as a path below the workspace folder: `./out\\small/` is `out/small`. */
export const resultFolder = (setting: string): string =>
  setting.replaceAll('\\', '/').replace(/^(\.?\/)+|\/+$/g, '');
