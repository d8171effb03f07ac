import { QuantizeError } from '@kcolors/core';
import { CodecError } from './errors.ts';
import { isMemoryError, outOfMemory, type Task } from './memory-error.ts';

/**
 * Runs a public function so that it throws documented errors only: `CodecError`, `QuantizeError`, the reason of an
 * aborted signal, and errors of the caller's own callbacks. Any other error is a bug and becomes `'internal'`.
 */
export async function guarded<Options extends object, Result>(
  task: Task,
  options: Options,
  run: (options: Options) => Promise<Result>,
): Promise<Result> {
  checkOptions(options);
  const thrown = new Set<unknown>();
  try {
    return await run(withRecordedErrors(options, thrown));
  } catch (error) {
    const { signal } = options as { readonly signal?: AbortSignal };
    const isFromCaller = thrown.has(error) || (signal?.aborted && error === signal.reason);
    throw isFromCaller ? error : ownError(error, task);
  }
}

/**
 * Checks the types of all options. Ranges are checked where they are used.
 * @throws {CodecError} `'invalid-option'`
 */
function checkOptions(options: object): void {
  if (!isObject(options)) throw wrongType('an object', 'the options', options);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const expected = TYPES.find(({ names }) => names.test(name));
    if (expected && !expected.is(value)) throw wrongType(expected.type, name, value);
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isRecordOfFunctions(value: unknown): boolean {
  return (
    isObject(value) && Object.values(value).every((each) => each === undefined || typeof each === 'function')
  );
}

/** Types of options by their names. */
const TYPES: readonly { readonly names: RegExp; readonly type: string; is(value: unknown): boolean }[] = [
  { names: /^on[A-Z]/, type: 'a function', is: (value) => typeof value === 'function' },
  { names: /^signal$/, type: 'an AbortSignal', is: (value) => isObject(value) && 'throwIfAborted' in value },
  { names: /^(quantize|resize)$/, type: 'an object', is: isObject },
  { names: /^(de|en)coders$/, type: 'an object of functions', is: isRecordOfFunctions },
  { names: /Pixels$|Quality$/, type: 'a number', is: (value) => typeof value === 'number' },
];

const wrongType = (expected: string, name: string, value: unknown): CodecError =>
  new CodecError('invalid-option', `Expected ${expected} for ${name} but received ${String(value)}.`);

/** Like `guarded`, for a synchronous function without options. */
export function guardedSync<Result>(task: Task, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw ownError(error, task);
  }
}

/** Returns a documented error unchanged, and a `CodecError` in place of any other. */
export function ownError(error: unknown, task: Task): CodecError | QuantizeError {
  if (error instanceof CodecError || error instanceof QuantizeError) return error;
  if (isMemoryError(error)) return outOfMemory(error, task);
  const message = `The image could not be ${task} because of a bug in kcolors: please report it with the image.`;
  return new CodecError('internal', message, error);
}

/** Returns the options with callbacks that add every error they throw to `thrown`. */
function withRecordedErrors<Options extends object>(options: Options, thrown: Set<unknown>): Options {
  const entries = Object.entries(options).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const call = (...args: unknown[]) => {
      try {
        return value(...args);
      } catch (error) {
        thrown.add(error);
        throw error;
      }
    };
    return [name, call];
  });
  return Object.fromEntries(entries);
}
