import { type InputFormat, promisedFormat, withExtension, withSuffix } from '@kcolors/codecs';
import { isName, RESULT_FOLDER, resultFolder } from '../result-folder.ts';
import type { Settings } from '../settings.ts';

/** The target of a result. Paths use slashes. */
export interface Destination {
  readonly path: string;
  /** Which existing file may be replaced: the image itself, or the result of an earlier run. */
  readonly mayReplace: 'input' | 'own-result';
}

/** Reason for writing nothing: the file extension does not match the format. */
export interface Misnamed {
  readonly misnamed: InputFormat;
}

/**
 * Decides the target of a result. Only a result of the same format replaces its image, and only if the
 * extension matches. A result of another format becomes a new file next to the original.
 *
 * @param path of the image.
 * @param root of its workspace folder, or else its parent folder.
 * @throws Error that explains what is wrong with the folder or the suffix.
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

/**
 * A target that cannot be the image itself, even on file systems that ignore letter case or normalize
 * Unicode.
 */
function besides(image: string, path: string): Destination {
  const same = (one: string) => one.split('/').filter(isName).join('/').normalize('NFC').toLowerCase();
  if (same(path) !== same(image)) return { path, mayReplace: 'own-result' };
  throw new Error(`The result would be written over ${lastPart(image)}: choose another suffix or folder.`);
}

const refusedFolder = (value: string): string =>
  `Setting kcolors.folder: expected ${RESULT_FOLDER} but found ${JSON.stringify(value)}.`;

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
