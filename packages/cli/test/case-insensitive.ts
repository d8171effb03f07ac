import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { folderWith } from './kcolors.ts';

const SCRIPT = fileURLToPath(new URL('fixtures/case-insensitive-fs.py', import.meta.url));
const PYTHON = '/usr/bin/python3'; // that of Debian, which has its packages

/** Whether file systems can be mounted here. */
export const canMount = (): boolean =>
  existsSync('/dev/fuse') &&
  spawnSync('fusermount', ['-V']).status === 0 &&
  spawnSync(PYTHON, ['-c', 'import fusepy']).status === 0;

/** An empty folder that ignores letter case, until the test is over. */
export async function caseInsensitiveFolder(): Promise<string> {
  const cwd = folderWith();
  const mount = join(cwd, 'mount');
  mkdirSync(mount);
  mkdirSync(join(cwd, 'store'));
  const server = spawn(PYTHON, [SCRIPT, join(cwd, 'store'), mount], { stdio: 'ignore' });
  onTestFinished(async () => {
    spawnSync('fusermount', ['-u', '-z', mount]);
    if (server.exitCode === null) await once(server, 'exit');
  });
  mkdirSync(join(cwd, 'store', 'Probe'));
  while (!existsSync(join(mount, 'pROBE'))) {
    if (server.exitCode !== null) throw new Error(`the file system ended with ${server.exitCode}`);
    await wait(20);
  }
  return mount;
}
