import { execFile } from 'node:child_process';
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Who may do what with a file. */
export type Access = Pick<Stats, 'mode' | 'uid' | 'gid'>;

const run = promisify(execFile);
let isToldOnce = false; // that this system has no way to copy attributes

/**
 * Copies extended attributes and access lists from one file to another, with the `cp` of the system: Node cannot.
 * Where `cp` copies contents, too, those have to be written afterwards.
 * @returns what could not be kept, as a sentence
 */
export async function copyAttributes(from: string, to: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined; // what `cp` there is knows nothing of Windows' own
  const isLinux = process.platform === 'linux';
  const options = isLinux ? ['--attributes-only', '--preserve=mode,ownership,xattr'] : ['-p'];
  try {
    await run('cp', [...options, '--', from, to], { env: { ...process.env, LC_ALL: 'C' } });
    return undefined;
  } catch (error) {
    const { code, stderr = '' } = error as { readonly code?: unknown; readonly stderr?: string };
    const isKnown = code !== 'ENOENT' && !/unrecognized|unknown|illegal|usage/i.test(stderr);
    if (isKnown) return 'Not all attributes of the file could be kept.';
    if (isToldOnce) return undefined;
    isToldOnce = true;
    return 'Extended attributes and access lists of replaced files are not kept: the "cp" of this system cannot copy them.';
  }
}

/** The mode that a file got, and what could not be kept, as a sentence. */
export interface KeptAccess {
  readonly mode: number;
  readonly note?: string;
}

/**
 * Gives a file the owner and the mode of the one that it replaces. Where the owner or the group cannot be given, nobody
 * gets more by it.
 */
export async function keepAccess(file: FileHandle, access: Access): Promise<KeptAccess> {
  await file
    .chown(access.uid, access.gid)
    .catch(() => file.chown(-1, access.gid))
    .catch(() => {}); // only root may give files away
  const { uid, gid } = await file.stat();
  const isKept = uid === access.uid && gid === access.gid;
  const mode = isKept ? access.mode & 0o7777 : narrowed(access.mode, gid === access.gid);
  await file.chmod(mode); // the mode given to open is cut by the umask
  return isKept
    ? { mode }
    : { mode, note: 'Its owner could not be kept: files can be given away by root only.' };
}

/**
 * Makes a new file readable for no group that the original is not for. Modes such as 644, which are for everyone,
 * leave the group to the folder.
 */
export async function limitGroup(file: FileHandle, { mode, gid }: Access): Promise<void> {
  const groupOnly = (mode >> 3) & ~mode & 0o7;
  if (groupOnly === 0 || (await file.stat()).gid === gid) return;
  await file.chown(-1, gid).catch(async () => file.chmod(narrowed((await file.stat()).mode, false)));
}

/** A mode that lets nobody run a program as somebody else, and gives a foreign group what everybody has. */
function narrowed(mode: number, isGroupKept: boolean): number {
  const group = isGroupKept ? mode & 0o070 : mode & 0o070 & ((mode & 0o007) << 3);
  return (mode & 0o707) | group;
}

/** The access that lets nobody do more than each of these does; undefined for none. */
export function strictestAccess(accesses: readonly Access[]): Access | undefined {
  const [first] = accesses;
  if (!first) return undefined;
  const mode = accesses.reduce((strictest, access) => strictest & access.mode, 0o666);
  const isOneGroup = accesses.every(({ gid }) => gid === first.gid);
  return { ...first, mode: narrowed(mode, isOneGroup) };
}
