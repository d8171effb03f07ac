import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openPool } from '@kcolors/core/threads';
import { expect, it } from 'vitest';
import { type CompressTasks, serveCompress } from '../src/compress-file.ts';
import { defaultJobs, workOf } from '../src/pool.ts';
import { PICTURES } from './kcolors.ts';

const WORKER = fileURLToPath(new URL('../dist/worker.js', import.meta.url));
const PLAIN = { effort: 'default', quality: undefined } as const;

it('little work has one thread, much work as many as there are cores', () => {
  const jobs = (files: number, pixels: number, settings = PLAIN as Parameters<typeof workOf>[1]) =>
    defaultJobs(workOf(Array(files).fill(pixels), settings));
  const cores = availableParallelism();
  expect(jobs(1, 1e9)).toBe(1);
  expect(jobs(50, 32 * 32)).toBe(1);
  expect(jobs(2, 4e5)).toBe(1);
  expect(jobs(2, 4e5, { effort: 'default', quality: 'good' })).toBe(Math.min(2, cores));
  expect(jobs(2, 4e5, { effort: 'best', quality: undefined })).toBe(Math.min(2, cores));
  expect(jobs(100, 1e6)).toBe(Math.min(100, cores));
  expect(jobs(1e5, 1)).toBe(cores);
});

it('the thread of the caller and another one give the same bytes, progress and errors', async () => {
  const original = readFileSync(PICTURES.coffee);
  const outcomes = [];
  for (const script of [{ inline: serveCompress }, { file: WORKER }]) {
    const pool = openPool<CompressTasks>(script, { size: () => 1 });
    const call = (input: Uint8Array, onProgress?: (done: number) => void) => {
      const task = { input, options: { quantize: { maxColors: 8 } }, stripsOriginal: false };
      return pool.use((thread) => thread.call('compress', [task], { onProgress }).result);
    };
    const heard: number[] = [];
    const result = await call(original, (done) => heard.push(done));
    const error = await call(Uint8Array.of(1, 2, 3)).catch(({ name, code, message }) => ({
      name,
      code,
      message,
    }));
    outcomes.push({ result, heard, error });
    await pool.close();
  }
  expect(outcomes[0]!.heard.at(-1)).toBe(1);
  expect(outcomes[0]!.error).toMatchObject({ name: 'CodecError' });
  expect(outcomes[1]).toEqual(outcomes[0]);
});
