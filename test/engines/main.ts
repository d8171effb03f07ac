import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Report } from './job.ts';
import { summaryOf } from './summary.ts';

const USAGE = `npm run check:engines -- [options] [images or folders]

Quantizes every readable image with WebAssembly and with plain JavaScript, at 2, 16 and 256 colors, with and
without dithering, in sRGB and Oklab, and fails at the first difference. Without folders: the test images.

  --max-mpx n    skip larger images (default 20)
  --keep-going   look at all images, however many differ`;

/** Images that are looked at at once, each in a process of its own. */
const PROCESSES = 2;
const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));
const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'max-mpx': { type: 'string', default: '20' },
    'keep-going': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesAt(join(path, name)));
}

/** Gives the files out, one by one, and ends at the first that differs. */
async function reportsOf(files: readonly string[], maxPixels: number): Promise<Report[]> {
  const waiting = [...files];
  const reports: Report[] = [];
  const workers: ChildProcess[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = fork(WORKER);
      workers.push(worker);
      const next = (): void => {
        const file = waiting.shift();
        if (file === undefined) worker.disconnect();
        else worker.send({ file, maxPixels });
      };
      worker.on('message', (report: Report) => {
        reports.push(report);
        console.error(`${reports.length} of ${files.length}: ${report.file}, ${report.outcome}`);
        if (isBad(report) && !flags['keep-going']) waiting.length = 0;
        next();
      });
      worker.on('error', reject);
      worker.on('exit', (code, signal) =>
        code === 0 ? resolve() : reject(new Error(`A worker ended with ${signal ?? code}`)),
      );
      next();
    });
  await Promise.all(Array.from({ length: PROCESSES }, work));
  return reports;
}

const isBad = (report: Report): boolean =>
  report.outcome === 'failed' ||
  (report.outcome === 'compared' && report.runs.some(({ difference }) => difference !== undefined));

if (flags.help) console.log(USAGE);
else {
  const files = (positionals.length > 0 ? positionals : [FIXTURES]).flatMap(filesAt);
  const reports = await reportsOf(files, Number(flags['max-mpx']) * 1e6);
  console.log(summaryOf(reports));
  const compared = reports.filter(({ outcome }) => outcome === 'compared').length;
  if (compared === 0 || reports.some(isBad)) process.exitCode = 1;
}
