import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { LongestFirst } from './test/setup/longest-first.ts';
import { seedOfRun, seedReporter } from './test/setup/seed-of-run.ts';

type Settings = NonNullable<TestProjectInlineConfiguration['test']>;

const inTest = (path: string) => fileURLToPath(new URL(`test/${path}`, import.meta.url));

const SEED = { KCOLORS_SEED: String(seedOfRun) };

const project = (name: string, root: string, more: Settings = {}): TestProjectInlineConfiguration => ({
  test: {
    name,
    root,
    include: ['**/*.test.ts'],
    setupFiles: [inTest('setup/seed.ts'), inTest('setup/typed-arrays.ts')],
    env: SEED,
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
  'command-line',
  'compress',
  'convert',
  'kill',
  'nothing-is-lost',
  'output-names',
  'palette',
  'report',
  'resize',
  'segments',
  'strip',
];
const OF_PROGRAM = PROGRAM.map((name) => `${name}.test.ts`);

/** Tests of functions that take many seconds: left out by `npm run test:quick`. */
const LONG = [
  'exact-colors',
  'extract-scenes',
  'gitignore',
  'image-session',
  'model',
  'opaque',
  'parallel-*',
  'quality',
  'serve',
  'session',
  'worker',
].map((name) => `${name}.test.ts`);

export default defineConfig(({ mode }) => ({
  test: {
    maxWorkers: availableParallelism() + 2, // tests of a window wait for it most of the time
    sequence: { sequencer: LongestFirst },
    reporters: ['default', seedReporter],
    projects: projects(mode === 'quick'),
  },
}));

/** `isQuick`: only functions, without those that take long, and properties with fewer cases. */
function projects(isQuick: boolean): TestProjectInlineConfiguration[] {
  const exclude = isQuick ? LONG : [];
  const functions: Settings = {
    ...SHARED,
    exclude,
    ...(isQuick && { env: { ...SEED, KCOLORS_RUNS: '0.3' } }),
  };
  const quick = [
    project('core', 'packages/core/test', functions),
    project('codecs', 'packages/codecs/test', functions),
    project('avif', 'packages/avif/test', functions),
    project('ui', 'packages/ui/test', { ...functions, exclude: [...exclude, ...PAGES] }),
    project('cli', 'packages/cli/test', { exclude: [...exclude, ...OF_PROGRAM] }),
    project('vscode-extension', 'packages/vscode-extension/test', functions),
    project('figma-plugin', 'packages/figma-plugin/test', functions),
  ];
  if (isQuick) return quick;
  return [
    ...quick,
    project('ui-pages', 'packages/ui/test', { include: PAGES }),
    project('cli-program', 'packages/cli/test', { include: OF_PROGRAM }),
    project('reports', 'test/reports'),
    project('e2e', 'test', { exclude: ['vscode/**', 'reports/**'] }),
    project('vscode', 'test/vscode', { globalSetup: inTest('vscode/global-setup.ts') }),
  ];
}
