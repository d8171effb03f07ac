import { isUtf8 } from 'node:buffer';
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { specialKind } from './regular-file.ts';

/** An entry of a folder. */
export interface FolderEntry {
  /** Name, in which bytes that are not valid UTF-8 are written as `\xe9`. */
  readonly name: string;
  /** Whether `name` is the exact name, so that it can be used in a path. */
  readonly isUtf8: boolean;
  /** Undefined if the file system does not report it. */
  readonly kind: 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'device' | undefined;
}

/**
 * Returns the entries of a folder, sorted by name.
 * @throws the error of the file system when the folder cannot be read. A single unreadable entry does not throw.
 */
export async function listFolder(folder: string): Promise<FolderEntry[]> {
  const entries = await readWithKinds(folder).catch(() => readOneByOne(folder));
  return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function readWithKinds(folder: string): Promise<FolderEntry[]> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  return entries.map((entry) => entryOf(entry.name, entry));
}

/** If the file system does not report kinds, one unreadable entry makes the whole listing fail. */
async function readOneByOne(folder: string): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for (const name of await readdir(folder, { encoding: 'buffer' })) {
    const path = Buffer.concat([Buffer.from(join(folder, sep)), name]);
    entries.push(entryOf(name, await lstat(path).catch(() => undefined)));
  }
  return entries;
}

function entryOf(name: Buffer, entry: Stats | Dirent<Buffer> | undefined): FolderEntry {
  const isValid = isUtf8(name);
  return {
    name: isValid ? name.toString() : escapeBytes(name),
    isUtf8: isValid,
    kind: entry && kindOf(entry),
  };
}

function kindOf(entry: Stats | Dirent<Buffer>): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'link';
  return specialKind(entry) as FolderEntry['kind'];
}

/** Returns `caf\xe9.png` for a Latin-1 name. Valid characters stay readable. */
function escapeBytes(name: Buffer): string {
  let text = '';
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find((bytes) => isUtf8(name.subarray(at, at + bytes))) ?? 0;
    text += length ? name.toString('utf8', at, at + length) : `\\x${name[at]!.toString(16)}`;
    at += length || 1;
  }
  return text;
}
