import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inHost, MODES, supported } from './harness.ts';
import { folderIn, writeKinds, writeSite } from './workspace.ts';

const folder = fileURLToPath(new URL('in-host', import.meta.url));
const inFolder = (name: string) => join(folder, name);
const files = readdirSync(folder).filter((name) => name.endsWith('.in-host.ts'));

describe.skipIf(!supported).each(MODES)('in the extension host: %s', (mode) => {
  const host = inHost('in-host', mode);

  test('the tests of the folder in-host pass', async () => {
    const workspace = await host.newFolder('workspace');
    const kinds = folderIn(await host.newFolder('pictures'), 'kinds');
    await writeKinds(kinds);
    copyFileSync(join(kinds, 'cat.webp'), join(workspace, 'cat.webp'));
    await writeSite(workspace, await host.newFolder('outside'));
    const { passed, log } = await host.run(workspace, files.map(inFolder));
    expect(passed, log).toBe(true);
    expect(log).toMatch(/^[1-9]\d* passed, 0 failed$/m);
    console.log(log.match(/^activation: .*$/m)?.[0]);
  });

  test.runIf(mode === 'node')('a test that fails there fails here', async () => {
    const { passed, log } = await host.run(await host.newFolder('empty'), [inFolder('fails-on-purpose.ts')]);
    expect(passed, log).toBe(false);
    expect(log).toContain('FAIL fails on purpose: Error: as it should');
  });
});
