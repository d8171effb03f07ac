import { constants, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { formatBytes } from '@kcolors/codecs/request';

const MAX_BYTES = 2 ** 31 - 1; // the largest file that Node can read as a whole

/** The bytes of a file, and its stats from before they were read. */
export interface ReadFile {
  readonly bytes: Buffer;
  readonly stats: Stats;
}

/**
 * Reads a regular file. Refuses a pipe, a device or a socket before opening it, since reading it may block forever or
 * never end.
 * @throws Error when it is not a regular file, has more than `maxBytes`, or cannot be read.
 */
export async function readRegularFile(path: string, maxBytes: number = MAX_BYTES): Promise<ReadFile> {
  checkRegular(await stat(path));
  // A pipe may have replaced the file since the check. Opening without blocking lets the check below find out.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = await file.stat();
    checkRegular(stats);
    if (stats.size > maxBytes) {
      throw new Error(
        `Expected a file of at most ${formatBytes(maxBytes)} but it has ${formatBytes(stats.size)}`,
      );
    }
    return { bytes: await file.readFile(), stats };
  } finally {
    await file.close();
  }
}

/** @throws Error that names the actual kind if it is not a regular file. */
export function checkRegular(stats: Stats): void {
  if (stats.isDirectory()) throw new Error('is a folder');
  const kind = specialKind(stats);
  if (kind) throw new Error(notRegular(kind));
}

/** Returns the kind of a special file; undefined for a regular file, a folder or a link. */
export function specialKind(
  entry: Pick<Stats, 'isBlockDevice' | 'isCharacterDevice' | 'isFIFO' | 'isSocket'>,
): string | undefined {
  if (entry.isFIFO()) return 'pipe';
  if (entry.isSocket()) return 'socket';
  return entry.isBlockDevice() || entry.isCharacterDevice() ? 'device' : undefined;
}

export const notRegular = (kind: string): string => `is a ${kind}, not a regular file`;
