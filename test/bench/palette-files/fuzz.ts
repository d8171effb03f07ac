import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readingOf } from '../../../packages/codecs/test/helpers/palette-faults.ts';
import { type PaletteCase, paletteCases } from '../../../packages/codecs/test/helpers/palette-mutations.ts';
import { originalPalettes } from '../../../packages/codecs/test/helpers/palette-originals.ts';
import { SCRATCH_ROOT } from '../scratch.ts';
import { realPalettes } from './real-palettes.ts';

// npm run fuzz:palettes -- folders of real palette files
//
// Reads damaged palette files: of every format that is written, of the folders, and of the public packages that
// bench:palette-files has downloaded. Any result but a palette or an error of ours fails, as does a file that takes more
// than a second, or a process that needs more than 300 MB. Its heap is limited, and what the making of the files leaves
// behind is collected, so that it does not count.
// KCOLORS_SEED repeats a run.

const COUNT = Number(process.env.KCOLORS_FUZZ_PALETTES) || 400_000;
const SEED = Number(process.env.KCOLORS_SEED || randomInt(2 ** 31));
const MAX_TIME = 1000; // ms
const MAX_MEMORY = 300; // MB
const MAX_TOLD = 20;
const MAX_TRIES = 5;
const COLLECTED = 250; // files, after which garbage is collected

/** Reads a file; also returns the time, in which other programs count as little as possible. */
function measured(each: PaletteCase): {
  readonly isRead: boolean;
  readonly fault?: string | undefined;
  readonly time: number;
} {
  const [start, begin] = [process.cpuUsage(), performance.now()];
  const { fault, isRead } = readingOf(each);
  const { system, user } = process.cpuUsage(start);
  return { fault, isRead, time: Math.min(performance.now() - begin, (system + user) / 1000) };
}

const memory = (): number => process.resourceUsage().maxRSS / 1024;

function main(): void {
  const packages = join(SCRATCH_ROOT, 'kcolors-palette-files');
  const folders = [...process.argv.slice(2), ...(existsSync(packages) ? [packages] : [])];
  const real = realPalettes(folders);
  const files = [...originalPalettes(), ...real];
  console.log(
    `${COUNT} damaged palettes of seed ${SEED}, from ${files.length} files, ${real.length} of them real`,
  );
  let [read, bytes, wrong, number] = [0, 0, 0, 0];
  let slowest = { time: 0, what: '' };
  let most = memory();
  for (const each of paletteCases(COUNT, SEED, files)) {
    if (number % COLLECTED === 0 || each.bytes.length > 1e6) globalThis.gc?.();
    let { fault, isRead, time } = measured(each);
    // A busy machine is no fault of the file.
    for (let left = MAX_TRIES; left > 0 && time > MAX_TIME; left--)
      time = Math.min(time, measured(each).time);
    const what = `number ${number}, ${each.fileName}, ${each.bytes.length} bytes`;
    bytes += each.bytes.length;
    if (isRead) read++;
    if (time > slowest.time) slowest = { time, what };
    if (memory() > most + 10) {
      most = memory();
      console.log(`  ${most.toFixed(0)} MB: ${what}`);
    }
    const problem = fault ?? (time > MAX_TIME ? `${time.toFixed(0)} ms` : undefined);
    if (problem !== undefined && wrong++ < MAX_TOLD) {
      const start = JSON.stringify(Buffer.from(each.bytes.subarray(0, 200)).toString('latin1'));
      console.log(`  ${problem}: ${what}, ${start}`);
    }
    if (++number % 50_000 === 0) console.log(`  ${number} read, ${wrong} wrong, ${memory().toFixed(0)} MB`);
  }
  const told = `slowest ${slowest.time.toFixed(0)} ms (${slowest.what}); peak memory ${memory().toFixed(0)} MB`;
  console.log(
    `${COUNT} files, ${(bytes / 1e6).toFixed(0)} MB: ${read} read, ${COUNT - read} refused, ${wrong} wrong; ${told}`,
  );
  if (wrong > 0 || memory() > MAX_MEMORY) process.exitCode = 1;
}

main();
