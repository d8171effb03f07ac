import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium of this machine; see `findChromium`. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), headless: true, args: ARGS });
}

/**
 * The browser in `KCOLORS_CHROMIUM`, or the first Chromium or Chrome on the PATH. Where there is none, root on
 * a Debian-like system gets Debian's package, as in a container; everyone else gets an error that says what to do.
 */
function findChromium(): string {
  const named = process.env.KCOLORS_CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`KCOLORS_CHROMIUM names ${named}, which does not exist.`);
  }
  const found = onPath(NAMES) ?? installed();
  if (found) return found;
  throw new Error('These tests need Chromium or Chrome: install one, or name it in KCOLORS_CHROMIUM.');
}

function onPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed(): string | undefined {
  if (process.getuid?.() !== 0 || !onPath(['apt-get'])) return undefined;
  const run = (...args: string[]) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  run('update');
  run('install', '-y', '--no-install-recommends', 'chromium');
  return onPath(NAMES);
}
