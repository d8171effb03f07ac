import { type FileSystemError, Uri, workspace } from 'vscode';
import { contentsToForget, type Entry, parseRecord, type RunRecord } from './record.ts';

/** Originals that were replaced, kept in the storage of the extension. */
export interface Originals {
  /** Starts the record of a run. */
  begin(): Run;
  /** All records, newest first. */
  runs(): Promise<RunRecord[]>;
  /** The kept content; undefined when it is gone. */
  read(hash: string): Promise<Uint8Array | undefined>;
  /** Takes entries out of their records, after they were undone. */
  forget(undone: readonly { readonly run: string; readonly entry: Entry }[]): Promise<void>;
  /** Deletes what was needed longest ago until the rest takes no more than this. */
  prune(mostBytes: number): Promise<void>;
}

export interface Run {
  readonly id: string;
  /** Keeps what a file holds before it is written. When it has returned, the original can be restored. */
  keep(entry: Entry, before: Uint8Array | undefined): Promise<void>;
  /** Takes an entry back whose file was not written after all. */
  drop(entry: Entry): Promise<void>;
}

const HOUR = 3_600_000; // ms

/**
 * Opens the store. Contents are files named by their hash, records are files of their own: windows that compress at the
 * same time do not get in each other's way.
 */
export function openOriginals(storage: Uri): Originals {
  const root = Uri.joinPath(storage, 'originals');
  const contentOf = (hash: string) => Uri.joinPath(root, 'content', hash);
  const recordOf = (id: string) => Uri.joinPath(root, 'runs', `${id}.json`);

  const save = async (record: RunRecord) => {
    if (record.entries.length === 0) return removeFile(recordOf(record.id));
    await workspace.fs.writeFile(recordOf(record.id), new TextEncoder().encode(JSON.stringify(record)));
  };

  const runs = async (): Promise<RunRecord[]> => {
    const names = await list(Uri.joinPath(root, 'runs'));
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
    const records = await Promise.all(
      ids
        .sort()
        .reverse()
        .map(async (id) => parseRecord(new TextDecoder().decode(await workspace.fs.readFile(recordOf(id))))),
    );
    return records.filter((record) => record !== undefined);
  };

  const prune = async (mostBytes: number) => {
    const records = await runs();
    const forgotten = contentsToForget(records, mostBytes);
    const isKept = ({ before }: Entry) => before === null || !forgotten.has(before);
    for (const record of records) {
      const entries = record.entries.filter(isKept);
      if (entries.length < record.entries.length) await save({ ...record, entries });
    }
    const needed = new Set(
      records.flatMap(({ entries }) => entries.filter(isKept).map(({ before }) => before)),
    );
    for (const name of await list(Uri.joinPath(root, 'content'))) {
      if (forgotten.has(name) || (!needed.has(name) && (await isOld(contentOf(name))))) {
        await removeFile(contentOf(name));
      }
    }
  };

  return {
    begin() {
      const id = `${new Date().toISOString().replace(/[:.]/g, '-')}-${crypto.randomUUID().slice(0, 8)}`;
      let entries: Entry[] = [];
      let saved: Promise<void> = Promise.resolve();
      const saveAll = () => {
        saved = saved.then(() => save({ version: 1, id, entries }));
        return saved;
      };
      return {
        id,
        async keep(entry, before) {
          if (before && entry.before !== null) await keepContent(contentOf(entry.before), before);
          entries = [...entries, entry];
          await saveAll();
        },
        async drop(entry) {
          entries = entries.filter((each) => each !== entry);
          await saveAll();
        },
      };
    },
    runs,
    async read(hash) {
      try {
        return new Uint8Array(await workspace.fs.readFile(contentOf(hash)));
      } catch {
        return undefined;
      }
    },
    async forget(undone) {
      for (const record of await runs()) {
        const gone = undone.filter(({ run }) => run === record.id).map(({ entry }) => JSON.stringify(entry));
        const entries = record.entries.filter((entry) => !gone.includes(JSON.stringify(entry)));
        if (entries.length < record.entries.length) await save({ ...record, entries });
      }
    },
    prune,
  };
}

/** Stores a content once; one that is there with another length was cut off and is written again. */
async function keepContent(uri: Uri, bytes: Uint8Array): Promise<void> {
  const there = await workspace.fs.stat(uri).then(
    ({ size }) => size,
    () => undefined,
  );
  if (there !== bytes.length) await workspace.fs.writeFile(uri, bytes);
}

/** Whether no run can be about to record this content. */
async function isOld(uri: Uri): Promise<boolean> {
  const { mtime } = await workspace.fs.stat(uri);
  return Date.now() - mtime > HOUR;
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
