import { hasSuffix, promisedFormat } from '@kcolors/codecs';
import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import { shownName } from '../language/inert.ts';
import { resultFolder } from '../result-folder.ts';
import { excluder, type Patterns } from './excluded.ts';
import { isIgnored } from './gitignore.ts';
import { type Rules, rulesAbove, withRulesOf } from './ignore-files.ts';

const BREATH = 50; // ms of work without a pause

/** An image that was chosen. */
export interface Chosen {
  readonly uri: Uri;
  /** What people see: the path below the workspace folder, or the name. */
  readonly name: string;
}

/** Whether the name is that of an image that can be compressed. */
export const isImage = (uri: Uri): boolean => promisedFormat(uri.path) !== undefined;

/**
 * The images of a selection: files as they are, folders with all that is below them and not left out by the settings
 * or by a `.gitignore`.
 * Results of earlier runs are left out: `photo.min.png`, or the folder for results. Sorted within a folder.
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

/** A file with the name that people see. */
export function chosen(uri: Uri): Chosen {
  return { uri, name: shownName(uri) };
}

async function isDirectory(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) !== 0;
  } catch {
    return false; // what cannot be read is said when its turn comes
  }
}

/** The files below a folder that are wanted and not left out by the settings, by a `.gitignore`, or as links. */
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
      // Links are left alone: they may lead out of the folder, or back to where they came from.
      if (type === FileType.Directory) files.push(...(await walk(uri, rules)));
      else if (type === FileType.File && isWanted(uri) && !hasSuffix(name, suffix)) files.push(uri);
    }
    return files;
  };
  return walk(folder, isGitIgnoreRead ? await rulesAbove(folder) : []);
}

/** Lets other work go on, now and then: patterns can be many and folders large. */
function pauses(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}

/** What is in a folder; nothing when it cannot be read, which is no reason to leave out the others. */
async function entriesOf(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}
