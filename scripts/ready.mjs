// Makes a checkout ready: installs the dependencies when they are missing or older than the lock file,
// then builds what has changed. Quiet when there is nothing to do; needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const required = [20, 19];

/** Stops with one line when this Node is older than the project needs. */
function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > required[0] || (major === required[0] && minor >= required[1])) return;
  console.error(`kcolors needs Node ${required.join('.')} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command of the set-up. Its output goes to stderr, and only when it fails: stdout belongs to what comes after. */
function run(command, args) {
  const { error, status, stderr, stdout } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  if (error) throw error;
  if (status === 0) return;
  console.error(`${stdout}${stderr}\nThis command of the set-up failed: ${command} ${args.join(' ')}`);
  process.exit(status ?? 1);
}

function dependenciesAreCurrent() {
  const marker = join(root, 'node_modules', '.package-lock.json');
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

/** Installs and builds; `only` names the package whose build (with what it needs) is enough. */
export function makeReady(only) {
  checkNode();
  if (!dependenciesAreCurrent()) {
    console.error('Installing dependencies, once …');
    // Not `npm ci`: it refuses a lock file without the optional binaries of platforms other than the one it was
    // made on. This takes the versions of the lock file all the same, and does not write to it.
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  const scope = only ? [`--filter=${only}`] : [];
  run('npx', [
    '--no-install',
    'turbo',
    'run',
    'build',
    ...scope,
    '--output-logs=errors-only',
    '--log-order=grouped',
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeReady();
