import type * as os from 'node:os';
import { QuantizeError, type QuantizeOptions } from '../index.ts';
import { openPool } from '../threads/index.ts';
import { detach, isForStrips, quantizeLarge } from './large.ts';
import { CORE_SCRIPT } from './script.ts';
import { send } from './send.ts';
import type { CoreTasks, StepTasks } from './tasks.ts';
import type { JobOptions, Lazy, Pool, PoolFunctions, PoolOptions } from './types.ts';

/** With more threads than this, memory becomes the limit before the processor does. */
const MAX_THREADS = 8;

/**
 * Opens a pool of threads that run the functions of core.
 *
 * @throws QuantizeError when `threads` is not an integer of 1 or more.
 * @example
 * await using pool = createPool();
 * const results = await Promise.all(files.map((file) => pool.quantize(() => decode(file), { maxColors: 16 })));
 */
export function createPool(options: PoolOptions = {}): Pool {
  const threads = options.threads ?? Math.min(coresOfHost(), MAX_THREADS);
  if (!Number.isInteger(threads) || threads < 1) {
    throw new QuantizeError('option-out-of-range', 'threads', 'an integer of 1 or more', threads);
  }
  const pool = openPool<CoreTasks>(CORE_SCRIPT, { size: () => threads, errors: { QuantizeError } });

  const run = (name: keyof StepTasks, source: Lazy<unknown>, args: unknown[], job: JobOptions = {}) =>
    pool.reserve(async (place) => {
      const given = typeof source === 'function' ? await source() : source;
      place.signal.throwIfAborted();
      const { onProgress, transfer } = job;
      if (name !== 'quantize' || pool.size() === 1 || !isForStrips(given, args[0])) {
        return send(place, name, { source: given, transfer, args }, onProgress);
      }
      const image = transfer ? detach(given) : given;
      return quantizeLarge(image, args[0] as QuantizeOptions, place, onProgress);
    }, job.signal) as Promise<never>; // `Pool` gives the types of the results

  return {
    quantize: (image, options, job) => run('quantize', image, [options], job),
    extractPalette: (source, options, job) => run('extractPalette', source, [options], job),
    remap: (image, palette, options, job) => run('remap', image, [palette, options], job),
    ready: pool.ready,
    close: () => pool.close(),
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

/** Returns the number of threads that the host runs at the same time. */
function coresOfHost(): number {
  const system = globalThis.process?.getBuiltinModule?.('node:os') as typeof os | undefined;
  return system?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 1;
}

let shared: Pool | undefined;
const sharedPool = () => (shared ??= createPool());

/** `quantize` of core as a promise, in one pool that all importers share. */
export const quantize: PoolFunctions['quantize'] = (...args) => sharedPool().quantize(...args);

/** `extractPalette` of core as a promise, in the shared pool. */
export const extractPalette: PoolFunctions['extractPalette'] = (...args) =>
  sharedPool().extractPalette(...args);

/** `remap` of core as a promise, in the shared pool. */
export const remap: PoolFunctions['remap'] = (...args) => sharedPool().remap(...args);
