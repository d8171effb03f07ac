import { mkdir, readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { Access } from './attributes.ts';
import type { Protected } from './clashes.ts';
import type { Locate, Place, PlaceIndex } from './file-identity.ts';
import type { MayReplace } from './plan.ts';
import { digestOf, isMadeFrom, pathDigestOf, type ResultOrigin, type ResultsLog } from './results-log.ts';
import { type FileState, readState, writeAtomic } from './write-atomic.ts';

/** The actions that writing needs of a file system. */
export interface FileActions {
  readonly makeFolder: (path: string) => Promise<void>;
  /** The state of a file, through links; undefined where nothing is. */
  readonly stateOf: (path: string) => Promise<FileState | undefined>;
  /** Its content. */
  readonly read: (path: string) => Promise<Uint8Array>;
  /**
   * Writes a file whole or not at all, through links.
   * @returns sentences about what could not be kept.
   * @throws Error with code EEXIST when `expected` is `'nothing'` and something is there by now.
   */
  readonly write: (
    path: string,
    bytes: Uint8Array,
    expected: FileState | 'nothing',
    source: Original,
  ) => Promise<readonly string[]>;
}

/**
 * Writes to the file system of this machine.
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

/** An image that results are made from. */
export interface Original {
  readonly name: string;
  /** Undefined for standard input. */
  readonly path: string | undefined;
  /** Of its content. */
  readonly digest: string;
  /** What the file was when it was read. */
  readonly state?: FileState | undefined;
  /** Who may read it: nobody else may read its results. */
  readonly access?: Access | undefined;
}

/** A file to write. */
interface ResultFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mayReplace: MayReplace;
  readonly source: Original;
}

/** What writing did. */
export interface Written {
  /** False where these very bytes were there. */
  readonly isNew: boolean;
  readonly notes: readonly string[];
}

/** Writes a result of one run. */
export type WriteResult = (file: ResultFile) => Promise<Written>;

export interface WriteFacts {
  readonly locate: Locate;
  readonly index: <T>() => PlaceIndex<T>;
  readonly actions: FileActions;
  /** Files that no result replaces, unless it is their own. */
  readonly inputs: PlaceIndex<Protected>;
  readonly log: ResultsLog;
  /** Replace files that kcolors did not make. */
  readonly force: boolean;
}

/**
 * Opens a run of writing. What may be replaced is decided here, at the last moment and by the file itself, whatever was
 * planned.
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
      written.add(withoutId(place), source.name); // what is there goes away, and other names of it stay
    };
    if (!isClaimed && !input) claim();
    if (place.facts?.kind === 'folder') throw new Error('a folder has this name');
    if (place.facts && place.facts.kind !== 'file')
      throw new Error(`${shown(path)} exists and is not a file`);
    const expected = await expectedAt(file, place, input, facts);
    if (input) claim(); // it holds this very result: no other one may take its place
    // Of what is replaced in place, only a result has to be known again.
    if (mayReplace !== 'input' || log.of(source.digest).length > 0) {
      // Before the file: a run that ends in between has lost nothing.
      log.add({ content: digestOf(bytes), path: pathDigestOf(place.path), ...originOf(source, locate) });
    }
    if (expected === 'same') return { isNew: false, notes: [] };
    const notes = await actions.write(path, bytes, expected, source);
    written.add(locate(path), source.name); // with the number of the file: other names of it are found
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
        await Promise.allSettled(pending); // perhaps by another result of this run, under a name that means the same
        const other = written.findFile(locate(file.path));
        if (other !== undefined && other !== file.source.name) throw takenBy(other, file.path);
      }
    }
  };
}

/** The file that the write must find; `'same'` when there is nothing to write. */
async function expectedAt(
  { path, bytes, mayReplace, source }: ResultFile,
  { facts }: Place,
  input: Protected | undefined,
  { actions, locate, log, force }: WriteFacts,
): Promise<FileState | 'nothing' | 'same'> {
  if (mayReplace === 'input' && source.state) return source.state;
  const state = facts && (await actions.stateOf(path)); // before the content: a change from then on is noticed
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
