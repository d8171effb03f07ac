import { constants, type Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { formatBytes } from '@kcolors/codecs/request';

const MAX_BYTES = 2 ** 31 - 1; // the largest file that Node reads as a whole

/** The bytes of a file, and what the file system said of it before they were read. */
export interface ReadFile {
  readonly bytes: Buffer;
  readonly stats: Stats;
}

/**
 * Reads a regular file. A pipe, a device or a socket is refused before it is opened: reading it may wait for ever, or
 * never end.
 * @throws Error when it is no regular file, has more than `maxBytes`, or cannot be read.
 */
export async function readRegularFile(path: string, maxBytes: number = MAX_BYTES): Promise<ReadFile> {
  checkRegular(await stat(path));
  // A pipe may have taken the place of the file since: opened without waiting, it is found out below.
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

/** @throws Error that says what it is instead of a regular file. */
export function checkRegular(stats: Stats): void {
  if (stats.isDirectory()) throw new Error('is a folder');
  const kind = specialKind(stats);
  if (kind) throw new Error(notRegular(kind));
}

/** What kind of special file this is; undefined for a regular file, a folder or a link. */
export function specialKind(
  entry: Pick<Stats, 'isBlockDevice' | 'isCharacterDevice' | 'isFIFO' | 'isSocket'>,
): string | undefined {
  if (entry.isFIFO()) return 'pipe';
  if (entry.isSocket()) return 'socket';
  return entry.isBlockDevice() || entry.isCharacterDevice() ? 'device' : undefined;
}

export const notRegular = (kind: string): string => `is a ${kind}, not a regular file`;
