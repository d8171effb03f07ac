import { execFileSync, spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, watch } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { filesIn, folderWith, kcolors, PICTURES } from '../../../packages/cli/test/kcolors.ts';
import type { Cases } from '../case.ts';

const sizeOf = (path: string) => statSync(path).size;

export const cases: Cases = {
  R05: {
    title: 'a folder in place changes no file outside of it through a link, unless that is asked for',
    run: async () => {
      const cwd = folderWith({ 's.png': PICTURES.disks });
      mkdirSync(join(cwd, 'in'));
      symlinkSync('../s.png', join(cwd, 'in/l.png'));
      const { code, err } = await kcolors(['in', '--in-place', '-c', '8'], { cwd });
      expect([code, err]).toEqual([
        0,
        'in/l.png is a link to a file outside of the folder: left alone; --follow-links replaces it\n',
      ]);
      expect(sizeOf(join(cwd, 's.png'))).toBe(sizeOf(PICTURES.disks));
      await kcolors(['in', '--in-place', '-c', '8', '--follow-links'], { cwd });
      expect(sizeOf(join(cwd, 's.png'))).toBeLessThan(sizeOf(PICTURES.disks) / 2);
      expect(filesIn(cwd)).toEqual(['in/l.png', 's.png']);
    },
  },
  R10: {
    title: 'what a killed run left behind is removed by the next one',
    run: async () => {
      const cwd = folderWith({ 'a.png': PICTURES.disks, 'b.png': PICTURES.coffee });
      const { code } = await kcolors(['.', '--in-place'], {
        cwd,
        onStart: (child) => {
          const watcher = watch(cwd, (_, name) => name?.endsWith('.tmp') && child.kill('SIGKILL'));
          child.on('exit', () => watcher.close());
        },
      });
      expect(code).toBe(null);
      expect((await kcolors(['.', '--in-place'], { cwd })).code).toBe(0);
      expect(filesIn(cwd)).toEqual(['a.png', 'b.png']);
    },
  },
  R23: {
    title: 'extended attributes stay in place, the time on request, and a broken hard link is said',
    run: async () => {
      const cwd = folderWith({ 'xa.png': PICTURES.disks });
      const path = join(cwd, 'xa.png');
      linkSync(path, join(cwd, 'other'));
      utimesSync(path, 1000, 1000);
      const hasAttributes = spawnSync('setfattr', ['-n', 'user.note', '-v', 'hello', path]).status === 0;
      const { out } = await kcolors(['xa.png', '--in-place', '--keep-time'], { cwd });
      expect(out).toContain('The file had 1 other name (hard links), which keeps the original.');
      expect(statSync(path)).toMatchObject({ mtimeMs: 1_000_000, nlink: 1 });
      expect(readFileSync(join(cwd, 'other'))).toEqual(readFileSync(PICTURES.disks));
      if (hasAttributes)
        expect(execFileSync('getfattr', ['-d', 'xa.png'], { cwd }).toString()).toContain('hello');
    },
  },
};
