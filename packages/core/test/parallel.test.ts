import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  addImage,
  createHistogram,
  extractPalette,
  type Progress,
  QuantizeError,
  quantize,
  type RgbaImage,
  remap,
} from '@kcolors/core';
import { createPool, type Pool, quantize as sharedQuantize } from '@kcolors/core/parallel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pack } from '../src/parallel/send.ts';
import { type CoreTasks, coreTasks } from '../src/parallel/tasks.ts';
import { openPool, serve } from '../src/threads/index.ts';
import { photo } from './helpers/images.ts';

const image = photo(160, 100);
const small = photo(20, 10);
const palette = Uint8Array.of(0, 0, 0, 255, 200, 100, 50, 255, 255, 255, 255, 255);
let pool: Pool;

beforeAll(() => {
  pool = createPool({ threads: 2 });
});
afterAll(() => pool.close());

describe('a pool gives what core gives', () => {
  test('in threads of Node', async () => {
    expect(await pool.ready()).toBe('thread');
  });

  test.each([
    { maxColors: 16 },
    { maxColors: 256, dither: 1, space: 'oklab' as const },
    { maxColors: 5, fixedColors: palette, alpha: 'ignore' as const },
  ])('quantize %j', async (options) => {
    const expected = quantize(image, options);
    expect(await pool.quantize(image, options)).toEqual(expected);
    expect(await sharedQuantize(image, options)).toEqual(expected);
  });

  test('extractPalette of an image, of a list and of a histogram', async () => {
    const histogram = createHistogram();
    addImage(histogram, image);
    for (const source of [image, [image, photo(50, 40)], histogram]) {
      expect(await pool.extractPalette(source, { maxColors: 7 })).toEqual(
        extractPalette(source, { maxColors: 7 }),
      );
    }
  });

  test('remap', async () => {
    expect(await pool.remap(image, palette, { dither: 0.5 })).toEqual(remap(image, palette, { dither: 0.5 }));
  });

  test('from a view into a larger buffer, from a Buffer, and from shared memory', async () => {
    const { width, height, data } = image;
    const larger = new Uint8Array(data.length + 7).fill(9);
    larger.set(data, 3);
    const shared = new Uint8Array(new SharedArrayBuffer(data.length));
    shared.set(data);
    for (const bytes of [larger.subarray(3, 3 + data.length), Buffer.from(data), shared]) {
      expect(await pool.quantize({ data: bytes, width, height })).toEqual(quantize(image));
      expect(bytes).toHaveLength(data.length);
    }
  });
});

describe('pixels', () => {
  const own = () => new Uint8Array(image.data);

  test('stay with their owner, who may give them away', async () => {
    const kept = own();
    await pool.quantize({ ...image, data: kept });
    expect(kept).toEqual(own());
    const given = own();
    expect(await pool.quantize({ ...image, data: given }, {}, { transfer: true })).toEqual(quantize(image));
    expect(given).toHaveLength(0);
  });

  test('that share a buffer with others are not given away', async () => {
    const both = new Uint8Array(2 * image.data.length);
    both.set(image.data);
    await pool.quantize({ ...image, data: both.subarray(0, image.data.length) }, {}, { transfer: true });
    expect(both.subarray(0, image.data.length)).toEqual(own());
  });

  test('in shared memory are not copied', () => {
    const data = new Uint8Array(new SharedArrayBuffer(4));
    const { sent, buffers } = pack({ source: { data, width: 1, height: 1 }, transfer: true, args: [] });
    expect((sent[0] as RgbaImage).data).toBe(data);
    expect(buffers).toEqual([]);
  });
});

describe('progress', () => {
  test('rises to the end, through the stages', async () => {
    const seen: Progress[] = [];
    await pool.quantize(image, { maxColors: 64 }, { onProgress: (progress) => seen.push(progress) });
    expect([...new Set(seen.map(({ stage }) => stage))]).toEqual(['histogram', 'init', 'lloyd', 'remap']);
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
  });

  test('whose listener throws rejects the job with what it threw', async () => {
    const onProgress = () => {
      throw new RangeError('not my day');
    };
    await expect(pool.quantize(image, {}, { onProgress })).rejects.toThrow(new RangeError('not my day'));
    expect(await pool.quantize(small)).toEqual(quantize(small));
  });
});

describe('errors are those of core', () => {
  const wrong: readonly (readonly [string, (on: typeof core | Pool) => unknown])[] = [
    ['an option out of range', (on) => on.quantize(image, { maxColors: 300 })],
    ['an option that cannot be sent', (on) => on.quantize(image, { maxColors: (() => 5) as never })],
    ['an unknown option', (on) => on.quantize(image, { colors: 5 } as never)],
    ['no image', (on) => on.quantize(null as never)],
    ['too few bytes', (on) => on.quantize({ ...image, data: new Uint8Array(8) })],
    ['numbers for bytes', (on) => on.quantize({ ...image, data: [1, 2, 3, 4] as never })],
    ['a width that cannot be sent', (on) => on.quantize({ ...image, width: (() => 5) as never })],
    ['an empty palette', (on) => on.remap(image, new Uint8Array(0))],
    ['a source of another type', (on) => on.extractPalette(5 as never)],
  ];
  const core = { quantize, remap, extractPalette };

  test.each(wrong)('%s', async (_, act) => {
    const [here, there] = await Promise.all(
      [core, pool].map(async (on) => {
        try {
          return await act(on);
        } catch (error) {
          return error;
        }
      }),
    );
    expect(here).toBeInstanceOf(QuantizeError);
    expect(there).toBeInstanceOf(QuantizeError);
    const { name, message, code, expected, received } = here as QuantizeError;
    expect(there).toMatchObject({ name, message, code, expected, received });
    expect(await pool.quantize(small)).toEqual(quantize(small)); // and the pool goes on
  });

  test('a pool of no threads is refused', () => {
    expect(() => createPool({ threads: 0 })).toThrow(QuantizeError);
    expect(() => createPool({ threads: 1.5 })).toThrow(/an integer of 1 or more for threads/);
  });
});

describe('on the calling thread', () => {
  const inline = openPool<CoreTasks>(
    { inline: (port) => serve(coreTasks(), port) },
    { size: () => 4, errors: { QuantizeError } },
  );
  afterAll(() => inline.close());
  const options = { maxColors: 64 };

  test('a job gives what core gives, one at a time', async () => {
    expect(await inline.ready()).toBe('inline');
    expect(inline.size()).toBe(1);
    const result = await inline.use((thread) => thread.call('quantize', [image, options]).result);
    expect(result).toEqual(quantize(image, options));
    await expect(
      inline.use((thread) => thread.call('quantize', [image, { maxColors: 0 }]).result),
    ).rejects.toThrow(QuantizeError);
  });

  test('an aborted job ends with its step', async () => {
    const controller = new AbortController();
    let steps = 0;
    const onProgress = () => {
      steps++;
      controller.abort('enough');
    };
    const job = inline.use(
      (thread) => thread.call('quantize', [image, options], { onProgress }).result,
      controller.signal,
    );
    await expect(job).rejects.toBe('enough');
    expect(await inline.use((thread) => thread.call('quantize', [small, options]).result)).toEqual(
      quantize(small, options),
    );
    expect(steps).toBe(1);
  });
});

test('a process ends by itself, its last job done, though nobody closed the pool', () => {
  const script = `
    import { createPool } from '@kcolors/core/parallel';
    const pool = createPool();
    const { palette } = await pool.quantize({ data: new Uint8Array(4e6).fill(7), width: 1000, height: 1000 });
    console.log(await pool.ready(), palette.join());`;
  // What the process preloads is not for its threads.
  const flags = ['--import=data:text/javascript,console.log("preloaded")', '--input-type=module'];
  const output = execFileSync(process.execPath, [...flags, '-e', script], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
    timeout: 30_000, // an exception when it does not end
  });
  expect(output).toBe('preloaded\nthread 7,7,7,7\n');
});
