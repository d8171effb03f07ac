import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { type Progress, QuantizeError, quantize, type RgbaImage } from '@kcolors/core';
import { createPool, type Pool } from '@kcolors/core/parallel';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countStrip } from '../src/strips.ts';
import { disk, noise, paint, photo } from './helpers/images.ts';
import { short } from './helpers/short.ts';

/** Tiles an image to more pixels than are left in one piece, the rows not the same. */
function large(tile: RgbaImage, width = 2600, height = 1700): RgbaImage {
  const source = new Uint32Array(tile.data.buffer);
  const data = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[y * width + x] = source[(y % tile.height) * tile.width + ((x + 3 * y) % tile.width)]!;
    }
  }
  return { data: new Uint8Array(data.buffer), width, height };
}

const opaque = large(photo(300, 200));

/** What goes to threads, by the name of the job. */
let sent: string[] = [];
let threads: Worker[] = [];
/** Threads with the jobs that they have not answered, by their numbers. */
let working = new Map<Worker, Map<number, string>>();
/** The most strips that threads held at the same time. */
let most = 0;
const watch = (thread: Worker) => {
  threads.push(thread);
  const jobs = new Map<number, string>();
  working.set(thread, jobs);
  const { postMessage } = thread;
  thread.postMessage = (message, ...rest) => {
    if (message.type === 'call' && message.name !== 'ping') {
      sent.push(message.name);
      jobs.set(message.id, message.name);
      const held = [...working.values()].flatMap((each) => [...each.values()]);
      most = Math.max(most, held.filter((name) => name.endsWith('Strip')).length);
    }
    postMessage.call(thread, message, ...rest);
  };
  thread.on('message', ({ id, type }) => type !== 'progress' && jobs.delete(id));
};
let pool: Pool;
beforeEach(() => {
  sent = [];
  threads = [];
  working = new Map();
  most = 0;
  process.on('worker', watch);
  pool = createPool({ threads: 3 });
});
afterEach(async () => {
  process.off('worker', watch);
  await pool.close();
});

const strips = [
  'countStrip',
  'countStrip',
  'countStrip',
  'findColors',
  'labelStrip',
  'labelStrip',
  'labelStrip',
];

describe('a large image is done in strips with the bytes of one piece', () => {
  test.each([
    ['opaque', opaque, { maxColors: 40 }],
    ['opaque, Oklab, fixed colors', opaque, { space: 'oklab', fixedColors: Uint8Array.of(255, 0, 0, 255) }],
    ['translucent', large(noise(60, 50, 1)), { maxColors: 12, engine: 'js' }],
    ['soft rims, binary', large(disk(96)), { maxColors: 20, alpha: 'binary' }],
    ['few colors, exact', large(paint(50, 40, (x, y) => [x, y & 3, 0, 255])), { maxColors: 256 }],
    ['few colors', large(disk(40)), { maxColors: 8 }],
  ] as const)('%s', async (_, image, options) => {
    expect(short(await pool.quantize(image, options))).toEqual(short(quantize(image, options)));
    expect(sent.slice().sort()).toEqual([...strips, 'joinStrips'].sort());
  });

  test('in shared memory, in a view, and given away', async () => {
    const expected = short(quantize(opaque));
    const length = opaque.data.length;
    const shared = new Uint8Array(new SharedArrayBuffer(length));
    const view = new Uint8Array(length + 5).subarray(5);
    const given = new Uint8Array(length);
    for (const data of [shared, view, given]) {
      data.set(opaque.data);
      expect(short(await pool.quantize({ ...opaque, data }, {}, { transfer: true }))).toEqual(expected);
    }
    expect([shared, view, given].map((data) => data.length)).toEqual([length, length, 0]);
  });
});

test.each([
  ['dithered', opaque, { dither: 0.5 }, 3],
  ['with the perceptual objective', opaque, { objective: 'perceptual' as const }, 3],
  ['of four megapixels', { data: opaque.data.subarray(0, 2 ** 24), width: 2048, height: 2048 }, {}, 3],
  ['of one row', { data: opaque.data, width: 2600 * 1700, height: 1 }, {}, 3],
  ['for one thread', opaque, {}, 1],
])('an image that is %s stays in one piece', async (_, image, options, count) => {
  await using small = createPool({ threads: count });
  expect(short(await small.quantize(image, options))).toEqual(short(quantize(image, options)));
  expect(sent).toEqual(['quantize']);
});

test('no more strips are held than there are threads, with several images', async () => {
  const image = large(photo(90, 70));
  const images = [image, opaque, image];
  const results = await Promise.all(images.map((each) => pool.quantize(each)));
  expect(results.map(short)).toEqual(images.map((each) => short(quantize(each))));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(3);
  expect(threads).toHaveLength(3);
});

test('progress never falls, through all stages', async () => {
  const seen: Progress[] = [];
  await pool.quantize(opaque, {}, { onProgress: (progress) => seen.push(progress) });
  expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(['histogram', 'init', 'lloyd', 'remap']);
  const done = seen.map((progress) => progress.done);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(done.at(-1)).toBe(1);
  expect(done.filter((share) => share < 0.1).length).toBeGreaterThan(1);
});

test.each(['histogram', 'lloyd', 'remap'])(
  'aborted in stage %s all threads end their work',
  async (stage) => {
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const onProgress = (progress: Progress) => {
      if (progress.stage === stage) controller.abort(reason);
    };
    const { signal } = controller;
    const job = pool.quantize(opaque, { maxColors: 256, effort: 'best' }, { signal, onProgress });
    await expect(job).rejects.toBe(reason);
    const last = sent.at(-1)!;
    const asked = sent.length;
    const busy = threads.filter((thread) => working.get(thread)!.size > 0);
    expect(busy.length).toBeGreaterThan(0);
    await Promise.all(busy.map((thread) => once(thread, 'exit')));
    await pool.quantize(photo(20, 10));
    expect(sent.slice(asked)).toEqual(['quantize']);
    expect(last).toBe({ histogram: 'countStrip', lloyd: 'findColors', remap: 'labelStrip' }[stage]);
  },
);

test('what is wrong with an option is said as by core, and no colors are sought', async () => {
  for (const options of [{ maxColors: 300 }, { maxColors: (() => 5) as never }, { colors: 5 } as never]) {
    const error = await pool.quantize(opaque, options).catch((reason) => reason);
    expect(error).toBeInstanceOf(QuantizeError);
    expect(error.message).toBe(errorOf(() => quantize(opaque, options)));
  }
  expect(sent).not.toContain('findColors');
});

function errorOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('counts go on from what was counted, as plain data', () => {
  const counted = countStrip(photo(9, 9), undefined, {});
  let step = counted.next();
  while (!step.done) step = counted.next();
  expect(step.value.translucent).not.toHaveProperty('numbers');
});
