import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Digests of an original: of its content and of its absolute path. */
export interface ResultOrigin {
  readonly sourceContent: string;
  /** Empty for standard input. */
  readonly sourcePath: string;
}

/** A file that kcolors wrote: digests of its content, of its absolute path, and of the original. */
interface ResultRecord extends ResultOrigin {
  readonly content: string;
  readonly path: string;
}

/** A log of the files that kcolors wrote on this machine. */
export interface ResultsLog {
  /** Returns all records of files with this content. */
  readonly of: (content: string) => readonly ResultRecord[];
  readonly add: (record: ResultRecord) => void;
}

const BYTES = 16; // of a digest: enough to avoid collisions
const WIDTH = Math.ceil((BYTES * 4) / 3); // characters of a digest
const LINE = new RegExp(`^(?:[\\w-]{${WIDTH}} ){3}(?:[\\w-]{${WIDTH}}|-)$`);
const MAX_SIZE = 32e6; // bytes, about 340,000 results; the older half is dropped then

/** Returns the digest of a content. */
export const digestOf = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest().subarray(0, BYTES).toString('base64url');

/** Returns the digest of a path. Normalizes accents, since some file systems store them in another composition. */
export const pathDigestOf = (path: string): string => digestOf(path.normalize('NFC'));

/**
 * Whether kcolors made a file of this content from an input, matched by the input's path or content. A result may
 * have been compressed again in between.
 */
export function isMadeFrom(log: ResultsLog, content: string, origin: ResultOrigin): boolean {
  const looked = new Set<string>();
  const isMade = (each: string): boolean => {
    if (looked.has(each)) return false;
    looked.add(each);
    return log
      .of(each)
      .some(
        ({ sourceContent, sourcePath }) =>
          sourceContent === origin.sourceContent ||
          (sourcePath !== '' && sourcePath === origin.sourcePath) ||
          isMade(sourceContent),
      );
  };
  return isMade(content);
}

/**
 * Opens the log of this user. It is read on first use and appended line by line, so concurrent runs share it. Without
 * a writable folder, the log covers only this run.
 */
export function openResultsLog(folder: string | undefined): ResultsLog {
  const file = folder === undefined ? undefined : join(folder, 'results');
  let known: Map<string, ResultRecord[]> | undefined;
  let isWritable = file !== undefined;
  const load = () => {
    if (known) return known;
    known = new Map();
    for (const record of file === undefined ? [] : readRecords(file)) remember(known, record);
    return known;
  };
  return {
    of: (content) => load().get(content) ?? [],
    add: (record) => {
      if (
        load()
          .get(record.content)
          ?.some((each) => isSame(each, record))
      )
        return;
      remember(load(), record);
      if (!isWritable) return;
      try {
        append(folder!, file!, record);
      } catch {
        isWritable = false;
      }
    },
  };
}

function remember(known: Map<string, ResultRecord[]>, record: ResultRecord): void {
  const others = known.get(record.content);
  if (others) others.push(record);
  else known.set(record.content, [record]);
}

const isSame = (one: ResultRecord, other: ResultRecord): boolean => lineOf(one) === lineOf(other);

const lineOf = ({ content, path, sourceContent, sourcePath }: ResultRecord): string =>
  `${content} ${path} ${sourceContent} ${sourcePath || '-'}`;

function readRecords(file: string): ResultRecord[] {
  let text = '';
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return [];
  }
  // Skip incomplete lines of another run and damaged lines.
  return text
    .split('\n')
    .filter((line) => LINE.test(line))
    .map((line) => {
      const [content = '', path = '', sourceContent = '', source = ''] = line.split(' ');
      return { content, path, sourceContent, sourcePath: source === '-' ? '' : source };
    });
}

function append(folder: string, file: string, record: ResultRecord): void {
  mkdirSync(folder, { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_SIZE) dropOlder(file);
  const opened = openSync(file, 'a', 0o600);
  try {
    writeSync(opened, `${lineOf(record)}\n`);
  } finally {
    closeSync(opened);
  }
}

function dropOlder(file: string): void {
  const text = readFileSync(file, 'latin1');
  const from = text.indexOf('\n', text.length / 2) + 1;
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text.slice(from), { encoding: 'latin1', mode: 0o600 });
  renameSync(temporary, file);
}

/**
 * Returns the folder of the log: `KCOLORS_STATE`, or the state folder of the platform. Undefined if the log is
 * disabled.
 */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.KCOLORS_STATE !== undefined) return env.KCOLORS_STATE || undefined;
  try {
    return join(platformFolder(env), 'kcolors');
  } catch {
    return undefined; // a user without a home folder
  }
}

function platformFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env.XDG_STATE_HOME || join(homedir(), '.local', 'state');
}
