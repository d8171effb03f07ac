import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { folderWith, kcolors, PICTURES } from '../../../packages/cli/test/kcolors.ts';
import { type Cases, inputFile } from '../case.ts';

const COMMANDS = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

export const cases: Cases = {
  R08: {
    title:
      'control characters and line ends of file names are escaped on both streams, in JSON and in errors',
    run: async () => {
      const red = '\u001b[31mRED\u001b[0m\u001b]0;pwned\u0007\u009b2J\u202e.png';
      const line = 'line1\nkcolors: fake.png';
      const cwd = folderWith({ [red]: PICTURES.disks, [line]: PICTURES.disks });
      for (const args of [
        ['.', `missing${line}`],
        ['.', '--json', '--report', 'r\u001b[2J.html'],
      ]) {
        const { out, err } = await kcolors(args, { cwd });
        expect((out + err).replaceAll('\n', '')).not.toMatch(COMMANDS);
        expect(out + err).not.toMatch(/^kcolors: fake/m);
        expect(out + err).toMatch(/\\(?:x1b|u001b)\[31mRED/);
      }
    },
  },
  R09: {
    title: 'control characters out of images and palettes are escaped in what is said of them',
    run: async () => {
      const cwd = folderWith({ 'a.png': PICTURES.disks });
      copyFileSync(inputFile('reliability/terminal-escape-in-chunk-name.webp'), join(cwd, 'chunk.webp'));
      const image = await kcolors(['chunk.webp'], { cwd });
      expect(image.code).toBe(1);
      expect(image.err).toContain('\\x1b[2J chunk');
      const tokens = inputFile('reliability/terminal-escape-in-token-name.tokens.json');
      const palette = await kcolors(['apply', tokens, 'a.png', '--out', 'o.png'], { cwd });
      expect(palette.err).toContain('\\x1b]0;pwned\\x07\\x1b[31mRED');
      const said = [image.out, image.err, palette.out, palette.err].join('');
      expect(said.replaceAll('\n', '')).not.toMatch(COMMANDS);
    },
  },
};
