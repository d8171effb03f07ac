import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesIn, folderWith, kcolors, PICTURES } from './kcolors.ts';

/** Preloaded into the process and its threads: a thread that is given a file of this many bytes comes to an end. */
const preload = (bytes: number, end: string) => `
  const { isMainThread, parentPort } = require('node:worker_threads');
  const holds = (value) =>
    value instanceof Uint8Array
      ? value.length === ${bytes}
      : typeof value === 'object' && value !== null && Object.values(value).some(holds);
  if (!isMainThread) {
    Object.defineProperty(parentPort, 'onmessage', {
      set: (listener) =>
        parentPort.on('message', (data) => {
          if (holds(data)) { ${end} }
          listener({ data });
        }),
    });
  }`;

it.each([
  ['ends', 'process.exit(3);', 'The thread that did this job ended'],
  [
    'has no memory left',
    'for (const all = []; ; ) all.push(new Array(1e5).fill({}));',
    'not enough memory for an image of this size',
  ],
])('a thread that %s costs one file, which is named', async (_, end, reason) => {
  const { coffee, disks, rocket } = PICTURES;
  const folder = folderWith({ 'a.png': coffee, 'crash.png': disks, 'z.jpg': rocket });
  const script = join(folderWith(), 'preload.cjs');
  writeFileSync(script, preload(statSync(join(folder, 'crash.png')).size, end));
  const env = { NODE_OPTIONS: `--require=${script} --max-old-space-size=100` };
  const args = ['.', '--out', 'out', '--effort', 'fast', '-q', '--jobs', '2'];
  const { code, err } = await kcolors(args, { cwd: folder, env });
  expect(err.trim().split('\n')).toEqual([`kcolors: crash.png: ${reason}`]);
  expect(code).toBe(1);
  expect(filesIn(join(folder, 'out'))).toEqual(['a.png', 'z.png']);
});
