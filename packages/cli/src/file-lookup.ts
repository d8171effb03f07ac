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

/** What a file system says of an entry, without following a link. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Device and number of the file: hard links share it. Undefined where the file system has no numbers. */
  readonly id: string | undefined;
}

/** The questions by which files are told apart. Synchronous: there are a few for each file of a run. */
export interface FileLookup {
  /** Undefined where nothing is, or nothing can be seen. */
  readonly look: (path: string) => FileFacts | undefined;
  /** The text of a symbolic link. */
  readonly linkTarget: (path: string) => string;
  /** Names of a folder as they are stored; empty where it cannot be read. */
  readonly list: (folder: string) => readonly string[];
  /** Whether two names that are not there yet would be one entry of the folder. */
  readonly joins: (folder: string, one: string, other: string) => boolean;
}

/** The file system of this machine. */
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
    return undefined; // a part of the path is a file, or must not be seen: writing says it
  }
}

/** The file behind an open stream, such as 0 for standard input; undefined for pipes and terminals. */
export function lookAtStream(descriptor: number): FileFacts | undefined {
  try {
    const there = fstatSync(descriptor, { bigint: true });
    return there.isFile() ? factsOf(there) : undefined;
  } catch {
    return undefined; // it is closed
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

/** Asks for an entry of the folder in the other letter case; undefined when no entry has letters. */
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

/** Makes a file of one name in a folder of its own and looks for the other: no table of characters is as sure. */
function tryNames(folder: string, one: string, other: string): boolean {
  const place = join(folder, temporaryName('names')); // which the next run removes if this one is killed
  try {
    mkdirSync(place);
    writeFileSync(join(place, one), '');
    return look(join(place, other)) !== undefined;
  } catch {
    return false; // where nothing can be written no result is lost
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
