import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { folderWith, kcolors, SMALL_PICTURES } from './kcolors.ts';

const pngAt = (...path: string[]) => PNG.sync.read(readFileSync(join(...path)));

test('an image comes apart into PNGs that make it up again, with a list of them', async () => {
  const cwd = folderWith({ 'coffee.png': SMALL_PICTURES.coffee });
  const { code, err, out } = await kcolors(
    ['segments', 'coffee.png', '-c', '4', '--out', 'parts', '--masks'],
    { cwd },
  );
  expect(err).toBe('');
  expect(code).toBe(0);
  const original = pngAt(cwd, 'coffee.png');
  const list = JSON.parse(readFileSync(join(cwd, 'parts/coffee-segments.json'), 'utf8'));
  expect(list).toMatchObject({ image: 'coffee.png', width: original.width, height: original.height });
  expect(list.segments).toHaveLength(4);
  const whole = Buffer.alloc(original.data.length);
  for (const [i, { box, color, file, mask, pixels, share }] of list.segments.entries()) {
    expect(file).toBe(`coffee-${i + 1}-${color.slice(1)}.png`);
    expect(out).toContain(file);
    const part = pngAt(cwd, 'parts', file).data;
    const inside = pngAt(cwd, 'parts', mask).data;
    let [count, left, bottom] = [0, Infinity, -1];
    for (let at = 0; at < part.length; at += 4) {
      expect(inside[at] === 255).toBe(part[at + 3]! > 0);
      if (part[at + 3] === 0) continue;
      part.copy(whole, at, at, at + 4);
      count++;
      left = Math.min(left, (at / 4) % original.width);
      bottom = Math.floor(at / 4 / original.width);
    }
    expect({ count, left, bottom }).toEqual({ count: pixels, left: box.x, bottom: box.y + box.height - 1 });
    expect(share).toBeCloseTo(count / (original.width * original.height), 10);
    expect(readFileSync(join(cwd, 'parts', mask))[24]).toBe(1); // bits a pixel, in its header
  }
  expect(whole.equals(original.data)).toBe(true);
});

test('images of one name do not overwrite each other, and folders stay apart', async () => {
  const cwd = folderWith({ 'disks.png': SMALL_PICTURES.disks });
  mkdirSync(join(cwd, 'a'));
  mkdirSync(join(cwd, 'b/c'), { recursive: true });
  for (const folder of ['a', 'b', 'b/c'])
    writeFileSync(join(cwd, folder, 'disks.png'), readFileSync(SMALL_PICTURES.disks));
  const clash = await kcolors(['segments', 'a/disks.png', 'b/disks.png', '-c', '2', '-o', 'out'], { cwd });
  expect(clash.code).toBe(1);
  expect(clash.err).toBe('kcolors: b/disks.png: its segments would be written over those of a/disks.png\n');
  const both = await kcolors(['segments', 'b', '-c', '2', '-o', 'all'], { cwd });
  expect(both.code).toBe(0);
  expect(readdirSync(join(cwd, 'all')).sort()).toHaveLength(4); // two parts, their list, and the folder
  expect(existsSync(join(cwd, 'all/c/disks-segments.json'))).toBe(true);
});

test('what is wrong is said in a line, and the other images are cut', async () => {
  const cwd = folderWith({ 'disks.png': SMALL_PICTURES.disks });
  writeFileSync(join(cwd, 'bad.png'), 'no image');
  const run = (...args: string[]) => kcolors(['segments', ...args], { cwd });
  const none = await run('disks.png');
  expect([none.code, none.err]).toEqual([
    2,
    'kcolors: segments are several files: name a folder with --out\n',
  ]);
  const file = await run('disks.png', '--out', 'bad.png');
  expect([file.code, file.err]).toEqual([
    2,
    'kcolors: Expected a folder for --out but "bad.png" is a file\n',
  ]);
  expect((await run('disks.png', '-c', '65', '--out', 'x')).err).toContain('between 1 and 64, or auto');
  expect((await run('-', '--out', 'x')).code).toBe(2);
  const early = await kcolors(['-c', '4', 'segments', 'disks.png', '--out', 'x'], { cwd });
  expect([early.code, early.err]).toEqual([
    2,
    'kcolors: options of "segments" go after it: kcolors segments -c, --colors <number> …\n',
  ]);
  const some = await run('bad.png', 'gone.png', 'disks.png', '-c', 'auto', '--out', 'x');
  expect(some.code).toBe(1);
  expect(some.err.trim().split('\n')).toHaveLength(2);
  expect(some.err).toContain('gone.png: no such file or folder');
  expect(existsSync(join(cwd, 'x/disks-segments.json'))).toBe(true);
});
