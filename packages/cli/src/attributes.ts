import { execFile } from 'node:child_process';
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Mode and owner of a file. */
export type Access = Pick<Stats, 'mode' | 'uid' | 'gid'>;

const run = promisify(execFile);
let isToldOnce = false; // warned that this system has no way to copy attributes

/**
 * Copies extended attributes and access control lists with the system's `cp`, since Node cannot. On some systems `cp`
 * copies the contents too, so write the contents afterwards.
 * @returns a sentence about attributes that could not be kept
 */
export async function copyAttributes(from: string, to: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined; // a `cp` on Windows does not know the attributes of Windows
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

/** The new mode of a file, and a sentence about access that could not be kept. */
export interface KeptAccess {
  readonly mode: number;
  readonly note?: string;
}

/**
 * Gives a file the owner and the mode of the file that it replaces. If the owner or the group cannot be set, the mode
 * is narrowed, so that nobody gains access.
 */
export async function keepAccess(file: FileHandle, access: Access): Promise<KeptAccess> {
  await file
    .chown(access.uid, access.gid)
    .catch(() => file.chown(-1, access.gid))
    .catch(() => {}); // only root may change the owner
  const { uid, gid } = await file.stat();
  const isKept = uid === access.uid && gid === access.gid;
  const mode = isKept ? access.mode & 0o7777 : narrowed(access.mode, gid === access.gid);
  await file.chmod(mode); // the umask restricts the mode passed to open
  return isKept
    ? { mode }
    : { mode, note: 'Its owner could not be kept: files can be given away by root only.' };
}

/**
 * Prevents a new file from being readable for a group that may not read the original. Modes such as 644, whose group
 * permissions everyone has, keep the group of the folder.
 */
export async function limitGroup(file: FileHandle, { mode, gid }: Access): Promise<void> {
  const groupOnly = (mode >> 3) & ~mode & 0o7;
  if (groupOnly === 0 || (await file.stat()).gid === gid) return;
  await file.chown(-1, gid).catch(async () => file.chmod(narrowed((await file.stat()).mode, false)));
}

/** Drops the setuid, setgid and sticky bits. Limits a group that was not kept to the permissions of others. */
function narrowed(mode: number, isGroupKept: boolean): number {
  const group = isGroupKept ? mode & 0o070 : mode & 0o070 & ((mode & 0o007) << 3);
  return (mode & 0o707) | group;
}

/** Returns the access that all of these permit; undefined for an empty list. */
export function strictestAccess(accesses: readonly Access[]): Access | undefined {
  const [first] = accesses;
  if (!first) return undefined;
  const mode = accesses.reduce((strictest, access) => strictest & access.mode, 0o666);
  const isOneGroup = accesses.every(({ gid }) => gid === first.gid);
  return { ...first, mode: narrowed(mode, isOneGroup) };
}
