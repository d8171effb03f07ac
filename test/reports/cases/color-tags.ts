import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { folderWith, kcolors } from '../../../packages/cli/test/kcolors.ts';
import { launchChromium } from '../../../packages/ui/test/chromium.ts';
import { deltaE2000, shownColors } from '../../colors/shown-colors.ts';
import { type Cases, inputFile } from '../case.ts';

const FILES = ['gama-linear-to-webp-darker.png', 'cicp-p3-to-webp-dull.png'];

export const cases: Cases = {
  F07: {
    title: 'a PNG that tells its colors by gAMA or cICP becomes dull or dark in another format',
    run: async () => {
      const cwd = folderWith();
      for (const name of FILES) copyFileSync(inputFile(`files/${name}`), join(cwd, name));
      const browser = await launchChromium();
      try {
        const page = await browser.newPage();
        for (const format of ['webp', 'gif', 'jpeg']) {
          const out = ['-f', format, '--out', format, '--json'];
          const { code, out: json } = await kcolors([...FILES, '-c', '64', ...out], { cwd });
          expect(code).toBe(0);
          for (const [i, { output, notes }] of JSON.parse(json).files.entries()) {
            const [before, after] = await Promise.all([
              shownColors(page, readFileSync(join(cwd, FILES[i]!)), 'png', 1),
              shownColors(page, readFileSync(output), format, 1),
            ]);
            expect(deltaE2000(before[0]!, after[0]!)).toBeLessThanOrEqual(1);
            expect(notes.join()).not.toMatch(/dropped/);
          }
        }
      } finally {
        await browser.close();
      }
    },
  },
};
