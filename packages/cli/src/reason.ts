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

/** What is said where memory is short. */
const NO_MEMORY = 'not enough memory for an image of this size';

/** What went wrong, in a few plain words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException; // of Node, or of CodecError
  const threadLimit = (error.cause as NodeJS.ErrnoException | undefined)?.code; // that a thread has reached
  const isMemory = error instanceof RangeError && /alloc|memory|length/i.test(error.message);
  if (isMemory || code === 'out-of-memory' || threadLimit === 'ERR_WORKER_OUT_OF_MEMORY') return NO_MEMORY;
  return (code && REASONS[code]) || firstLine(error.message);
}

/** Messages end without a period, like all error lines here. */
const firstLine = (message: string) => (message.split('\n')[0] ?? '').replace(/\.$/, '');
