import { rmSync, type Stats } from 'node:fs';
import { link, lstat, mkdir, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Access, copyAttributes, keepAccess, limitGroup } from './attributes.ts';
import { reasonOf } from './reason.ts';
import { checkRegular } from './regular-file.ts';
import { removeLeftOvers, temporaryName } from './temporary-file.ts';
import { count } from './text.ts';

/** State of a file when it was read. A difference reveals a change. */
export interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
}

export interface WriteOptions {
  /** The state that the file must still have, or `'nothing'` if it must not exist. */
  readonly expected?: FileState | 'nothing' | undefined;
  /** Access of the original. The written file permits no reader that the original does not permit. */
  readonly original?: Access | undefined;
  /** Modification time in milliseconds. @defaultValue now */
  readonly mtimeMs?: number | undefined;
}

const unfinished = new Map<string, Promise<unknown>>(); // temporary files with the writes that own them
let isStopped = false;

// Removes temporary files at a regular end of the process, including an error or a second Ctrl-C.
process.on('exit', () => {
  for (const temporary of unfinished.keys()) rmSync(temporary, { force: true });
});

/**
 * Writes a file completely or not at all: writes a new file beside it, flushes it to disk and renames it. A symbolic
 * link stays, and its target is written. Mode, owner, extended attributes and access control lists of a replaced file
 * are kept if the system allows it.
 * @returns sentences about attributes that could not be kept
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
  /** Stats of the file that is replaced. */
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
      if (mode & 0o7000) await file.chmod(mode); // writing clears the setuid and setgid bits
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

/** Gives a file its name unless the name is taken. Unlike renaming, linking never replaces a file. */
async function placeNew(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // A file system without hard links: another program could take the name only in a short moment.
    if (await lstat(target).catch(() => undefined)) {
      throw Object.assign(new Error('a file of this name is in the way'), { code: 'EEXIST' });
    }
    await rename(temporary, target);
  }
}

/**
 * Converts to seconds, rounded up: the system truncates to microseconds, and a result must not be older than its
 * original.
 */
const inSeconds = (ms: number) => Math.ceil(ms * 1000) / 1e6 + 3e-7;

/** Creates a file that is never more accessible than the finished one. */
async function create(temporary: string, mode: number) {
  try {
    return await open(temporary, 'wx', mode);
  } catch (error) {
    throw new Error(`nothing can be written to the folder ${dirname(temporary)}: ${reasonOf(error)}`);
  }
}

/** Returns the mode of a new file, before the umask applies. */
const modeOf = (original: Access | undefined) => (original ? (original.mode & 0o777) | 0o600 : 0o666);

/** Returns the access of the replaced file without permissions that the original does not grant. */
const withoutMore = (before: Access, original: Access | undefined): Access =>
  original ? { ...before, mode: before.mode & (original.mode | 0o7600) } : before;

const linksNote = (others: number) =>
  `The file had ${count(others, 'other name')} (hard links), which ${others === 1 ? 'keeps' : 'keep'} the original.`;

/** Prevents further writes, and waits until the temporary files of pending writes are removed. */
export async function stopWriting(): Promise<void> {
  isStopped = true;
  await Promise.allSettled(unfinished.values());
}

/** Returns the state of a regular file; undefined if there is none. */
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

/** Returns the target path of a link, even if the target does not exist. */
async function followLinks(path: string): Promise<string> {
  const there = await lstat(path).catch(() => undefined);
  if (!there?.isSymbolicLink()) return path;
  return realpath(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return followLinks(resolve(dirname(path), await readlink(path)));
  });
}
