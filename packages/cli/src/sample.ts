import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openInBrowser } from './open-in-browser.ts';
import { runCompress } from './run.ts';
import { type Settings, UsageError } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { readState, writeAtomic } from './write-atomic.ts';

const FOLDER = 'kcolors-sample';

/** Demonstrates kcolors on a sample image, in a folder below the current one, with a report. */
export async function runSample(settings: Settings, terminal: Terminal): Promise<number> {
  const picture = join(FOLDER, 'coffee.png');
  const bytes = await readFile(new URL('../assets/coffee.png', import.meta.url));
  const state = await readState(picture);
  const isThere = state !== undefined && bytes.equals(await readFile(picture));
  if (state && !isThere && !settings.force) {
    throw new UsageError(`${picture} exists and is not the sample: not replaced; --force replaces it`);
  }
  if (!isThere) await writeAtomic(picture, bytes, { expected: state ?? 'nothing' });
  const report = settings.report ?? join(FOLDER, 'report.html');
  terminal.err.write(`No image was named, so this is a sample. "kcolors --help" lists all options.\n\n`);
  const code = await runCompress([picture], { ...settings, report }, terminal);
  if (code === 0) openInBrowser(resolve(report), terminal);
  return code;
}
