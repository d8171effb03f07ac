import workerpool from 'workerpool';
import { type Progress, QuantizeError } from '../index.ts';
import type { Crew } from './crew.ts';
import { INLINE } from './inline.ts';
import type { JobName } from './jobs.ts';
import { trackJobs } from './live.ts';
import { pack } from './post.ts';
import { createSlots, type Slots } from './slots.ts';
import { findThreads } from './threads.ts';
import type { JobOptions, Lazy, Pool, PoolOptions } from './types.ts';

/** Beyond this many threads memory is the limit sooner than work. */
const MOST_THREADS = 8;

/**
 * A pool of threads that do the work of core.
 *
 * @throws QuantizeError when `threads` is not an integer of 1 or more.
 * @example
 * await using pool = createPool();
 * const results = await Promise.all(files.map((file) => pool.quantize(() => decode(file), { maxColors: 16 })));
 */
export function createPool(options: PoolOptions = {}): Pool {
  const threads = options.threads ?? Math.min(workerpool.cpus || 1, MOST_THREADS);
  if (!Number.isInteger(threads) || threads < 1) {
    throw new QuantizeError('option-out-of-range', 'threads', 'an integer of 1 or more', threads);
  }
  const jobs = trackJobs();
  let starting: Promise<Staff> | undefined;
  const start = () => (starting ??= hire(threads));

  const run = (name: JobName, source: Lazy<unknown>, args: unknown[], job: JobOptions = {}) => {
    const { onProgress, transfer = false } = job;
    return jobs.track(job.signal, async ({ signal, abort }) => {
      const { crew, slots } = await start();
      const release = await slots.take(signal);
      try {
        const given = typeof source === 'function' ? await source() : source;
        signal.throwIfAborted();
        const watch = { signal, onProgress: onProgress && guard(onProgress, signal, abort) };
        const call = { name, args: [given, ...args], reports: onProgress !== undefined };
        const parcel = crew === INLINE ? undefined : packUnlessWrong(given, args, transfer);
        if (!parcel) return await INLINE.run(call, [], watch);
        return await crew.run({ ...call, args: parcel.args }, parcel.buffers, watch);
      } finally {
        release();
      }
    }) as Promise<never>; // the types of the results are those of `Pool`
  };

  const close = async () => {
    jobs.close();
    const staff = await starting;
    await staff?.crew.close();
  };

  return {
    quantize: (image, options, job) => run('quantize', image, [options], job),
    extractPalette: (source, options, job) => run('extractPalette', source, [options], job),
    remap: (image, palette, options, job) => run('remap', image, [palette, options], job),
    ready: () => jobs.track(undefined, async () => (await start()).crew.kind),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The listener, which is not called for a job that was stopped, and stops its job by throwing. */
function guard(
  listener: (progress: Progress) => void,
  signal: AbortSignal,
  abort: (reason: unknown) => void,
): (progress: Progress) => void {
  return (progress) => {
    if (signal.aborted) return;
    try {
      listener(progress);
    } catch (error) {
      abort(error);
    }
  };
}

/** Those who work, and as many slots. */
interface Staff {
  readonly crew: Crew;
  readonly slots: Slots;
}

async function hire(threads: number): Promise<Staff> {
  const crew = (await findThreads(threads)) ?? INLINE;
  return { crew, slots: createSlots(crew.size) };
}

/** What is to be sent; undefined where something cannot be, and so is wrong: core itself shall say what. */
function packUnlessWrong(source: unknown, args: unknown[], transfer: boolean) {
  try {
    const rest = structuredClone(args);
    const { value, buffers } = pack(source, transfer);
    return { args: [value, ...rest], buffers };
  } catch (error) {
    if ((error as Error).name === 'DataCloneError') return undefined;
    throw error;
  }
}
