import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { filesIn, folderWith, kcolors, makePipe, PICTURES } from '../../../packages/cli/test/kcolors.ts';
import { type Cases, inputFile } from '../case.ts';

/** A folder `img` of pictures: one beside and one in a folder without permission, and two others. */
function withLocked(): string {
  const cwd = folderWith();
  for (const folder of ['img', 'img/ok', 'img/locked']) {
    mkdirSync(join(cwd, folder));
    copyFileSync(PICTURES.disks, join(cwd, folder, 'a.png'));
    chmodSync(join(cwd, folder), 0o777);
  }
  chmodSync(cwd, 0o777);
  chmodSync(join(cwd, 'img/locked'), 0);
  onTestFinished(() => chmodSync(join(cwd, 'img/locked'), 0o700));
  return cwd;
}

export const cases: Cases = {
  F10: {
    title:
      'a folder without permission ends neither the scan of a folder nor is it left out of a pattern silently',
    run: async () => {
      for (const args of [['img'], ['img/**/*.png']]) {
        const cwd = withLocked();
        const { code, err } = await kcolors([...args, '--out', 'out'], { cwd, asNobody: true });
        expect([code, err]).toEqual([1, 'kcolors: img/locked: permission denied\n']);
        expect(filesIn(join(cwd, 'out'))).toEqual(['a.png', 'ok/a.png']);
      }
    },
  },
  F12: {
    title: 'the names that browsers give JPEGs are found in folders, and stay',
    run: async () => {
      const photo = inputFile('files/photo-named.jfif');
      const names = ['a.jfif', 'b.jpe', 'c.pjpeg', 'd.JFIF'];
      const cwd = folderWith();
      mkdirSync(join(cwd, 'in'));
      for (const name of names) copyFileSync(photo, join(cwd, 'in', name));
      copyFileSync(PICTURES.disks, join(cwd, 'in/e.apng'));
      expect((await kcolors(['in', '-f', 'keep', '--out', 'o'], { cwd })).code).toBe(0);
      expect(filesIn(join(cwd, 'o'))).toEqual([...names, 'e.apng'].sort());
    },
  },
  R06: {
    title: 'a name that is not UTF-8 is named, and the other images of the folder are compressed',
    run: async () => {
      if (process.platform !== 'linux') return; // where other names cannot be made
      const cwd = folderWith();
      mkdirSync(join(cwd, 'd'));
      for (const name of ['a.png', 'x']) copyFileSync(PICTURES.disks, join(cwd, 'd', name));
      renameSync(
        join(cwd, 'd/x'),
        Buffer.concat([Buffer.from(join(cwd, 'd/caf')), Buffer.from('\xe9.png', 'latin1')]),
      );
      const { code, err } = await kcolors(['d', '--in-place'], { cwd });
      expect([code, err]).toEqual([1, 'kcolors: d/caf\\xe9.png: the name is not UTF-8: rename it\n']);
      expect(statSync(join(cwd, 'd/a.png')).size).toBeLessThan(statSync(PICTURES.disks).size / 2);
    },
  },
  R07: {
    title: 'a subfolder without permission does not keep the others from being compressed in place',
    run: async () => {
      const cwd = withLocked();
      for (const name of ['img/a.png', 'img/ok/a.png']) chmodSync(join(cwd, name), 0o666);
      const { code, err } = await kcolors(['img', '--in-place'], { cwd, asNobody: true });
      expect([code, err]).toEqual([1, 'kcolors: img/locked: permission denied\n']);
      expect(readFileSync(join(cwd, 'img/ok/a.png')).length).toBeLessThan(statSync(PICTURES.disks).size / 2);
    },
  },
  R22: {
    title: 'a device or a pipe is refused at once, as an image and as a palette',
    run: async () => {
      const cwd = folderWith({ 'a.png': PICTURES.disks });
      makePipe(join(cwd, 'f.png'));
      const run = async (...args: string[]) => {
        const { code, err } = await kcolors(args, { cwd });
        return `${code} ${err}`;
      };
      expect(await run('/dev/zero', '--out', 'z.png')).toBe(
        '1 kcolors: /dev/zero: is a device, not a regular file\n',
      );
      expect(await run('f.png', '--in-place')).toMatch(/^1 kcolors: f\.png: is a pipe, not a regular file/);
      expect(await run('apply', '/dev/zero', 'a.png', '--out', 'o.png')).toBe(
        '1 kcolors: /dev/zero: is a device, not a regular file\n',
      );
      expect(filesIn(cwd)).toEqual(['a.png', 'f.png']);
    },
  },
};
