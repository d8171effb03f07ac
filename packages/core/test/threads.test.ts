import { type Handlers, openPool, type Script, serve, startThread } from '@kcolors/core/threads';
import { afterEach, describe, expect, test } from 'vitest';

class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly code = 'field';
}

interface Tasks {
  fail(how: 'known' | 'unknown' | 'text'): never;
  open(): string;
  wait(): void;
  unsendable(): unknown;
}

/** What tasks have opened and not freed, and those that wait. */
let kept: number[] = [];
let stopped: string[] = [];
afterEach(() => {
  kept = [];
  stopped = [];
});

const tasks: Handlers<Tasks> = {
  fail(_, how) {
    if (how === 'text') throw 'only a text';
    if (how === 'known') throw new FieldError('a field', { cause: new RangeError('too far') });
    throw Object.assign(new TypeError('no class'), { code: 7, owner: {} });
  },
  open({ id, keep }) {
    kept.push(id);
    keep(() => {
      kept = kept.filter((each) => each !== id);
    });
    return 'opened';
  },
  wait: ({ report, signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        stopped.push(String(signal.reason));
        reject(signal.reason);
      });
      report?.('waiting');
    }),
  unsendable: () => () => {},
};
const inline: Script = { inline: (port) => serve(tasks, port) };
const started = () => startThread<Tasks>(inline, { errors: { FieldError } });

describe('an error', () => {
  test('comes with its class, where that is known, its properties and its cause', async () => {
    const thread = await started();
    const error = await thread.call('fail', ['known']).result.catch((reason) => reason);
    expect(error).toBeInstanceOf(FieldError);
    expect(error).toMatchObject({ message: 'a field', code: 'field', cause: { message: 'too far' } });
    expect(error.cause.name).toBe('RangeError');
    expect(error.stack).toContain('threads.test.ts');
    const unknown = await thread.call('fail', ['unknown']).result.catch((reason) => reason);
    expect({ ...unknown }).toEqual({ name: 'TypeError', code: 7 });
    await expect(thread.call('fail', ['text']).result).rejects.toThrow('only a text');
    await thread.close();
  });

  test('of a message that cannot be sent is that of its call', async () => {
    const thread = await started();
    await expect(thread.call('fail', [(() => {}) as never]).result).rejects.toThrow(/could not be cloned/);
    await expect(thread.call('unsendable', []).result).rejects.toThrow(/could not be cloned/);
    expect(await thread.call('open', []).result).toBe('opened');
    await thread.close();
  });

  test('of the start says what was wrong with each way', async () => {
    const broken: Script = { text: () => 'throw new Error("not today")' };
    await expect(startThread(broken)).rejects.toThrow(
      /^No thread could be started\. thread: .*not today; blob: .+; data: .+/,
    );
    const lost: Script = { text: () => Promise.reject(new Error('no script')) };
    await expect(startThread(lost)).rejects.toThrow('no script');
  });
});

describe('a thread', () => {
  test('frees what a call has opened when that is released, and all when it is closed', async () => {
    const thread = await started();
    const calls = [thread.call('open', []), thread.call('open', []), thread.call('open', [])];
    await Promise.all(calls.map(({ result }) => result));
    const [first, ...others] = calls.map(({ id }) => id);
    thread.release(first!);
    await thread.call('open', []).result;
    expect(kept).toEqual([...others, kept.at(-1)]);
    const waiting = thread.call('wait', []);
    const reason = new Error('enough');
    await thread.close(reason);
    await expect(waiting.result).rejects.toBe(reason);
    await expect(thread.call('open', []).result).rejects.toBe(reason);
    expect(await thread.ended).toBe(reason);
    await expect.poll(() => [kept, stopped.length]).toEqual([[], 1]);
  });

  test('is idle when it has answered all calls, also those that were stopped', async () => {
    const thread = await started();
    const controller = new AbortController();
    const begun = new Promise((resolve) => {
      const { result } = thread.call('wait', [], { signal: controller.signal, onProgress: resolve });
      result.catch(() => {});
    });
    await begun;
    controller.abort('enough');
    expect(thread.isIdle).toBe(false);
    await thread.call('open', []).result;
    expect(thread.isIdle).toBe(true);
    expect(stopped).toHaveLength(1);
    await thread.close();
  });
});

test('a pool has as many jobs at once as its size says at the moment', async () => {
  let size = 1;
  const text = () => `
    const { parentPort } = process.getBuiltinModule('node:worker_threads');
    parentPort.onmessage = ({ data: { id } }) => parentPort.postMessage({ type: 'done', id });`;
  const pool = openPool<Tasks>({ text }, { size: () => size });
  const finish: (() => void)[] = [];
  let running = 0;
  const job = () =>
    pool.use(async () => {
      running++;
      await new Promise<void>((resolve) => finish.push(resolve));
      running--;
    });
  const jobs = [job(), job(), job(), job()];
  await expect.poll(() => running).toBe(1);
  size = 3;
  finish.shift()!();
  await expect.poll(() => running).toBe(3);
  for (const end of finish) end();
  await Promise.all(jobs);
  expect(running).toBe(0);
  await pool.close();
  await expect(job()).rejects.toThrow('The pool is closed');
});
