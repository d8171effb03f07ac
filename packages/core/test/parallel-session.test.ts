import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { createSession, type Progress, QuantizeError, quantize, type RgbaImage } from '@kcolors/core';
import { openSession, type ThreadSession } from '@kcolors/core/parallel';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CoreTasks, coreTasks } from '../src/parallel/tasks.ts';
import { createLatest, serve, startThread } from '../src/threads/index.ts';
import { disk, noise, photo } from './helpers/images.ts';
import { short } from './helpers/short.ts';

const picture = photo(220, 180);
/** Its quantizing takes seconds. */
const slow = {
  data: noise(1000, 700, 1).data.map((byte, i) => (i % 4 === 3 ? 255 : byte)),
  width: 1000,
  height: 700,
};
const small = { maxPreviewPixels: 10_000 };
const palettesOf = (...counts: number[]) => {
  const session = createSession(slow, small);
  return counts.map((maxColors) => session.preview({ maxColors }).palette);
};
const SLOW = { maxColors: 256, effort: 'best' } as const;

let threads: Worker[] = [];
let sessions: ThreadSession[] = [];
const note = (thread: Worker) => threads.push(thread);
beforeEach(() => {
  process.on('worker', note);
});
afterEach(async () => {
  process.off('worker', note);
  await Promise.all(sessions.map((session) => session.close()));
  sessions = [];
  threads = [];
});
async function opened(...args: Parameters<typeof openSession>) {
  const session = await openSession(...args);
  sessions.push(session);
  return session;
}

/** Starts to quantize and waits until it is in the middle of its work. */
async function startSlowCall(session: ThreadSession, signal?: AbortSignal) {
  let job: Promise<unknown> | undefined;
  let steps = 0;
  await new Promise<void>((begun) => {
    const onProgress = () => {
      steps++;
      begun();
    };
    job = session.quantize(SLOW, { signal, onProgress });
    job.catch(() => {});
  });
  return { job: job!, steps: () => steps };
}

const ended = { name: 'AbortError', message: 'A later call of the session has ended this one' };

describe('a session in a thread', () => {
  test.each<[string, RgbaImage]>([
    ['a photo', picture],
    ['soft alpha', disk(64)],
  ])('gives what a session of core gives: %s', async (_, image) => {
    const options = { maxPreviewPixels: 2000, space: 'oklab' } as const;
    const session = await opened(image, options);
    const here = createSession(image, options);
    expect(session.kind).toBe('thread');
    expect(session.previewImage).toEqual(here.previewImage);
    for (const changes of [{ maxColors: 5 }, { maxColors: 64, dither: 1 }, {}]) {
      expect(await session.preview(changes)).toEqual(here.preview(changes));
      expect(await session.quantize(changes)).toEqual(quantize(image, { ...changes, space: 'oklab' }));
    }
  });

  test('keeps a copy of the image, or the image itself when it is given away', async () => {
    const image = { ...picture, data: new Uint8Array(picture.data) };
    const first = await opened(image);
    image.data.fill(0, 0, 4000);
    expect(await first.quantize()).toEqual(quantize(picture));
    const before = image.data.slice();
    const second = await opened(image, {}, { transfer: true });
    expect(image.data).toHaveLength(0);
    expect(second.previewImage.data).toEqual(before);
  });

  test('tells how far it is', async () => {
    const seen: Progress[] = [];
    const session = await opened(picture);
    await session.quantize({ maxColors: 64 }, { onProgress: (progress) => seen.push(progress) });
    const done = seen.map((progress) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.length).toBeGreaterThan(3);
    const onProgress = () => {
      throw new RangeError('not my day');
    };
    await expect(session.quantize({}, { onProgress })).rejects.toThrow('not my day');
    expect(await session.preview()).toEqual(createSession(picture).preview());
  });
});

describe('the latest call wins', () => {
  test('of previews, those between the one at work and the newest come to nothing', async () => {
    const session = await opened(picture);
    const previews = [3, 4, 5, 6].map((maxColors) => session.preview({ maxColors }));
    const colors = (await Promise.all(previews)).map((shown) => shown && shown.palette.length / 4);
    expect(colors).toEqual([3, undefined, undefined, 6]);
  });

  test('a preview ends a quantize that runs, and does not wait for it', async () => {
    const session = await opened(slow, small);
    const { job, steps } = await startSlowCall(session);
    const shown = session.preview({ maxColors: 7 });
    await expect(job).rejects.toMatchObject(ended);
    expect([(await shown)?.palette]).toEqual(palettesOf(7));
    const before = steps();
    expect(short(await session.quantize({ maxColors: 2 }))).toEqual(short(quantize(slow, { maxColors: 2 })));
    expect(steps()).toBe(before);
  });

  test('a quantize ends another, and one that waits gives way to a preview', async () => {
    const session = await opened(slow, small);
    const { job } = await startSlowCall(session);
    const [first, second, third] = [
      session.quantize({ maxColors: 8 }),
      session.preview({ maxColors: 4 }),
      session.quantize({ maxColors: 3 }),
    ];
    const last = session.preview({ maxColors: 9 });
    await expect(job).rejects.toMatchObject(ended);
    await expect(first).rejects.toMatchObject(ended);
    await expect(third).rejects.toMatchObject(ended);
    expect([(await second)?.palette, (await last)?.palette]).toEqual(palettesOf(4, 9));
  });

  test('options count as they were when the call came', async () => {
    const session = await opened(picture);
    const changes = { maxColors: 3 };
    const first = session.preview(changes);
    changes.maxColors = 4;
    const second = session.preview(changes);
    changes.maxColors = 5;
    expect((await first)?.palette).toHaveLength(12);
    expect((await second)?.palette).toHaveLength(16);
  });
});

describe('a signal', () => {
  test('stops a quantize at once, and its work with it; the session goes on', async () => {
    const session = await opened(slow);
    const controller = new AbortController();
    const { job } = await startSlowCall(session, controller.signal);
    const reason = new Error('changed my mind');
    controller.abort(reason);
    await expect(job).rejects.toBe(reason);
    for (let answer = ''; answer !== 'stopped'; ) {
      const [message] = await once(threads[0]!, 'message'); // as comes after each step, too
      answer = message.type;
    }
    expect(short(await session.quantize({ maxColors: 2 }))).toEqual(short(quantize(slow, { maxColors: 2 })));
    expect(threads).toHaveLength(1);
  });

  test('stops the opening, and the thread ends', async () => {
    await expect(openSession(picture, {}, { signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(threads).toHaveLength(0);
    const controller = new AbortController();
    const opening = openSession(slow, {}, { signal: controller.signal });
    await once(process, 'worker');
    const exited = once(threads[0]!, 'exit');
    controller.abort('enough');
    await expect(opening).rejects.toBe('enough');
    await exited;
  });
});

describe('the end', () => {
  test('of a session rejects its calls and ends its thread', async () => {
    const session = await opened(slow);
    const { job } = await startSlowCall(session);
    const exited = once(threads[0]!, 'exit');
    const closing = session.close();
    for (const call of [job, session.preview(), session.quantize()]) {
      await expect(call).rejects.toMatchObject({ name: 'AbortError', message: 'The session is closed' });
    }
    await Promise.all([closing, exited]);
  });

  test('of a thread by itself is said to all calls', async () => {
    const session = await opened(slow);
    const { job } = await startSlowCall(session);
    threads[0]!.terminate();
    await expect(job).rejects.toThrow('The thread that did this job ended');
    await expect(session.preview()).rejects.toThrow('The thread that did this job ended');
  });

  test('of a process comes by itself, though nobody closed the session', () => {
    const script = `
      import { openSession } from '@kcolors/core/parallel';
      const session = await openSession({ data: new Uint8Array(4e6).fill(7), width: 1000, height: 1000 });
      console.log((await session.preview()).palette.join(), (await session.quantize()).palette.join());`;
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      encoding: 'utf8',
      timeout: 30_000, // an exception when it does not end
    });
    expect(output).toBe('7,7,7,7 7,7,7,7\n');
  });
});

test.each<[string, (session: typeof openSession) => Promise<unknown>, string]>([
  ['an image', (open) => open({ ...picture, width: 7 }), 'buffer-length-mismatch'],
  [
    'an image that cannot be sent',
    (open) => open({ ...picture, width: (() => 7) as never }),
    'invalid-dimensions',
  ],
  ['an option', (open) => open(picture, { space: 'cmyk' as never }), 'option-out-of-range'],
  ['a change', async (open) => (await open(picture)).preview({ maxColors: 0 }), 'option-out-of-range'],
  [
    'a change of the result',
    async (open) => (await open(picture)).quantize({ dither: 7 }),
    'option-out-of-range',
  ],
])('what is wrong with %s is said as by core', async (_, act, code) => {
  const error = await act(opened).catch((reason) => reason);
  expect(error).toBeInstanceOf(QuantizeError);
  expect(error).toMatchObject({ code });
});

test('on the calling thread a session is served in the same way, with turns for others between the steps', async () => {
  const thread = await startThread<CoreTasks>({ inline: (port) => serve(coreTasks(), port) });
  expect(thread.kind).toBe('inline');
  const { id, result: opened } = thread.call('openSession', [slow, { maxPreviewPixels: 100 }]);
  await opened;
  const latest = createLatest();
  let steps = 0;
  let job: Promise<unknown> | undefined;
  await new Promise<void>((begun) => {
    const onProgress = () => {
      steps++;
      begun();
    };
    job = latest.add(() => thread.call('quantizeInSession', [id, SLOW], { onProgress }), true);
    job.catch(() => {});
  });
  const shown = latest.add(() => thread.call('previewInSession', [id, { maxColors: 2 }]), false);
  await expect(job).rejects.toMatchObject(ended);
  expect((await shown)?.palette).toHaveLength(8);
  expect(steps).toBe(1);
  await thread.close();
});
