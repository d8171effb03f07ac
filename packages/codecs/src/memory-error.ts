import { CodecError } from './errors.ts';

/** Task of a public function, as a participle for messages: "the image cannot be read". */
export type Task = 'read' | 'compressed' | 'previewed' | 'written';

/** Returns an `'out-of-memory'` error. */
export function outOfMemory(cause: unknown, task: Task): CodecError {
  return new CodecError('out-of-memory', `There is not enough memory: the image cannot be ${task}.`, cause);
}

/**
 * Messages of hosts and of WebAssembly glue code. The type of error is no sign: a stack overflow is a `RangeError`,
 * too.
 */
const MEMORY_MESSAGE =
  /out of memory|\bOOM\b|allocat|enlarge memory|memory\.grow|array (buffer )?length|no room/i;

/** Returns whether a host threw the error for lack of memory. */
export function isMemoryError(error: unknown): boolean {
  return error instanceof Error && MEMORY_MESSAGE.test(error.message);
}
