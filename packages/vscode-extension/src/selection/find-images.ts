import { hasSuffix } from '@kcolors/codecs';
import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import { shownName } from '../language/inert.ts';
import { resultFolder } from '../result-folder.ts';
import { excluder, type Patterns } from './excluded.ts';
import { isIgnored } from './gitignore.ts';
import { type Rules, rulesAbove, withRulesOf } from './ignore-files.ts';
import { isImageName } from './image-name.ts';

const BREATH = 50; // ms of work between pauses

/** A chosen image. */
export interface Chosen {
  readonly uri: Uri;
  /** Displayed name: the path relative to the workspace folder, or else the file name. */
  readonly name: string;
}

/** Whether the file extension belongs to an image format that can be compressed. */
export const isImage = ({ path }: Uri): boolean => isImageName(path);

/**
 * Returns the images of a selection: chosen files as they are, and the files in chosen folders, sorted per
 * folder.
 * Within folders, leaves out files excluded by the settings or a `.gitignore`.
 * Also leaves out results of earlier runs: `photo.min.png`, or the folder for results.
 */
export async function findImages(targets: readonly Uri[], token?: CancellationToken): Promise<Chosen[]> {
  const found = new Map<string, Uri>();
  for (const target of targets) {
    if (token?.isCancellationRequested) break;
    const isFolder = await isDirectory(target);
    const images = isFolder ? await filesBelow(target, isImage, token) : isImage(target) ? [target] : [];
    for (const uri of images) found.set(uri.toString(), uri);
  }
  return [...found.values()].map(chosen);
}

/** A file with its displayed name. */
export function chosen(uri: Uri): Chosen {
  return { uri, name: shownName(uri) };
}

async function isDirectory(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    return false; // the error is reported when the file is processed
  }
}

/**
 * Returns the wanted files in a folder and its subfolders. Skips links and files excluded by the settings or
 * a `.gitignore`.
 */
export async function filesBelow(
  folder: Uri,
  isWanted: (uri: Uri) => boolean,
  token?: CancellationToken,
): Promise<Uri[]> {
  const kcolors = workspace.getConfiguration('kcolors', folder);
  const root = workspace.getWorkspaceFolder(folder)?.uri ?? folder;
  const relative = (uri: Uri) => uri.path.slice(root.path.replace(/\/$/, '').length + 1);
  const isExcluded = excluder(
    relative(folder),
    workspace.getConfiguration('files', folder).get<Patterns>('exclude'),
    kcolors.get<Patterns>('exclude'),
  );
  const suffix = kcolors.get('output') === 'suffix' ? kcolors.get('suffix', '') : '';
  const results = kcolors.get('output') === 'folder' ? resultFolder(kcolors.get('folder', '')) : undefined;
  const isGitIgnoreRead = kcolors.get('excludeGitIgnore') !== false;

  const breathe = pauses();
  const walk = async (at: Uri, above: Rules): Promise<Uri[]> => {
    if (token?.isCancellationRequested) return [];
    const entries = (await entriesOf(at)).sort(([one], [other]) => (one < other ? -1 : 1));
    const names = entries.map(([name]) => name);
    const rules = isGitIgnoreRead ? await withRulesOf(at, names, above) : above;
    const files: Uri[] = [];
    for (const [name, type] of entries) {
      await breathe();
      const uri = Uri.joinPath(at, name);
      if (isExcluded(relative(uri)) || relative(uri) === results) continue;
      if (isIgnored(rules, uri.path, type === FileType.Directory)) continue;
      // Skip links: they may lead out of the folder or form a loop.
      if (type === FileType.Directory) files.push(...(await walk(uri, rules)));
      else if (type === FileType.File && isWanted(uri) && !hasSuffix(name, suffix)) files.push(uri);
    }
    return files;
  };
  return walk(folder, isGitIgnoreRead ? await rulesAbove(folder) : []);
}

/**
 * Returns a function that yields to other work from time to time: there may be many patterns, and folders may
 * be large.
 */
function pauses(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}

/** The entries of a folder; empty when it cannot be read, so that the search continues elsewhere. */
async function entriesOf(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
