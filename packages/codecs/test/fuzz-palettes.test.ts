import { expect, it } from 'vitest';
import { SEED } from '../../../test/setup/seed.ts';
import { readingOf } from './helpers/palette-faults.ts';
import { paletteCases } from './helpers/palette-mutations.ts';

// A portion of what `npm run fuzz:palettes` reads.
const COUNT = Number(process.env.KCOLORS_FUZZ_PALETTES) || 3000;

const MAX_TIME = 1000; // ms of the processor: other programs do not count

it(
  `reads ${COUNT} damaged palette files, or says in one line why not, within a second each`,
  () => {
    let [read, slowest, bytes] = [0, 0, 0];
    const wrong: string[] = [];
    for (const each of paletteCases(COUNT, SEED)) {
      const before = process.cpuUsage();
      const { fault, isRead } = readingOf(each);
      const { system, user } = process.cpuUsage(before);
      const time = (system + user) / 1000;
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
