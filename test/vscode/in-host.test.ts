import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inHost, MODES, supported } from './harness.ts';

const folder = fileURLToPath(new URL('in-host', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));

describe.skipIf(!supported).each(MODES)('in the extension host: %s', (mode) => {
  const host = inHost('in-host', mode);

  test('the tests of the folder in-host pass', async () => {
    const workspace = await host.newFolder('workspace');
    writeFileSync(join(workspace, 'a.png'), '');
    const { passed, log } = await host.run(
      workspace,
      files.map((name) => join(folder, name)),
    );
    expect(passed, log).toBe(true);
    expect(log).toMatch(/^[1-9]\d* passed, 0 failed$/m);
  });

  test('a test that fails there fails here', async () => {
    const workspace = await host.newFolder('bad');
    writeFileSync(join(workspace, 'bad.png'), '');
    const { passed, log } = await host.run(workspace, [join(folder, 'sample.ts')]);
    expect(passed).toBe(false);
    expect(log).toContain('a bad file');
  });
});
