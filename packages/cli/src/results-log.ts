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

/** The digests of an original: of its content and of its absolute path. */
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

/** What kcolors wrote in earlier runs on this machine. */
export interface ResultsLog {
  /** All records of files with this content. */
  readonly of: (content: string) => readonly ResultRecord[];
  readonly add: (record: ResultRecord) => void;
}

const BYTES = 16; // of a digest: enough that no two contents share one
const WIDTH = Math.ceil((BYTES * 4) / 3); // characters of it
const LINE = new RegExp(`^(?:[\\w-]{${WIDTH}} ){3}(?:[\\w-]{${WIDTH}}|-)$`);
const MAX_SIZE = 32e6; // bytes, some 340,000 results; the older half goes then

/** The digest of a content. */
export const digestOf = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest().subarray(0, BYTES).toString('base64url');

/** The digest of a path; some file systems change how accents are composed when they store a name. */
export const pathDigestOf = (path: string): string => digestOf(path.normalize('NFC'));

/**
 * Whether kcolors made a file of this content from an input, from its place or from its content: at once, or from a result
 * that was compressed again.
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
 * Opens the log of this user. It is read when it is first asked, and written line by line, so that runs at the same time
 * share it. Without a folder, or where it cannot be written, only this run is remembered.
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
  // A line that another run was writing, or that was damaged, is left out.
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

/** The folder of the log: `KCOLORS_STATE`, else that of the platform for state. Undefined where it is switched off. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.KCOLORS_STATE !== undefined) return env.KCOLORS_STATE || undefined;
  try {
    return join(platformFolder(env), 'kcolors');
  } catch {
    return undefined; // a user without a home
  }
}

function platformFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env.XDG_STATE_HOME || join(homedir(), '.local', 'state');
}
