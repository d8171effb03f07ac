import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../src/files/replace-file.ts';

describe('a file that is replaced', () => {
  const bytes = new TextEncoder().encode('new');
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kcolors-replace-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, mode = 0o644) => {
    const path = join(folder, name);
    writeFileSync(path, 'old');
    chmodSync(path, mode);
    return path;
  };

  it.each([
    ['75 characters of three bytes', `${'猫'.repeat(75)}.png`],
    ['all that a name may have', `${'a'.repeat(251)}.png`],
    ['emoji', `${'😀'.repeat(62)}.png`],
    ['one letter', 'a'],
  ])('may have a name of %s', async (_, name) => {
    const path = file(name);
    await replaceFile(path, bytes);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('keeps its mode', async () => {
    const path = file('a.png', 0o640);
    await replaceFile(path, bytes);
    expect(statSync(path).mode & 0o7777).toBe(0o640);
  });

  it.runIf(process.getuid?.() === 0)('keeps its owner and what comes after', async () => {
    const path = file('a.png');
    chownSync(path, 1234, 2345);
    chmodSync(path, 0o2660);
    await replaceFile(path, bytes);
    const { uid, gid, mode } = statSync(path);
    expect([uid, gid, mode & 0o7777]).toEqual([1234, 2345, 0o2660]);
  });

  it('is written where a link leads, also when nothing is there yet', async () => {
    const path = file('a.png');
    symlinkSync('a.png', join(folder, 'link.png'));
    symlinkSync('later.png', join(folder, 'open.png'));
    await replaceFile(join(folder, 'link.png'), bytes);
    await replaceFile(join(folder, 'open.png'), bytes);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readFileSync(join(folder, 'later.png'), 'utf8')).toBe('new');
    for (const link of ['link.png', 'open.png']) {
      expect(lstatSync(join(folder, link)).isSymbolicLink()).toBe(true);
    }
  });

  it('is left alone when it is read-only, or cannot be replaced', async () => {
    const path = file('a.png', 0o444);
    await expect(replaceFile(path, bytes)).rejects.toMatchObject({ code: 'EACCES' });
    expect(readFileSync(path, 'utf8')).toBe('old');
    mkdirSync(join(folder, 'sub'));
    await expect(replaceFile(join(folder, 'sub'), bytes)).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(['a.png', 'sub']);
  });
});
