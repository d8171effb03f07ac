const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EEXIST: 'a file of this name is in the way',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
};

/** Message for all out-of-memory errors. */
const NO_MEMORY = 'not enough memory for an image of this size';

/** Returns the reason of an error in a few plain words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException; // of Node or of CodecError
  const threadLimit = (error.cause as NodeJS.ErrnoException | undefined)?.code; // the limit that a thread reached
  const isMemory = error instanceof RangeError && /alloc|memory|length/i.test(error.message);
  if (isMemory || code === 'out-of-memory' || threadLimit === 'ERR_WORKER_OUT_OF_MEMORY') return NO_MEMORY;
  return (code && REASONS[code]) || firstLine(error.message);
}

/** Like all error lines of the CLI, messages end without a period. */
const firstLine = (message: string) => (message.split('\n')[0] ?? '').replace(/\.$/, '');
