import { type InputFormat, promisedFormat, withExtension, withSuffix } from '@kcolors/codecs';
import { isName, RESULT_FOLDER, resultFolder } from '../result-folder.ts';
import type { Settings } from '../settings.ts';

/** Where a result goes: paths with slashes. */
export interface Destination {
  readonly path: string;
  /** What may be there: the image itself, or the result of an earlier run. */
  readonly mayReplace: 'input' | 'own-result';
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
 * @throws Error that says what is wrong with the folder or the suffix.
 */
export function destinationOf(
  path: string,
  root: string,
  { output, suffix, folder }: Pick<Settings, 'output' | 'suffix' | 'folder'>,
  source: InputFormat,
  target: InputFormat,
): Destination | Misnamed {
  if (output === 'suffix') return besides(path, withSuffix(withExtension(path, target), suffix));
  if (output === 'folder') {
    const place = resultFolder(folder);
    if (place === undefined) throw new Error(refusedFolder(folder));
    const base = root.replace(/\/$/, '');
    const below = path.startsWith(`${base}/`) ? path.slice(base.length) : path.slice(path.lastIndexOf('/'));
    return besides(path, withExtension(`${base}/${place}${below}`, target));
  }
  if (promisedFormat(path) !== source) return { misnamed: source };
  if (target === source) return { path, mayReplace: 'input' };
  return { path: withExtension(path, target), mayReplace: 'own-result' };
}

/** A place for a result that leaves the image alone, whatever the file system makes of names. */
function besides(image: string, path: string): Destination {
  const same = (one: string) => one.split('/').filter(isName).join('/').normalize('NFC').toLowerCase();
  if (same(path) !== same(image)) return { path, mayReplace: 'own-result' };
  throw new Error(`The result would be written over ${lastPart(image)}: choose another suffix or folder.`);
}

const refusedFolder = (value: string): string =>
  `Setting kcolors.folder: expected ${RESULT_FOLDER} but found ${JSON.stringify(value)}.`;

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
