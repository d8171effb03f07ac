// Node host only: the web worker host has no `node:` modules.
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

const NAME_BYTES = 60; // bytes of the old name in the temporary name; names have at most 255 bytes of UTF-8

/**
 * Replaces a file atomically: writes a temporary file in the same folder, syncs it to disk and renames it.
 * Preserves mode and owner of the old file. Follows a symbolic link and replaces its target.
 *
 * @throws an `Error` with `code` `EACCES` when the file is read-only, or the error of the file system.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const target = await followLinks(path);
  const before = await stat(target).catch(() => undefined);
  if (before && (before.mode & 0o222) === 0) {
    throw Object.assign(new Error('The file is read-only.'), { code: 'EACCES' });
  }
  await mkdir(dirname(target), { recursive: true });
  const temporary = join(dirname(target), `.${shortened(basename(target))}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', before ? before.mode & 0o7777 : 0o666);
    try {
      await file.writeFile(bytes);
      if (before) await keepAccess(file, before);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Gives a file the owner and mode of the file it replaces. Without that permission, never grants more access.
 */
async function keepAccess(file: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  await file.chown(uid, gid).catch(() => file.chown(-1, gid).catch(() => {})); // only root may change the owner
  const now = await file.stat();
  const isKept = now.uid === uid && now.gid === gid;
  await file.chmod(isKept ? mode & 0o7777 : mode & 0o777); // `open` applies the umask to its mode
}

/** The path that a link leads to, even if its target does not exist. */
async function followLinks(path: string): Promise<string> {
  const there = await lstat(path).catch(() => undefined);
  if (!there?.isSymbolicLink()) return path;
  return realpath(path).catch(async () => resolve(dirname(path), await readlink(path)));
}

/** Truncates a name without splitting a character. */
function shortened(name: string): string {
  let short = '';
  for (const character of name) {
    if (Buffer.byteLength(short + character) > NAME_BYTES) break;
    short += character;
  }
  return short;
}
