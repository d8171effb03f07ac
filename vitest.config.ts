import { defineConfig } from 'vitest/config';

const project = (name: string, root: string) => ({
  test: { name, root, include: ['**/*.test.ts'], testTimeout: 60_000, hookTimeout: 300_000 },
});

export default defineConfig({
  test: {
    projects: [
      project('core', 'packages/core/test'),
      project('codecs', 'packages/codecs/test'),
      project('ui', 'packages/ui/test'),
      project('cli', 'packages/cli/test'),
      project('e2e', 'test'),
    ],
  },
});
