import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { seedReporter } from './test/setup/seed-reporter.ts';

type Settings = NonNullable<TestProjectInlineConfiguration['test']>;

const seed = Number(process.env.KCOLORS_SEED || randomInt(2 ** 31));
const inTest = (path: string) => fileURLToPath(new URL(`test/${path}`, import.meta.url));

const project = (name: string, root: string, more: Settings = {}): TestProjectInlineConfiguration => ({
  test: {
    name,
    root,
    include: ['**/*.test.ts'],
    setupFiles: [inTest('setup/seed.ts'), inTest('setup/typed-arrays.ts')],
    env: { KCOLORS_SEED: String(seed) },
    testTimeout: 60_000,
    hookTimeout: 300_000, // the first hook may install Chromium
    ...more,
  },
});

export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    reporters: ['default', seedReporter(seed)],
    projects: [
      project('core', 'packages/core/test'),
      project('codecs', 'packages/codecs/test'),
      project('ui', 'packages/ui/test'),
      project('cli', 'packages/cli/test'),
      project('vscode-extension', 'packages/vscode-extension/test'),
      project('figma-plugin', 'packages/figma-plugin/test'),
      project('reports', 'test/reports'),
      project('e2e', 'test', {
        exclude: ['vscode/**', 'reports/**'],
      }),
      project('vscode', 'test/vscode', {
        globalSetup: inTest('vscode/global-setup.ts'),
        // One VS Code at a time, when the others are done: it measures what a person would wait for.
        fileParallelism: false,
        sequence: { groupOrder: 1 },
        testTimeout: 120_000,
      }),
    ],
  },
});
