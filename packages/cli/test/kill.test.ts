import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, type FSWatcher, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { filesIn, folderWith, kcolors, PICTURES } from './kcolors.ts';

// Every other kill comes soon after something happened in the folder, which is when files are written.
// KCOLORS_KILLS=200 is for a quarter of an hour, with larger images.
const KILLS = Number(process.env.KCOLORS_KILLS ?? 2);
const IS_LONG = KILLS > 20;
const ARGS = ['.', '--in-place', '-c', '16', '--dither', '0', '--effort', 'fast', '-q'];

async function makeOriginals(folder: string): Promise<void> {
  for (const [at, width] of (IS_LONG ? [200, 400, 800, 1600] : [60, 80, 100]).entries()) {
    const picture = sharp(PICTURES.coffee).resize(width);
    await picture.png({ compressionLevel: 1 }).toFile(join(folder, `${at}.png`));
  }
  // Noise of 256 grays becomes a file as large as its number of pixels, which takes long to write.
  const size = IS_LONG ? 1500 : 200;
  const noise = randomBytes(size * size);
  const raw = { width: size, height: size, channels: 3 } as const;
  await sharp(
    Buffer.from(Uint8Array.from({ length: noise.length * 3 }, (_, at) => noise[Math.floor(at / 3)]! & 0xf0)),
    { raw },
  )
    .png({ compressionLevel: 0 })
    .toFile(join(folder, 'noise.png'));
}

const contentsOf = (folder: string) =>
  new Map(filesIn(folder).map((name) => [name, readFileSync(join(folder, name))]));

/** Kills a process after a random time, or shortly after one of the changes in its folder. */
function killLater(child: ChildProcess, folder: string, afterChange: boolean, length: number): void {
  const kill = () => child.kill('SIGKILL');
  if (!afterChange) {
    const timer = setTimeout(kill, Math.random() * length);
    child.on('exit', () => clearTimeout(timer));
    return;
  }
  let changes = Math.ceil(Math.random() * 12);
  const watcher: FSWatcher = watch(folder, () => {
    if (--changes === 0) setTimeout(kill, Math.random() * 4);
  });
  child.on('exit', () => watcher.close());
}

it(
  `${KILLS} kills of a batch damage no file, and the next run leaves nothing over`,
  async () => {
    const originals = folderWith();
    await makeOriginals(originals);
    const before = contentsOf(originals);
    const folder = folderWith();
    const reset = () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
      for (const name of before.keys()) copyFileSync(join(originals, name), join(folder, name));
    };
    reset();
    const start = Date.now();
    expect(await kcolors(ARGS, { cwd: folder })).toMatchObject({ code: 0, err: '' });
    let length = Date.now() - start;
    const after = contentsOf(folder);
    expect([...after.keys()]).toEqual([...before.keys()]);

    const found = { killed: 0, damaged: 0, halfway: 0, leftOver: 0, afterNextRun: 0 };
    while (found.killed < KILLS) {
      reset();
      const started = Date.now();
      const isSoon = found.killed % 2 === 1;
      const onStart = (child: ChildProcess) => killLater(child, folder, isSoon, length);
      const { code } = await kcolors(ARGS, { cwd: folder, onStart });
      if (code !== null) {
        length = Date.now() - started; // it was done before its end came: the machine is faster now
        continue;
      }
      found.killed++;
      const there = contentsOf(folder);
      let replaced = 0;
      for (const [name, bytes] of before) {
        const now = there.get(name);
        if (now?.equals(after.get(name)!)) replaced++;
        else if (!now?.equals(bytes)) found.damaged++;
      }
      if (replaced > 0 && replaced < before.size) found.halfway++;
      found.leftOver += there.size - before.size;
      expect(await kcolors(ARGS, { cwd: folder })).toMatchObject({ code: 0, err: '' });
      const next = contentsOf(folder);
      found.afterNextRun += next.size - before.size;
      expect(next).toEqual(after);
    }
    if (IS_LONG) console.log(found);
    expect(found).toMatchObject({ damaged: 0, afterNextRun: 0 });
  },
  30_000 * KILLS,
);
