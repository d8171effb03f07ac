// `npm start -- IMAGE …`: makes the checkout ready, then runs the command line on the arguments.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeReady } from './ready.mjs';

makeReady('@kcolors/cli');
const cli = join(dirname(fileURLToPath(import.meta.url)), '../packages/cli/dist/kcolors.js');
const { status, signal } = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(), // the folder the user typed the command in
  stdio: 'inherit',
});
process.exit(signal ? 130 : (status ?? 1));
