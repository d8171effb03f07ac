import { chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { folderWith } from '../../../packages/cli/test/kcolors.ts';
import { destinationOf } from '../../../packages/vscode-extension/src/compress/destination.ts';
import { replaceFile } from '../../../packages/vscode-extension/src/files/replace-file.ts';
import { candidatesOf } from '../../../packages/vscode-extension/src/hover/candidates.ts';
import { excluder } from '../../../packages/vscode-extension/src/selection/excluded.ts';
import type { Cases } from '../case.ts';

export const cases: Cases = {
  R24: {
    title: 'VS Code: a file that is replaced keeps its owner, and may have a name of 229 bytes',
    run: async () => {
      const folder = folderWith();
      const name = `${'猫'.repeat(75)}.png`;
      const path = join(folder, name);
      writeFileSync(path, 'old');
      const isRoot = process.getuid?.() === 0;
      if (isRoot) chownSync(path, 1234, 2345);
      await replaceFile(path, new TextEncoder().encode('new'));
      expect(readFileSync(path, 'utf8')).toBe('new');
      expect(readdirSync(folder)).toEqual([name]);
      const { uid, gid } = statSync(path);
      if (isRoot) expect([uid, gid]).toEqual([1234, 2345]);
    },
  },
  R25: {
    title: 'VS Code: the folder for results is never the workspace folder itself',
    run: () => {
      const settings = { output: 'folder', folder: '.', suffix: '.min' } as const;
      expect(() => destinationOf('/ws/i/a.png', '/ws', settings, 'png', 'png')).toThrow(
        'Setting kcolors.folder: expected a folder below the workspace folder, such as "compressed" but found ".".',
      );
    },
  },
  R27: {
    title: 'VS Code: a pattern of kcolors.exclude cannot hang the extension host',
    run: () => {
      const start = process.cpuUsage(); // in which other programs do not count
      const isExcluded = excluder('', { '*a*a*a*a*a*a*a*a*a*a*b': true });
      expect(isExcluded('a'.repeat(120))).toBe(false);
      expect(isExcluded(`${'a'.repeat(120)}b`)).toBe(true);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    },
  },
  R28: {
    title: 'VS Code: a path in a document that leads out of the workspace offers nothing',
    run: () => {
      expect(candidatesOf('../../../home/u/secret.png', '/ws/docs', '/ws')).toEqual([]);
    },
  },
};
