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

/** Store of replaced originals, in the storage folder of the extension. */
export interface Originals {
  /** Starts a run. */
  begin(): Run;
  /** All runs, newest first. */
  runs(): Promise<RunRecord[]>;
  /** Returns the kept content; undefined when it is missing or damaged. */
  read(hash: string): Promise<Uint8Array | undefined>;
  /** Deletes entries after they were undone. */
  forget(undone: readonly StoredEntry[]): Promise<void>;
  /** Deletes the least recently needed contents until the others fit in this many bytes. */
  prune(maxBytes: number): Promise<void>;
}

export interface Run {
  readonly id: string;
  /**
   * Keeps the content of a file before it is written. Once the promise resolves, the original can be
   * restored.
   */
  keep(entry: Entry, before: Uint8Array | undefined): Promise<StoredEntry>;
  /** Deletes the entry of a file that was not written after all. */
  drop(entry: StoredEntry): Promise<void>;
}

const HOUR = 3_600_000; // ms

/**
 * Opens the store. A content file is named by its hash, an entry file by its run and number.
 * Both are only created and deleted, never rewritten. So a crash loses no kept original, and windows can
 * compress at the same time.
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

  const prune = async (maxBytes: number) => {
    const records = await runs();
    const forgotten = contentsToForget(records, maxBytes);
    const isForgotten = ({ before }: Entry) => before !== null && forgotten.has(before);
    await forget(records.flatMap(({ entries }) => entries.filter(isForgotten)));
    // Read again: another window may have kept the same content in the meantime.
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
          // Write the entry first: pruning spares contents that an entry names.
          await workspace.fs.writeFile(entryAt(key), new TextEncoder().encode(formatEntry(entry)));
          try {
            if (before && entry.before !== null) {
              await keepContent(Uri.joinPath(contents, entry.before), before);
            }
          } catch (error) {
            await removeFile(entryAt(key)).catch(() => {}); // report the first error
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
    return undefined; // another window has deleted it in the meantime
  }
}

/** Stores a content once. A stored file of another length is an incomplete write, so it is written again. */
async function keepContent(uri: Uri, bytes: Uint8Array): Promise<void> {
  const there = await workspace.fs.stat(uri).then(
    ({ size }) => size,
    () => undefined,
  );
  if (there !== bytes.length) await workspace.fs.writeFile(uri, bytes);
}

/**
 * Whether the content is too old for a run to be about to name it. False where the file system has no times.
 */
async function isOld(uri: Uri): Promise<boolean> {
  const { mtime } = await workspace.fs.stat(uri).then(undefined, () => ({ mtime: 0 }));
  return mtime > 0 && Date.now() - mtime > HOUR;
}

async function list(folder: Uri): Promise<string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return []; // the folder does not exist before the first run
  }
}

async function removeFile(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri);
  } catch (error) {
    if ((error as FileSystemError).code !== 'FileNotFound') throw error;
  }
}
