import {
  type BigIntStats,
  fstatSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryName } from './temporary-file.ts';

/** Facts about an entry, without following a link. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Device and inode of the file, which hard links share. Undefined if the file system has no inodes. */
  readonly id: string | undefined;
}

/** File system queries that identify files. They are synchronous: a run makes only a few per file. */
export interface FileLookup {
  /** Returns undefined if there is no entry or it is not accessible. */
  readonly look: (path: string) => FileFacts | undefined;
  /** Returns the target text of a symbolic link. */
  readonly linkTarget: (path: string) => string;
  /** Returns the names in a folder as stored; empty if the folder cannot be read. */
  readonly list: (folder: string) => readonly string[];
  /** Whether two names that do not exist yet would be the same entry of the folder. */
  readonly joins: (folder: string, one: string, other: string) => boolean;
}

/** Opens the file system of this machine. */
export function openLookup(): FileLookup {
  const ignoresCase = new Map<string, boolean | undefined>(); // by folder
  return {
    look,
    linkTarget: (path) => readlinkSync(path),
    list,
    joins: (folder, one, other) => {
      if (!differByAsciiCase(one, other)) return tryNames(folder, one, other);
      if (!ignoresCase.has(folder)) ignoresCase.set(folder, seenToIgnoreCase(folder));
      return ignoresCase.get(folder) ?? tryNames(folder, one, other);
    },
  };
}

function look(path: string): FileFacts | undefined {
  try {
    const there = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    return there && factsOf(there);
  } catch {
    return undefined; // part of the path is a file or not accessible: writing reports it
  }
}

/** Returns the file behind an open stream, such as 0 for standard input; undefined for pipes and terminals. */
export function lookAtStream(descriptor: number): FileFacts | undefined {
  try {
    const there = fstatSync(descriptor, { bigint: true });
    return there.isFile() ? factsOf(there) : undefined;
  } catch {
    return undefined; // the stream is closed
  }
}

function factsOf(there: BigIntStats): FileFacts {
  const id = there.ino === 0n ? undefined : `${there.dev}:${there.ino}`;
  if (there.isFile()) return { kind: 'file', id };
  if (there.isDirectory()) return { kind: 'folder', id };
  return { kind: there.isSymbolicLink() ? 'link' : 'other', id };
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const differByAsciiCase = (one: string, other: string): boolean =>
  /^[ -~]*$/.test(one + other) && one.toLowerCase() === other.toLowerCase();

/** Looks up an entry of the folder in the other letter case. Returns undefined if no entry has letters. */
function seenToIgnoreCase(folder: string): boolean | undefined {
  const names = new Set(list(folder));
  for (const name of names) {
    const other = swapCase(name);
    if (other !== name && /^[ -~]*$/.test(name) && !names.has(other)) {
      return look(join(folder, other)) !== undefined;
    }
  }
  return undefined;
}

const swapCase = (name: string): string =>
  name.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()));

/**
 * Creates a file with one name in a temporary folder and looks for the other. This is safer than any character table.
 */
function tryNames(folder: string, one: string, other: string): boolean {
  const place = join(folder, temporaryName('names')); // the next run removes it if this run is killed
  try {
    mkdirSync(place);
    writeFileSync(join(place, one), '');
    return look(join(place, other)) !== undefined;
  } catch {
    return false; // if nothing can be written, no result can be lost
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
