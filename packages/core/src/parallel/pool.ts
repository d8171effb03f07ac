import workerpool from 'workerpool';
import { type Progress, QuantizeError, type QuantizeOptions } from '../index.ts';
import type { Crew } from './crew.ts';
import { INLINE } from './inline.ts';
import type { JobName } from './jobs.ts';
import { isForStrips, quantizeLarge } from './large.ts';
import { trackJobs } from './live.ts';
import { detach } from './post.ts';
import { send } from './send.ts';
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
        if (name === 'quantize' && crew.size > 1 && isForStrips(given, args[0])) {
          const image = transfer ? detach(given) : given;
          return await quantizeLarge(image, args[0] as QuantizeOptions, crew, slots, watch);
        }
        return await send(crew, { name, source: given, args, transfer }, watch);
      } finally {
        release();
      }
    }) as Promise<never>; // the types of the results are those of `Pool`
  };

  const close = async () => {
    jobs.close(new DOMException('The pool is closed', 'AbortError'));
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
