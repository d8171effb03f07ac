import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Cases } from '../case.ts';

const packageFolder = (name: string) => fileURLToPath(new URL(`../../../packages/${name}/`, import.meta.url));

export const cases: Cases = {
  R31: {
    title: 'the Figma bundle and the npm packages have no license texts',
    run: () => {
      // test/packaging.test.ts checks the npm packages.
      for (const file of ['ui.html', 'main.js']) {
        const text = readFileSync(`${packageFolder('figma-plugin')}dist/${file}`, 'utf8');
        expect(text).toMatch(/Permission is hereby granted/);
      }
    },
  },
};
