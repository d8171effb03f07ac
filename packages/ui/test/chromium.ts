import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { installPackage, onPath } from './programs.ts';

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

function installed(): string | undefined {
  installPackage('chromium');
  return onPath(NAMES);
}
