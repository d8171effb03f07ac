import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { writeAtomic } from '../src/write-atomic.ts';
import { asNobody, filesIn, folderWith, makePipe } from './kcolors.ts';

const isRoot = process.geteuid?.() === 0;
const isWindows = process.platform === 'win32';
const canSetAttributes = spawnSync('setfattr', ['--version']).status === 0;
const NEW = Buffer.from('new');

/** A file in a folder of its own. */
function fileWith(content: string, mode = 0o644): string {
  const path = join(folderWith(), 'a.png');
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

const modeOf = (path: string) => statSync(path).mode & 0o7777;

describe.skipIf(isWindows)('access', () => {
  it.each([0o600, 0o640, 0o644, 0o700, 0o400])('to a result is that to its original: %o', async (mode) => {
    const original = fileWith('old', mode);
    const result = `${original}.min.png`;
    await writeAtomic(result, NEW, { original: statSync(original) });
    expect(modeOf(result)).toBe(mode | 0o600);
    expect(modeOf(original)).toBe(mode);
  });

  it('to a result that replaces another one is not that of more people', async () => {
    const original = fileWith('old', 0o600);
    const result = `${original}.min.png`;
    writeFileSync(result, 'earlier', { mode: 0o644 });
    await writeAtomic(result, NEW, { original: statSync(original) });
    expect(modeOf(result)).toBe(0o600);
  });

  it('to a file that is replaced stays, with the bits to run it as its owner', async () => {
    const path = fileWith('old', 0o4751);
    await writeAtomic(path, NEW, { original: statSync(path) });
    expect([modeOf(path), readFileSync(path, 'utf8')]).toEqual([0o4751, 'new']);
  });

  it('is never wider while a file is written', async () => {
    const original = fileWith('old', 0o600);
    const seen: number[] = [];
    for (const path of [original, join(original, '../new.png')]) {
      let isDone = false;
      const write = writeAtomic(path, Buffer.alloc(2 ** 25), { original: statSync(original) });
      void write.finally(() => (isDone = true));
      while (!isDone) {
        for (const name of readdirSync(join(path, '..')).filter((each) => each.endsWith('.tmp'))) {
          const there = statSync(join(path, '..', name), { throwIfNoEntry: false });
          if (there) seen.push(there.mode & 0o777);
        }
        await setImmediate();
      }
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(new Set(seen)).toEqual(new Set([0o600]));
  });

  it.runIf(isRoot)('of a group that cannot be given is not that of another group', async () => {
    const [shared, foreign] = [fileWith('old', 0o640), fileWith('old', 0o640)];
    for (const path of [shared, foreign]) {
      chmodSync(join(path, '..'), 0o777);
      chownSync(path, 65534, 4321);
    }
    await writeAtomic(`${shared}.png`, NEW, { original: statSync(shared) });
    expect(statSync(`${shared}.png`)).toMatchObject({ gid: 4321, mode: 0o100640 });
    await asNobody(() => writeAtomic(`${foreign}.png`, NEW, { original: statSync(foreign) }));
    expect(modeOf(`${foreign}.png`)).toBe(0o600);
  });

  it.runIf(isRoot)('says it when the owner cannot be kept', async () => {
    const [kept, lost] = [fileWith('old', 0o666), fileWith('old', 0o666)];
    chownSync(kept, 1234, 2345);
    expect(await writeAtomic(kept, NEW)).toEqual([]);
    expect(statSync(kept)).toMatchObject({ uid: 1234, gid: 2345 });
    chmodSync(join(lost, '..'), 0o777);
    expect(await asNobody(() => writeAtomic(lost, NEW))).toEqual([
      'Its owner could not be kept: files can be given away by root only.',
    ]);
  });
});

describe('a file that is replaced', () => {
  it.runIf(canSetAttributes)('keeps its extended attributes', async () => {
    const path = fileWith('old');
    execFileSync('setfattr', ['-n', 'user.note', '-v', 'hello', path]);
    expect(await writeAtomic(path, NEW)).toEqual([]);
    expect(execFileSync('getfattr', ['--only-values', '-n', 'user.note', path]).toString()).toBe('hello');
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('may have had other names, which is said', async () => {
    const path = fileWith('old');
    linkSync(path, `${path}.2`);
    linkSync(path, `${path}.3`);
    expect(await writeAtomic(path, NEW)).toEqual([
      'The file had 2 other names (hard links), which keep the original.',
    ]);
    expect(readFileSync(`${path}.2`, 'utf8')).toBe('old');
  });

  it('is not one that a link has taken the place of', async () => {
    const path = fileWith('old');
    const expected = statSync(path);
    writeFileSync(`${path}.2`, 'another');
    unlinkSync(path);
    symlinkSync('a.png.2', path);
    await expect(writeAtomic(path, NEW, { expected })).rejects.toThrow('changed while');
    expect(readFileSync(path, 'utf8')).toBe('another');
  });

  it.skipIf(isWindows)('is no device, pipe or loop of links', async () => {
    const folder = folderWith();
    makePipe(join(folder, 'pipe'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('/dev/null', join(folder, 'null'));
    await expect(writeAtomic(join(folder, 'pipe'), NEW)).rejects.toThrow('is a pipe, not a regular file');
    await expect(writeAtomic(join(folder, 'null'), NEW)).rejects.toThrow('is a device, not a regular file');
    await expect(writeAtomic(join(folder, 'loop'), NEW)).rejects.toThrow('ELOOP');
    expect(filesIn(folder)).toEqual(['loop', 'null', 'pipe']);
  });
});

describe('a written file', () => {
  it('has the time that was asked for', async () => {
    const path = join(folderWith(), 'a.png');
    for (const mtimeMs of [0, 1_234_567_890_123, 1_700_000_000_999.5]) {
      await writeAtomic(path, NEW, { mtimeMs });
      expect(statSync(path).mtimeMs).toBe(mtimeMs);
    }
  });

  it('may have a name as long as names can be', async () => {
    const folder = folderWith();
    for (const name of [`${'圖'.repeat(83)}.png`, `${'x'.repeat(251)}.png`]) {
      await writeAtomic(join(folder, name), Buffer.from('old'));
      await writeAtomic(join(folder, name), NEW);
      expect(readFileSync(join(folder, name), 'utf8')).toBe('new');
    }
  });

  it('is in the file that a chain of links leads to, also when there is none yet', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'store'));
    symlinkSync('two', join(folder, 'one'));
    symlinkSync('store/three', join(folder, 'two'));
    await writeAtomic(join(folder, 'one'), NEW);
    expect(filesIn(folder)).toEqual(['one', 'store/three', 'two']);
    expect(readFileSync(join(folder, 'store/three'), 'utf8')).toBe('new');
  });

  it.skipIf(isWindows)(
    'is not in a folder where nothing can be written, and the folder is named',
    async () => {
      const path = fileWith('old', 0o666);
      chmodSync(join(path, '..'), 0o555);
      const write = asNobody(() => writeAtomic(path, NEW));
      await expect(write).rejects.toThrow(/nothing can be written to the folder .*: permission denied/);
      chmodSync(join(path, '..'), 0o755);
      expect(readFileSync(path, 'utf8')).toBe('old');
    },
  );
});
