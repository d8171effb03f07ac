import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openInBrowser } from './open-in-browser.ts';
import { runCompress } from './run.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

const FOLDER = 'kcolors-sample';

/** Shows what kcolors does on a picture of its own: in a folder below the current one, with a report. */
export async function runSample(settings: Settings, terminal: Terminal): Promise<number> {
  await mkdir(FOLDER, { recursive: true });
  const picture = join(FOLDER, 'coffee.png');
  await writeFile(picture, await readFile(new URL('../assets/coffee.png', import.meta.url)));
  const report = settings.report ?? join(FOLDER, 'report.html');
  terminal.err.write(`No image was named: this is a sample. "kcolors --help" tells the rest.\n\n`);
  const code = await runCompress([picture], { ...settings, report }, terminal);
  if (code === 0) openInBrowser(resolve(report), terminal);
  return code;
}
