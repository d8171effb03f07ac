import { expect, it } from 'vitest';
import { SEED } from '../../../test/setup/seed.ts';
import { readingOf } from './helpers/palette-faults.ts';
import { type PaletteCase, paletteCases } from './helpers/palette-mutations.ts';

// A portion of what `npm run fuzz:palettes` reads.
const COUNT = Number(process.env.KCOLORS_FUZZ_PALETTES) || 3000;

const MAX_TIME = 1000; // ms

/** Reads a file, with the milliseconds that it took. Elapsed time counts other programs, processor time other threads. */
function measured(each: PaletteCase) {
  const [before, start] = [process.cpuUsage(), performance.now()];
  const reading = readingOf(each);
  const { system, user } = process.cpuUsage(before);
  return { ...reading, time: Math.min((system + user) / 1000, performance.now() - start) };
}

it(
  `reads ${COUNT} damaged palette files, or says in one line why not, within a second each`,
  () => {
    let [read, slowest, bytes] = [0, 0, 0];
    const wrong: string[] = [];
    for (const each of paletteCases(COUNT, SEED)) {
      const { fault, isRead, time: first } = measured(each);
      let time = first;
      // A busy machine is no fault of the file.
      for (let again = 0; again < 3 && time > MAX_TIME / 4; again++)
        time = Math.min(time, measured(each).time);
      slowest = Math.max(slowest, time);
      bytes += each.bytes.length;
      if (isRead) read++;
      const problem = fault ?? (time > MAX_TIME ? `${time.toFixed(0)} ms` : undefined);
      if (problem !== undefined && wrong.length < 10) {
        const start = Buffer.from(each.bytes.subarray(0, 200)).toString('latin1');
        wrong.push(`${problem}: ${each.fileName}, ${each.bytes.length} bytes, ${JSON.stringify(start)}`);
      }
    }
    console.log(
      `palettes: ${COUNT} files, ${(bytes / 1e6).toFixed(1)} MB, ${read} read, ${COUNT - read} refused, ${wrong.length} wrong; slowest ${slowest.toFixed(0)} ms`,
    );
    expect(wrong).toEqual([]);
  },
  60_000 + 20 * COUNT,
);
