import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const NAME_BYTES = 60; // of the target's name: the whole name fits into the 143 bytes of eCryptfs
const OLD = 3_600_000; // ms; a temporary file is written in one go and exists for seconds
const RUN = randomBytes(4).toString('hex');
const OURS = /^\..*\.kcolors-([0-9a-f]{8})-(\d{1,10})-([0-9a-f]{8})-\d+\.tmp$/s;

let made = 0;
let host: string | undefined;
const searched = new Map<string, Promise<void>>();

/** Returns a name for a new temporary file or folder. It contains the target's name, the host and the process. */
export function temporaryName(name: string): string {
  return `.${shorten(name)}.kcolors-${hostId()}-${process.pid}-${RUN}-${made++}.tmp`;
}

/** Truncates a name between characters, by bytes as file systems count. */
function shorten(name: string): string {
  let short = '';
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > NAME_BYTES) break;
    short += character;
  }
  return short;
}

/** Removes temporary files of killed runs from a folder. Each folder is searched once. */
export function removeLeftOvers(folder: string): Promise<void> {
  const under = searched.get(folder) ?? search(folder);
  searched.set(folder, under);
  return under;
}

async function search(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    if (!OURS.test(name)) continue;
    const path = join(folder, name);
    const there = await lstat(path).catch(() => undefined);
    if (!there?.isFile() && !there?.isDirectory()) continue;
    if (isLeftOver(name, Date.now() - there.mtimeMs)) {
      await rm(path, { force: true, recursive: true }).catch(() => {}); // it may belong to another user
    }
  }
}

/**
 * Whether a temporary file is a leftover: its process has ended, or it is too old to be in use. Processes can be
 * checked only on their own host. Elsewhere, such as in a shared folder, only the age counts.
 */
export function isLeftOver(name: string, age: number): boolean {
  const [, madeOn, pid, run] = OURS.exec(name) ?? [];
  if (madeOn === undefined || run === RUN) return false;
  return age > OLD || (madeOn === hostId() && !isRunning(Number(pid)));
}

/**
 * Returns an id of this host or container. Containers may share a folder and the host name, but have separate process
 * ids.
 */
function hostId(): string {
  if (host === undefined) {
    let processes = '';
    try {
      processes = readlinkSync('/proc/self/ns/pid');
    } catch {} // Linux only
    host = createHash('sha256').update(`${hostname()}\n${processes}`).digest('hex').slice(0, 8);
  }
  return host;
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false; // of another run whose process id this process has now
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
