import { QuantizeError } from '@kcolors/core';
import { CodecError } from './errors.ts';
import { isMemoryError, outOfMemory, type Task } from './memory-error.ts';

/**
 * Runs a function of the public API so that only documented errors leave it: those of this package and of core, the reason
 * of an aborted signal, and whatever a function among the options throws. An error that nobody expected is a fault of this
 * package and becomes a `CodecError` `'internal'`, which no test lets pass.
 */
export async function guarded<Options extends object, Result>(
  task: Task,
  options: Options,
  run: (options: Options) => Promise<Result>,
): Promise<Result> {
  checkOptions(options);
  const thrown = new Set<unknown>();
  try {
    return await run(watched(options, thrown));
  } catch (error) {
    const { signal } = options as { readonly signal?: AbortSignal };
    const isOfCaller = thrown.has(error) || (signal?.aborted && error === signal.reason);
    throw isOfCaller ? error : ownError(error, task);
  }
}

/**
 * Checks the kinds of what a caller hands over; ranges are checked where they are known.
 * @throws {CodecError} `'invalid-option'`.
 */
function checkOptions(options: object): void {
  if (!isObject(options)) throw wrongKind('an object', 'the options', options);
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const expected = KINDS.find(({ names }) => names.test(name));
    if (expected && !expected.is(value)) throw wrongKind(expected.kind, name, value);
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Kinds of options, by their names. */
const KINDS: readonly { readonly names: RegExp; readonly kind: string; is(value: unknown): boolean }[] = [
  { names: /^on[A-Z]/, kind: 'a function', is: (value) => typeof value === 'function' },
  { names: /^signal$/, kind: 'an AbortSignal', is: (value) => isObject(value) && 'throwIfAborted' in value },
  { names: /^quantize$/, kind: 'an object', is: isObject },
  { names: /Pixels$|Quality$/, kind: 'a number', is: (value) => typeof value === 'number' },
];

const wrongKind = (expected: string, name: string, value: unknown): CodecError =>
  new CodecError('invalid-option', `Expected ${expected} for ${name} but received ${String(value)}.`);

/** As `guarded`, for a function that is done at once and has no options. */
export function guardedSync<Result>(task: Task, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw ownError(error, task);
  }
}

/** The error itself where it is one of ours, else the one of ours that stands for it. */
export function ownError(error: unknown, task: Task): CodecError | QuantizeError {
  if (error instanceof CodecError || error instanceof QuantizeError) return error;
  if (isMemoryError(error)) return outOfMemory(error, task);
  const message = `The image could not be ${task} because of a fault in kcolors: please report it with the image.`;
  return new CodecError('internal', message, error);
}

/** The same options, with what their functions throw added to `thrown`. */
function watched<Options extends object>(options: Options, thrown: Set<unknown>): Options {
  const entries = Object.entries(options).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const call = (...given: unknown[]) => {
      try {
        return value(...given);
      } catch (error) {
        thrown.add(error);
        throw error;
      }
    };
    return [name, call];
  });
  return Object.fromEntries(entries);
}
