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

  test('the tests of the folder in-host pass, and one that fails there fails here', async () => {
    const workspace = await host.newFolder('workspace');
    const kinds = folderIn(await host.newFolder('pictures'), 'kinds');
    await writeKinds(kinds);
    copyFileSync(join(kinds, 'cat.webp'), join(workspace, 'cat.webp'));
    await writeSite(workspace, await host.newFolder('outside'));
    // One of the two runs has a test that fails, which must fail the whole run.
    const failing = mode === 'node' ? ['fails-on-purpose.ts'] : [];
    const { passed, log } = await host.run(workspace, [...files, ...failing].map(inFolder));
    expect(passed, log).toBe(failing.length === 0);
    expect(log).toMatch(new RegExp(`^[1-9]\\d* passed, ${failing.length} failed$`, 'm'));
    if (failing.length > 0) expect(log).toContain('FAIL fails on purpose: Error: as it should');
    console.log(log.match(/^activation: .*$/m)?.[0]);
  });
});
