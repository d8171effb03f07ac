import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './test/setup/longest-first.ts';
import { seedOfRun, seedReporter } from './test/setup/seed-of-run.ts';

type Settings = NonNullable<TestProjectInlineConfiguration['test']>;

const inTest = (path: string) => fileURLToPath(new URL(`test/${path}`, import.meta.url));

const project = (name: string, root: string, more: Settings = {}): TestProjectInlineConfiguration => ({
  test: {
    name,
    root,
    include: ['**/*.test.ts'],
    setupFiles: [inTest('setup/seed.ts'), inTest('setup/typed-arrays.ts')],
    env: { KCOLORS_SEED: String(seedOfRun) },
    testTimeout: 120_000,
    hookTimeout: 300_000, // the first hook may install Chromium
    expect: { poll: { timeout: 20_000 } }, // a second is little beside whatever else the machine has to do
    ...more,
  },
});

/**
 * Functions alone: files share a thread and what it has loaded. Others need a process of their own: they change its
 * user, or start browsers.
 */
const SHARED: Settings = { pool: 'threads', isolate: false };

/** Tests of the components in a browser, and of the command as a process of its own: the others take no time. */
const PAGES = ['accessibility', 'compare', '*-element', 'palette-editing', 'studio-*'].map(
  (name) => `${name}.test.ts`,
);
const PROGRAM = [
  'apply',
  'compress',
  'kill',
  'nothing-is-lost',
  'output-names',
  'palette',
  'report',
  'segments',
  'strip',
];
const OF_PROGRAM = PROGRAM.map((name) => `${name}.test.ts`);

export default defineConfig({
  test: {
    maxWorkers: availableParallelism() + 2, // tests of a window wait for it most of the time
    sequence: { sequencer: LongestFirst },
    reporters: ['default', seedReporter],
    projects: [
      project('core', 'packages/core/test', SHARED),
      project('codecs', 'packages/codecs/test', SHARED),
      project('ui', 'packages/ui/test', { ...SHARED, exclude: PAGES }),
      project('ui-pages', 'packages/ui/test', { include: PAGES }),
      project('cli', 'packages/cli/test', { exclude: OF_PROGRAM }),
      project('cli-program', 'packages/cli/test', { include: OF_PROGRAM }),
      project('vscode-extension', 'packages/vscode-extension/test', SHARED),
      project('figma-plugin', 'packages/figma-plugin/test', SHARED),
      project('reports', 'test/reports'),
      project('e2e', 'test', { exclude: ['vscode/**', 'reports/**'] }),
      project('vscode', 'test/vscode', {
        globalSetup: inTest('vscode/global-setup.ts'),
      }),
    ],
  },
});
