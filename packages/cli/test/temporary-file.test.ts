import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLeftOver, removeLeftOvers, temporaryName } from '../src/temporary-file.ts';
import { folderWith } from './kcolors.ts';

/** The name of a temporary file as another run makes it. */
function nameOf({ host = '', pid = 0 }): string {
  const [, ownHost = ''] = /kcolors-(\w{8})-/.exec(temporaryName('a.png')) ?? [];
  return `.a.png.kcolors-${host || ownHost}-${pid}-0123abcd-7.tmp`;
}

const ended = spawnSync(process.execPath, ['--version']).pid;

describe('a temporary file', () => {
  it.each([
    ['of a process that has ended is left over', { pid: ended }, 0, true],
    ['of a process that is running is not', { pid: process.ppid }, 0, false],
    ['of another run that had the number of this process is left over', { pid: process.pid }, 0, true],
    ['of another host is not, whatever runs here', { host: '01234567', pid: ended }, 60_000, false],
    ['that is two hours old is left over, wherever it is from', { host: '01234567', pid: 1 }, 7.2e6, true],
    ['that is two hours old is left over, also when its number runs', { pid: process.ppid }, 7.2e6, true],
  ])('%s', (_, name, age, expected) => {
    expect(isLeftOver(nameOf(name), age)).toBe(expected);
  });

  it('has a name that fits into every file system, and only such a name is taken for one', () => {
    for (const name of ['a.png', '圖'.repeat(85), '😀'.repeat(63), 'x'.repeat(255)]) {
      const temporary = temporaryName(name);
      expect(Buffer.byteLength(temporary)).toBeLessThan(144);
      expect(temporary).not.toContain('\ufffd');
      expect(isLeftOver(temporary, 1e9)).toBe(false); // it is of this run
    }
    for (const name of ['.a.png.123-4.tmp', 'a.kcolors-01234567-1-01234567-1.tmp', '.a.tmp', 'a.png']) {
      expect(isLeftOver(name, 1e9)).toBe(false);
    }
  });

  it('is removed from a folder when it is left over, and nothing else is', async () => {
    const folder = folderWith();
    const names = [nameOf({ pid: ended }), nameOf({ pid: process.ppid }), 'a.png', '.b.tmp'];
    for (const name of names) writeFileSync(join(folder, name), '');
    utimesSync(join(folder, '.b.tmp'), 0, 0);
    mkdirSync(join(folder, `.b${nameOf({ pid: ended })}`));
    await removeLeftOvers(folder);
    expect(readdirSync(folder).sort()).toEqual(names.slice(1).sort());
    await removeLeftOvers(join(folder, 'none'));
  });
});
