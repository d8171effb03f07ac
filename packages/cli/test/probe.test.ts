import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPool } from '@kcolors/core/threads';
import { afterAll, expect, it } from 'vitest';
import type { CompressTasks } from '../src/compress-file.ts';
import { openProbe } from '../src/probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'kcolors-probe-'));
const picture = fileURLToPath(new URL('../../../test/fixtures/clipart_mug.png', import.meta.url));
const files = ['a.png', 'b.png', 'c.png'].map((name) => {
  const path = join(folder, name);
  copyFileSync(picture, path);
  return { name, path, relative: name, realPath: path };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('keeps the bytes of files while there is memory for them, and the paths of others', async () => {
  const { size } = statSync(picture);
  const probe = openProbe(2 * size + 1);
  const inputs = [];
  for (const file of files) inputs.push((await probe(file)).input);
  expect(inputs.map((input) => (typeof input === 'string' ? input : input.length))).toEqual([
    size,
    size,
    files[2]!.path,
  ]);
});

it('has a file compressed to the same bytes in both ways', async () => {
  const worker = fileURLToPath(new URL('../dist/worker.js', import.meta.url));
  const pool = openPool<CompressTasks>({ file: worker }, { size: () => 1 });
  try {
    const results = [];
    for (const memory of [0, Number.POSITIVE_INFINITY]) {
      const { input } = await openProbe(memory)(files[0]!);
      const task = { input, options: { quantize: { maxColors: 8 } }, stripsOriginal: false };
      results.push(await pool.use((thread) => thread.call('compress', [task]).result));
    }
    const [again, once] = results;
    expect(once!.outcome).toBe('compressed');
    expect(Buffer.compare(once!.bytes, again!.bytes)).toBe(0);
  } finally {
    await pool.close();
  }
});
