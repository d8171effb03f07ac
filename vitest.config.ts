import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const project = (name: string, root: string) => ({
  test: {
    name,
    root,
    include: ['**/*.test.ts'],
    setupFiles: [fileURLToPath(new URL('test/fixed-seed.ts', import.meta.url))],
    testTimeout: 60_000,
    hookTimeout: 300_000, // the first hook may install Chromium
  },
});

export default defineConfig({
  test: {
    projects: [
      project('core', 'packages/core/test'),
      project('codecs', 'packages/codecs/test'),
      project('ui', 'packages/ui/test'),
      project('cli', 'packages/cli/test'),
      project('vscode-extension', 'packages/vscode-extension/test'),
      project('e2e', 'test'),
    ],
  },
});
