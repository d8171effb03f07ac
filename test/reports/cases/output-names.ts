import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { canMount, caseInsensitiveFolder } from '../../../packages/cli/test/case-insensitive.ts';
import { filesIn, folderWith, kcolors, PICTURES } from '../../../packages/cli/test/kcolors.ts';
import { type Cases, inputFile } from '../case.ts';

/** Copies pictures to where the report has them, and returns their folder. */
function picturesIn(cwd: string, files: Record<string, string>): string {
  for (const [name, picture] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    copyFileSync(picture, join(cwd, name));
  }
  return cwd;
}

/** The contents of all files below a folder. */
const contentsOf = (cwd: string) =>
  new Map(filesIn(cwd).map((name) => [name, readFileSync(join(cwd, name)).toString('base64')]));

export const cases: Cases = {
  F04: {
    title:
      'Names that differ by case only are one file on macOS and Windows, and one of two pictures is lost',
    run: async () => {
      if (!canMount()) return;
      const cwd = picturesIn(await caseInsensitiveFolder(), {
        'p/Logo.jpg': inputFile('files/Logo-case-clash.jpg'),
        'p/logo.png': PICTURES.disks,
        'p/photo.PNG': PICTURES.disks,
        'W/photo.PNG': PICTURES.disks,
      });
      const before = contentsOf(cwd);
      for (const [args, message] of [
        [['p', '--out', 'o'], 'would both be written to'],
        [['p'], 'would both be written to'],
        [['p/photo.PNG', '--out', 'p/photo.png'], 'would be written over itself'],
        [['W', '--out', 'w'], 'would be written over itself'],
      ] as const) {
        const { code, err } = await kcolors([...args], { cwd });
        expect([args, code, err]).toEqual([args, 2, expect.stringContaining(message)]);
        expect(contentsOf(cwd)).toEqual(before);
      }
    },
  },
  F09: {
    title:
      'A folder for results below the images makes the second run fail, and another one nests deeper each time',
    run: async () => {
      const cwd = picturesIn(folderWith(), { 'src/a.png': PICTURES.disks });
      for (const out of ['src/out', 'src/out', 'src/other', 'src/out']) {
        const { code, err } = await kcolors(['src', '--out', out, '--effort', 'fast'], { cwd });
        expect([out, code, err]).toEqual([out, 0, '']);
      }
      expect(filesIn(cwd)).toEqual(['src/a.png', 'src/other/a.png', 'src/out/a.png']);
    },
  },
  R01: {
    title: 'A result beside its original replaces another picture of that name',
    run: async () => {
      const cwd = picturesIn(folderWith(), {
        'd/photo.png': PICTURES.disks,
        'd/photo-2.png': PICTURES.coffee,
        'photo.png': PICTURES.disks,
        'photo.min.png': PICTURES.coffee,
      });
      const before = contentsOf(cwd);
      for (const args of [
        ['d', '--suffix=-2', '-c', '8'],
        ['photo.png', '-c', '8'],
      ]) {
        const { code, err } = await kcolors(args, { cwd });
        expect([code, err]).toEqual([1, expect.stringContaining('not replaced; --force replaces it')]);
        expect(contentsOf(cwd)).toEqual(before);
      }
    },
  },
  R20: {
    title: 'A report replaces any file of its name, also an input',
    run: async () => {
      const cwd = picturesIn(folderWith(), { 'k.png': PICTURES.disks, 'input.html': PICTURES.disks });
      writeFileSync(join(cwd, 'index.html'), 'mine\n');
      for (const args of [
        ['k.png', '--report', 'index.html'],
        ['input.html', '--report', 'input.html'],
        ['input.html', '--force', '--report', 'input.html'],
      ]) {
        expect((await kcolors(args, { cwd })).code).toBe(2);
      }
      expect(readFileSync(join(cwd, 'index.html'), 'utf8')).toBe('mine\n');
      expect(readFileSync(join(cwd, 'input.html'))).toEqual(readFileSync(PICTURES.disks));
      expect(filesIn(cwd)).toEqual(['index.html', 'input.html', 'k.png']);
    },
  },
};
