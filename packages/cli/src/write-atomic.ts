import type { Stats } from 'node:fs';
import { link, lstat, mkdir, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** What a file was when it was read: enough to tell that it has changed since. */
export interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
}

const unfinished = new Map<string, Promise<unknown>>(); // temporary files and the writes that own them
let written = 0;
let isStopped = false;

/**
 * Writes a file so that it is there in full or not at all: into a new file beside it, to the disk, then renamed.
 * A symbolic link stays, its target is written; mode and owner of a file that is replaced stay.
 * With `expected`, the file must still be in that state, or `'nothing'` must be there.
 */
export async function writeAtomic(
  path: string,
  bytes: Uint8Array,
  expected?: FileState | 'nothing',
): Promise<void> {
  const target = await followLinks(path);
  await mkdir(dirname(target), { recursive: true });
  const before = await stat(target).catch(() => undefined);
  if (before?.isDirectory()) throw new Error('a folder has this name');
  if (before && (before.mode & 0o222) === 0) throw new Error('the file is write-protected');
  const temporary = join(
    dirname(target),
    `.${basename(target).slice(0, 80)}.${process.pid}-${written++}.tmp`,
  );
  const write = writeAndRename(temporary, target, bytes, before, expected);
  unfinished.set(temporary, write);
  await write.finally(() => unfinished.delete(temporary));
}

async function writeAndRename(
  temporary: string,
  target: string,
  bytes: Uint8Array,
  before: Stats | undefined,
  expected: FileState | 'nothing' | undefined,
): Promise<void> {
  try {
    const file = await open(temporary, 'wx', before ? before.mode & 0o7777 : 0o666);
    try {
      await file.writeFile(bytes);
      if (before) {
        await file.chown(before.uid, before.gid).catch(() => {}); // only root may give files away
        await file.chmod(before.mode & 0o7777); // the mode given to open is cut by the umask
      }
      await file.sync();
    } finally {
      await file.close();
    }
    if (expected && expected !== 'nothing') await checkUnchanged(target, expected);
    if (isStopped) throw new Error('interrupted');
    if (expected === 'nothing') await placeNew(temporary, target);
    else await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Gives a file its name unless something has it: linking, unlike renaming, never replaces. */
async function placeNew(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // A file system without hard links: only a moment is left in which another program could take the name.
    if (await lstat(target).catch(() => undefined)) {
      throw Object.assign(new Error('a file of this name is in the way'), { code: 'EEXIST' });
    }
    await rename(temporary, target);
  }
}

/** Lets no further file appear, and waits until the temporary files of those under way are gone. */
export async function stopWriting(): Promise<void> {
  isStopped = true;
  await Promise.allSettled(unfinished.values());
}

/** The state of a regular file; undefined when there is no such file. */
export async function readState(path: string): Promise<FileState | undefined> {
  const there = await stat(path).catch(() => undefined);
  return there?.isFile() ? { size: there.size, mtimeMs: there.mtimeMs } : undefined;
}

async function checkUnchanged(path: string, expected: FileState): Promise<void> {
  const now = await stat(path).catch(() => undefined);
  if (!now) throw new Error('the file was removed while it was compressed');
  if (now.size !== expected.size || now.mtimeMs !== expected.mtimeMs) {
    throw new Error('the file was changed while it was compressed; it was left as it is');
  }
}

/** The path a link leads to, also when nothing is there yet. */
async function followLinks(path: string): Promise<string> {
  const there = await lstat(path).catch(() => undefined);
  if (!there?.isSymbolicLink()) return path;
  return realpath(path).catch(async () => resolve(dirname(path), await readlink(path)));
}
