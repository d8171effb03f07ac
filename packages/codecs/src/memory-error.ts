import { CodecError } from './errors.ts';

/** What a function of the public API does to an image. */
export type Task = 'read' | 'compressed' | 'previewed' | 'written';

/** The error of a host that has no more memory. */
export function outOfMemory(cause: unknown, task: Task): CodecError {
  return new CodecError('out-of-memory', `There is not enough memory: the image cannot be ${task}.`, cause);
}

/** What hosts and the glue code of WebAssembly say when memory is short. A stack overflow is a `RangeError`, too. */
const MEMORY_MESSAGE =
  /out of memory|\bOOM\b|allocat|enlarge memory|memory\.grow|array (buffer )?length|no room/i;

/** Whether an error tells that memory is short. */
export function isMemoryError(error: unknown): boolean {
  return error instanceof Error && MEMORY_MESSAGE.test(error.message);
}
