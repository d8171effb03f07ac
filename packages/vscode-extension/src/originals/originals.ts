import { type FileSystemError, Uri, workspace } from 'vscode';
import { sha256 } from '../files/hash.ts';
import {
  contentsToForget,
  type Entry,
  formatEntry,
  parseEntry,
  type RunRecord,
  type StoredEntry,
} from './record.ts';

/** Originals that were replaced, kept in the storage of the extension. */
export interface Originals {
  /** Starts a run. */
  begin(): Run;
  /** All runs, newest first. */
  runs(): Promise<RunRecord[]>;
  /** The kept content; undefined when it is gone, or no longer what it was. */
  read(hash: string): Promise<Uint8Array | undefined>;
  /** Forgets entries, after they were undone. */
  forget(undone: readonly StoredEntry[]): Promise<void>;
  /** Deletes what was needed longest ago until the rest takes no more than this. */
  prune(mostBytes: number): Promise<void>;
}

export interface Run {
  readonly id: string;
  /** Keeps what a file holds before it is written. When it has returned, the original can be restored. */
  keep(entry: Entry, before: Uint8Array | undefined): Promise<StoredEntry>;
  /** Takes an entry back whose file was not written after all. */
  drop(entry: StoredEntry): Promise<void>;
}

const HOUR = 3_600_000; // ms

/**
 * Opens the store. A content is a file named by its hash, an entry is a file named by its run and number; both are only
 * ever made and deleted, never rewritten. So nothing that was kept is lost when VS Code ends in the middle, and windows
 * that compress at the same time do not get in each other's way.
 */
export function openOriginals(storage: Uri): Originals {
  const root = Uri.joinPath(storage, 'originals');
  const contents = Uri.joinPath(root, 'content');
  const entriesFolder = Uri.joinPath(root, 'entries');
  const entryAt = (key: string) => Uri.joinPath(entriesFolder, key);

  const runs = async (): Promise<RunRecord[]> => {
    const keys = (await list(entriesFolder)).sort();
    const found = await Promise.all(keys.map((key) => readEntry(entryAt(key), key)));
    const byRun = new Map<string, StoredEntry[]>();
    for (const entry of found) {
      if (!entry) continue;
      const id = runOf(entry.key);
      byRun.set(id, [...(byRun.get(id) ?? []), entry]);
    }
    return [...byRun].map(([id, entries]) => ({ id, entries })).reverse();
  };

  const forget = async (undone: readonly StoredEntry[]) => {
    for (const { key } of undone) await removeFile(entryAt(key));
  };

  const prune = async (mostBytes: number) => {
    const records = await runs();
    const forgotten = contentsToForget(records, mostBytes);
    const isForgotten = ({ before }: Entry) => before !== null && forgotten.has(before);
    await forget(records.flatMap(({ entries }) => entries.filter(isForgotten)));
    // Read again: meanwhile another window may have kept the same content anew.
    const needed = new Set((await runs()).flatMap(({ entries }) => entries.map(({ before }) => before)));
    for (const name of await list(contents)) {
      if (needed.has(name)) continue;
      const uri = Uri.joinPath(contents, name);
      if (forgotten.has(name) || (await isOld(uri))) await removeFile(uri);
    }
  };

  return {
    begin() {
      const id = `${new Date().toISOString().replace(/[:.]/g, '-')}-${crypto.randomUUID().slice(0, 8)}`;
      let count = 0;
      return {
        id,
        async keep(entry, before) {
          const key = `${id}~${String(count++).padStart(6, '0')}.json`;
          // The entry first: a content that an entry names is not pruned.
          await workspace.fs.writeFile(entryAt(key), new TextEncoder().encode(formatEntry(entry)));
          try {
            if (before && entry.before !== null) {
              await keepContent(Uri.joinPath(contents, entry.before), before);
            }
          } catch (error) {
            await removeFile(entryAt(key)).catch(() => {}); // the first error is the one to tell
            throw error;
          }
          return { ...entry, key };
        },
        drop: ({ key }) => removeFile(entryAt(key)),
      };
    },
    runs,
    async read(hash) {
      try {
        const bytes = new Uint8Array(await workspace.fs.readFile(Uri.joinPath(contents, hash)));
        return (await sha256(bytes)) === hash ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    forget,
    prune,
  };
}

const runOf = (key: string): string => key.replace(/~\d+\.json$/, '');

async function readEntry(uri: Uri, key: string): Promise<StoredEntry | undefined> {
  try {
    const entry = parseEntry(new TextDecoder().decode(await workspace.fs.readFile(uri)));
    return entry && { ...entry, key };
  } catch {
    return undefined; // forgotten meanwhile by another window
  }
}

/** Stores a content once; one that is there with another length was cut off and is written again. */
async function keepContent(uri: Uri, bytes: Uint8Array): Promise<void> {
  const there = await workspace.fs.stat(uri).then(
    ({ size }) => size,
    () => undefined,
  );
  if (there !== bytes.length) await workspace.fs.writeFile(uri, bytes);
}

/** Whether no run can be about to name this content. Where times are not known, nothing is old. */
async function isOld(uri: Uri): Promise<boolean> {
  const { mtime } = await workspace.fs.stat(uri).then(undefined, () => ({ mtime: 0 }));
  return mtime > 0 && Date.now() - mtime > HOUR;
}

async function list(folder: Uri): Promise<string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return []; // nothing was kept yet
  }
}

async function removeFile(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri);
  } catch (error) {
    if ((error as FileSystemError).code !== 'FileNotFound') throw error;
  }
}
