import { mkdir, readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { Access } from './attributes.ts';
import type { Protected } from './clashes.ts';
import type { Locate, Place, PlaceIndex } from './file-identity.ts';
import type { MayReplace } from './plan.ts';
import { digestOf, isMadeFrom, pathDigestOf, type ResultOrigin, type ResultsLog } from './results-log.ts';
import { type FileState, readState, writeAtomic } from './write-atomic.ts';

/** File system actions for writing results. */
export interface FileActions {
  readonly makeFolder: (path: string) => Promise<void>;
  /** Returns the state of a file, following links; undefined if there is none. */
  readonly stateOf: (path: string) => Promise<FileState | undefined>;
  /** Returns the content of a file. */
  readonly read: (path: string) => Promise<Uint8Array>;
  /**
   * Writes a file completely or not at all, following links.
   * @returns sentences about attributes that could not be kept.
   * @throws Error with code EEXIST when `expected` is `'nothing'` and the file exists by now.
   */
  readonly write: (
    path: string,
    bytes: Uint8Array,
    expected: FileState | 'nothing',
    source: Original,
  ) => Promise<readonly string[]>;
}

/**
 * Actions on the file system of this machine.
 * @param keepTime whether results get the modification time of their originals
 */
export const fileActions = (keepTime = false): FileActions => ({
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true });
  },
  stateOf: readState,
  read: readFile,
  write: (path, bytes, expected, { access, state }) =>
    writeAtomic(path, bytes, {
      expected,
      original: access,
      mtimeMs: keepTime ? state?.mtimeMs : undefined,
    }),
});

/** The original image of a result. */
export interface Original {
  readonly name: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  /** Digest of the content. */
  readonly digest: string;
  /** State of the file when it was read. */
  readonly state?: FileState | undefined;
  /** Access of the file, which limits the access of its results. */
  readonly access?: Access | undefined;
}

/** A file to write. */
interface ResultFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mayReplace: MayReplace;
  readonly source: Original;
}

/** The outcome of a write. */
export interface Written {
  /** False if the file already had these bytes. */
  readonly isNew: boolean;
  readonly notes: readonly string[];
}

/** Writes one result of a run. */
export type WriteResult = (file: ResultFile) => Promise<Written>;

export interface WriteFacts {
  readonly locate: Locate;
  readonly index: <T>() => PlaceIndex<T>;
  readonly actions: FileActions;
  /** Files that no result may replace, except its own input. */
  readonly inputs: PlaceIndex<Protected>;
  readonly log: ResultsLog;
  /** Whether to replace files that kcolors did not make. */
  readonly force: boolean;
}

/**
 * Starts the writing of a run. Whether a file may be replaced is decided here, from the file itself just before the
 * write, whatever was planned.
 */
export function openWriting(facts: WriteFacts): WriteResult {
  const { locate, actions, log } = facts;
  const written = facts.index<string>();
  const pending = new Set<Promise<unknown>>();

  const writeOnce = async (file: ResultFile, isClaimed: boolean): Promise<Written> => {
    const { path, bytes, mayReplace, source } = file;
    await actions.makeFolder(dirname(path));
    const place = locate(path);
    const input = mayReplace === 'input' ? undefined : facts.inputs.findFile(place);
    const claim = () => {
      const other = written.findFile(place);
      if (other !== undefined) throw takenBy(other, path);
      written.add(withoutId(place), source.name); // the write replaces the existing file, but not its other hard links
    };
    if (!isClaimed && !input) claim();
    if (place.facts?.kind === 'folder') throw new Error('a folder has this name');
    if (place.facts && place.facts.kind !== 'file')
      throw new Error(`${shown(path)} exists and is not a file`);
    const expected = await expectedAt(file, place, input, facts);
    if (input) claim(); // the input already has these bytes: no other result may replace it
    // In place, log only results of results.
    if (mayReplace !== 'input' || log.of(source.digest).length > 0) {
      // Log before writing, so that an interruption loses nothing.
      log.add({ content: digestOf(bytes), path: pathDigestOf(place.path), ...originOf(source, locate) });
    }
    if (expected === 'same') return { isNew: false, notes: [] };
    const notes = await actions.write(path, bytes, expected, source);
    written.add(locate(path), source.name); // now with the file id, so that other names of the file are found
    return { isNew: true, notes };
  };

  const track = async <T>(work: Promise<T>): Promise<T> => {
    pending.add(work);
    try {
      return await work;
    } finally {
      pending.delete(work);
    }
  };

  return async (file) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await track(writeOnce(file, attempt > 0));
      } catch (error) {
        const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
        if (!isTaken || attempt > 0) throw error;
        await Promise.allSettled(pending); // another result of this run may have taken it under an equivalent name
        const other = written.findFile(locate(file.path));
        if (other !== undefined && other !== file.source.name) throw takenBy(other, file.path);
      }
    }
  };
}

/** Returns the state that the write has to find; `'same'` if there is nothing to write. */
async function expectedAt(
  { path, bytes, mayReplace, source }: ResultFile,
  { facts }: Place,
  input: Protected | undefined,
  { actions, locate, log, force }: WriteFacts,
): Promise<FileState | 'nothing' | 'same'> {
  if (mayReplace === 'input' && source.state) return source.state;
  const state = facts && (await actions.stateOf(path)); // before the content, so that any later change is noticed
  const there = state && mayReplace === 'own-result' ? await actions.read(path) : undefined;
  if (there && Buffer.compare(there, bytes) === 0) return 'same';
  if (input) {
    throw new Error(
      `${shown(path)} is ${input.isImage ? 'one of the inputs' : 'the palette'}: not replaced; --suffix or --out gives another name`,
    );
  }
  if (!state) return 'nothing';
  if (!there || force || isMadeFrom(log, digestOf(there), originOf(source, locate))) return state;
  throw new Error(
    `${shown(path)} exists and kcolors did not make it from ${source.name}: not replaced; --force replaces it`,
  );
}

const takenBy = (other: string, path: string) =>
  new Error(`${shown(path)} is already the result of ${other}: not replaced`);

const withoutId = (place: Place): Place =>
  place.facts ? { ...place, facts: { ...place.facts, id: undefined } } : place;

const originOf = ({ digest, path }: Original, locate: Locate): ResultOrigin => ({
  sourceContent: digest,
  sourcePath: path === undefined ? '' : pathDigestOf(locate(path).path),
});

function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
