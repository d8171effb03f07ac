import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { quantize, type RgbaImage } from '@kcolors/core';
import { createPool, type Pool } from '@kcolors/core/parallel';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { photo } from './helpers/images.ts';

const small = photo(40, 30);
/** Noise: it takes seconds. */
const large = { data: noise(2000 * 1500), width: 2000, height: 1500 };
const SLOW = { maxColors: 256, effort: 'best' } as const;

function noise(pixels: number): Uint8Array {
  const words = new Uint32Array(pixels);
  for (let i = 0, word = 1; i < pixels; i++) {
    word = Math.imul(word, 0x41c64e6d) + 12345;
    words[i] = word ^ (word >>> 15);
  }
  return new Uint8Array(words.buffer);
}

/** Every thread that this process starts. */
let threads: Worker[] = [];
/** Jobs that they have answered. */
let answered = 0;
const note = (thread: Worker) => {
  threads.push(thread);
  thread.on('message', ({ result }) => {
    if (typeof result === 'object' && result !== null) answered++;
  });
};
let pools: Pool[] = [];
const poolOf = (count: number) => {
  const pool = createPool({ threads: count });
  pools.push(pool);
  return pool;
};

beforeEach(() => {
  threads = [];
  answered = 0;
  process.on('worker', note);
});
afterEach(async () => {
  process.off('worker', note);
  await Promise.all(pools.map((pool) => pool.close()));
  pools = [];
});

/** Starts a slow job and waits until it is in the middle of its work. */
async function startSlowJob(pool: Pool, controller = new AbortController()) {
  let job: Promise<unknown> | undefined;
  await new Promise<void>((begun) => {
    const onProgress = () => begun();
    job = pool.quantize(large, SLOW, { signal: controller.signal, onProgress });
    job.catch(() => {});
  });
  return { job: job!, controller };
}

describe('an aborted job', () => {
  test('that runs is rejected at once, its thread ends and its work with it; the next gets a new one', async () => {
    const pool = poolOf(1);
    const { job, controller } = await startSlowJob(pool);
    const [thread] = threads;
    let running = true;
    const ended = once(thread!, 'exit').then(() => {
      running = false;
    });
    const reason = new Error('changed my mind');
    controller.abort(reason);
    await expect(job).rejects.toBe(reason);
    expect(running).toBe(true); // nobody waited for the thread
    const before = performance.now();
    await ended;
    expect(performance.now() - before).toBeLessThan(1000);

    expect(await pool.quantize(small)).toEqual(quantize(small));
    expect(threads).toHaveLength(2);
  });

  test('that is queued never starts', async () => {
    const pool = poolOf(1);
    const { controller: first } = await startSlowJob(pool);
    const second = new AbortController();
    const queued = pool.quantize(() => expect.unreachable(), {}, { signal: second.signal });
    const after = pool.quantize(small);
    second.abort();
    await expect(queued).rejects.toBe(second.signal.reason);
    first.abort();
    expect(await after).toEqual(quantize(small));
  });

  test('that was aborted before never asks for its image', async () => {
    const asked = () => expect.unreachable();
    const signal = AbortSignal.abort('no');
    await expect(poolOf(1).quantize(asked, {}, { signal })).rejects.toBe('no');
    expect(threads).toHaveLength(0);
  });

  test('leaves no listener with a signal that lives longer', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners++;
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners--;
      removeEventListener.apply(signal, args);
    };
    await poolOf(1).quantize(small, {}, { signal });
    expect(listeners).toBe(0);
  });
});

describe('a batch', () => {
  const BATCH = 200;
  // Who waits for a job hears of its end some microtasks after the pool: what counts is the answer of the thread.

  test('of images made when their turn comes holds as many at once as there are threads', async () => {
    const pool = poolOf(2);
    let made = 0;
    let most = 0;
    const jobs = Array.from({ length: BATCH }, async (_, i) => {
      const make = async () => {
        most = Math.max(most, ++made - answered);
        await new Promise((resolve) => setImmediate(resolve)); // as decoding would
        return photo(20 + (i % 5), 20);
      };
      const { indices } = await pool.quantize(make);
      return indices.length;
    });
    const sizes = await Promise.all(jobs);
    expect(sizes).toEqual(sizes.map((_, i) => (20 + (i % 5)) * 20));
    expect(most).toBe(2);
    expect(threads).toHaveLength(2);
  });

  test('of images that are there copies no pixels before their turn', async () => {
    const pool = poolOf(2);
    const copied = new Set<number>();
    let most = 0;
    const jobs = Array.from({ length: BATCH }, (_, i) => {
      const watched: RgbaImage = {
        ...small,
        get data() {
          copied.add(i);
          most = Math.max(most, copied.size - answered);
          return small.data;
        },
      };
      return pool.quantize(watched);
    });
    await Promise.all(jobs);
    expect(copied.size).toBe(BATCH);
    expect(most).toBe(2);
  });

  test('goes on after an image that cannot be made', async () => {
    const pool = poolOf(1);
    const broken = pool.quantize(() => Promise.reject(new Error('not an image')));
    const sound = pool.quantize(small);
    await expect(broken).rejects.toThrow('not an image');
    expect(await sound).toEqual(quantize(small));
  });
});

describe('a pool', () => {
  test('starts no thread before it is needed, and none that is not', async () => {
    const pool = poolOf(8);
    expect(threads).toHaveLength(0);
    await pool.quantize(small);
    await pool.quantize(small);
    expect(threads).toHaveLength(1);
  });

  test('that is closed rejects its jobs and ends its threads', async () => {
    const pool = poolOf(1);
    const { job } = await startSlowJob(pool);
    const queued = pool.quantize(small);
    const ended = once(threads[0]!, 'exit');
    const closing = pool.close();
    for (const each of [job, queued, pool.quantize(small)]) {
      await expect(each).rejects.toMatchObject({ name: 'AbortError', message: 'The pool is closed' });
    }
    await Promise.all([closing, ended]);
    expect(threads).toHaveLength(1);
  });

  test('is closed where its block ends', async () => {
    let closed: Pool;
    {
      await using pool = createPool({ threads: 1 });
      closed = pool;
    }
    await expect(closed.quantize(small)).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('outlives a thread that ends by itself', async () => {
    const pool = poolOf(1);
    const { job } = await startSlowJob(pool);
    threads[0]!.terminate();
    const error = await job.then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error.message).toBe('The thread that did this job ended');
    expect(await pool.quantize(small)).toEqual(quantize(small));
  });
});
