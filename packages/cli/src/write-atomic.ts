import { rmSync, type Stats } from 'node:fs';
import { link, lstat, mkdir, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Access, copyAttributes, keepAccess, limitGroup } from './attributes.ts';
import { reasonOf } from './reason.ts';
import { checkRegular } from './regular-file.ts';
import { removeLeftOvers, temporaryName } from './temporary-file.ts';
import { count } from './text.ts';

/** What a file was when it was read: enough to tell that it has changed since. */
export interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
}

export interface WriteOptions {
  /** The state in which the file must still be, or `'nothing'` where none must be. */
  readonly expected?: FileState | 'nothing' | undefined;
  /** The file whose contents these are in another form: nobody gets to read them who may not read that one. */
  readonly original?: Access | undefined;
  /** Modification time in milliseconds. @defaultValue now */
  readonly mtimeMs?: number | undefined;
}

const unfinished = new Map<string, Promise<unknown>>(); // temporary files and the writes that own them
let isStopped = false;

// Whatever ends the process in order, an error or a second Ctrl-C, leaves nothing behind.
process.on('exit', () => {
  for (const temporary of unfinished.keys()) rmSync(temporary, { force: true });
});

/**
 * Writes a file so that it is there in full or not at all: into a new file beside it, to the disk, then renamed.
 * A symbolic link stays, its target is written. Mode, owner, extended attributes and access lists of a file that is
 * replaced stay where the system allows it.
 * @returns sentences about what could not be kept
 */
export async function writeAtomic(
  path: string,
  bytes: Uint8Array,
  options: WriteOptions = {},
): Promise<readonly string[]> {
  const target = await followLinks(path);
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  const before = await stat(target).catch(() => undefined);
  if (before?.isDirectory()) throw new Error('a folder has this name');
  if (before) checkRegular(before);
  if (before && (before.mode & 0o222) === 0) throw new Error('the file is write-protected');
  await removeLeftOvers(folder);
  const temporary = join(folder, temporaryName(basename(target)));
  const write = writeAndRename({ temporary, target, bytes, before }, options);
  unfinished.set(temporary, write);
  return write.finally(() => unfinished.delete(temporary));
}

interface Write {
  readonly temporary: string;
  readonly target: string;
  readonly bytes: Uint8Array;
  /** The file that is replaced. */
  readonly before: Stats | undefined;
}

async function writeAndRename(
  { temporary, target, bytes, before }: Write,
  { expected, mtimeMs, original }: WriteOptions,
): Promise<string[]> {
  const notes: (string | undefined)[] = [];
  try {
    const file = await create(temporary, before ? 0o600 : modeOf(original));
    try {
      let mode = 0;
      if (before) {
        notes.push(await copyAttributes(target, temporary));
        await file.truncate();
        const kept = await keepAccess(file, withoutMore(before, original));
        notes.push(kept.note);
        mode = kept.mode;
      } else if (original) await limitGroup(file, original);
      await file.writeFile(bytes);
      if (mode & 0o7000) await file.chmod(mode); // writing takes the bits to run it as its owner
      if (mtimeMs !== undefined) await file.utimes(new Date(), inSeconds(mtimeMs));
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
  if (before && before.nlink > 1) notes.push(linksNote(before.nlink - 1));
  return notes.filter((note) => note !== undefined);
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

/** The system cuts times to microseconds: rounded up, a result is not older than its original. */
const inSeconds = (ms: number) => Math.ceil(ms * 1000) / 1e6 + 3e-7;

/** A new file, never open to more people than the finished one. */
async function create(temporary: string, mode: number) {
  try {
    return await open(temporary, 'wx', mode);
  } catch (error) {
    throw new Error(`nothing can be written to the folder ${dirname(temporary)}: ${reasonOf(error)}`);
  }
}

/** The mode of a new file, from which the umask is yet to be taken. */
const modeOf = (original: Access | undefined) => (original ? (original.mode & 0o777) | 0o600 : 0o666);

/** The access to a file that is replaced, without what its new contents are not for. */
const withoutMore = (before: Access, original: Access | undefined): Access =>
  original ? { ...before, mode: before.mode & (original.mode | 0o7600) } : before;

const linksNote = (others: number) =>
  `The file had ${count(others, 'other name')} (hard links), which ${others === 1 ? 'keeps' : 'keep'} the original.`;

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
  return realpath(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return followLinks(resolve(dirname(path), await readlink(path)));
  });
}
