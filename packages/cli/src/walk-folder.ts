import { realpathSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type FolderEntry, listFolder } from './list-folder.ts';
import { reasonOf } from './reason.ts';
import { notRegular, specialKind } from './regular-file.ts';

/** A search below a folder. Paths are relative to the folder and use slashes. */
export interface Search {
  readonly enters: (folder: string) => boolean;
  readonly wants: (file: string) => boolean;
  /** Whether to follow symbolic links to folders. */
  readonly followLinks: boolean;
}

/** A file below a folder. */
interface FoundFile {
  /** Path below the folder, with slashes. */
  readonly below: string;
  readonly realPath: string;
  /** Whether the file was reached through a link below the folder. */
  readonly isLinked: boolean;
}

/** The files found, and the entries that could not be read. */
export interface Walk {
  readonly files: readonly FoundFile[];
  readonly problems: readonly { readonly below: string; readonly message: string }[];
}

/**
 * Finds files below a folder, sorted by name within each folder. An unreadable entry is reported as a problem and
 * does not stop the search. Link cycles end, since a link to an already searched folder is not followed.
 */
export async function walkFolder(root: string, { enters, wants, followLinks }: Search): Promise<Walk> {
  const files: FoundFile[] = [];
  const problems: { below: string; message: string }[] = [];
  const entered = new Set<string>();

  const visitFolder = async (below: string, real: string, isLinked: boolean) => {
    if (followLinks) entered.add(real);
    const entries = await listFolder(join(root, below)).catch((error: unknown) => {
      problems.push({ below, message: reasonOf(error) });
      return [];
    });
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const problem = (message: string) => problems.push({ below: path, message });
      if (!entry.isUtf8) {
        if (entry.kind === 'folder' ? enters(path) : wants(path)) problem('the name is not UTF-8: rename it');
      } else if (entry.kind === 'folder') {
        if (enters(path)) await visitFolder(path, join(real, entry.name), isLinked);
      } else if (entry.kind === 'link') {
        if (followLinks || wants(path)) await visitLink(path, problem);
      } else if (wants(path)) {
        if (entry.kind === 'file') files.push({ below: path, realPath: join(real, entry.name), isLinked });
        else problem(wordsFor(entry));
      }
    }
  };

  const visitLink = async (below: string, problem: (message: string) => void) => {
    const path = join(root, below);
    try {
      const target = await stat(path);
      if (target.isDirectory()) {
        const real = followLinks && enters(below) ? await realpath(path) : undefined;
        if (real !== undefined && !entered.has(real)) await visitFolder(below, real, true);
      } else if (wants(below)) {
        const kind = specialKind(target);
        if (kind) problem(notRegular(kind));
        else files.push({ below, realPath: await realpath(path), isLinked: true });
      }
    } catch (error) {
      if (wants(below)) problem(linkReason(error));
    }
  };

  await visitFolder('', realPathOf(resolve(root)), false);
  return { files, problems };
}

const wordsFor = ({ kind }: FolderEntry) =>
  kind ? notRegular(kind) : 'the file system does not say what it is';

/** Returns the reason why a symbolic link cannot be followed. */
export function linkReason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'is a link that leads nowhere' : reasonOf(error);
}

/** Returns the path without symbolic links, or the path itself if it cannot be resolved. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
