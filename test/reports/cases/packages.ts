import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Cases } from '../case.ts';

const packageFolder = (name: string) => fileURLToPath(new URL(`../../../packages/${name}/`, import.meta.url));

/** Paths of the files that npm would publish. */
function packed(name: string): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json'], {
    cwd: packageFolder(name),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output)[0].files.map(({ path }: { path: string }) => path);
}

export const cases: Cases = {
  R31: {
    title: 'the Figma bundle and the npm packages have no license texts',
    run: () => {
      for (const file of ['ui.html', 'main.js']) {
        const text = readFileSync(`${packageFolder('figma-plugin')}dist/${file}`, 'utf8');
        expect(text).toMatch(/Permission is hereby granted/);
      }
      for (const name of ['core', 'codecs', 'ui', 'cli']) expect(packed(name)).toContain('LICENSE');
    },
  },
};
