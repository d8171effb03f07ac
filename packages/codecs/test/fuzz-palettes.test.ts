import { PaletteError, type PaletteFile, readPalette } from '@kcolors/codecs/palettes';
import { printable } from '@kcolors/codecs/printable';
import { expect, it } from 'vitest';
import { SEED } from '../../../test/setup/seed.ts';
import { type PaletteCase, paletteCases } from './helpers/palette-mutations.ts';

/** `KCOLORS_FUZZ_PALETTES=300000` reads as many files as are promised; a few thousand are enough for every day. */
const COUNT = Number(process.env.KCOLORS_FUZZ_PALETTES) || 3000;

const MAX_TIME = 1000; // ms of the processor for each 100 kB that have begun: other programs do not count

/** The outcome, or the error as it is; everything else that is wrong throws. */
function read({ bytes, fileName }: PaletteCase): PaletteFile | PaletteError {
  try {
    return readPalette(bytes, fileName === undefined ? {} : { fileName });
  } catch (error) {
    if (error instanceof PaletteError) return error;
    throw error;
  }
}

/** What no palette and no message may be, or nothing. */
function wrongWith(outcome: PaletteFile | PaletteError): string | undefined {
  if (outcome instanceof PaletteError) {
    return printable(outcome.message) === outcome.message ? undefined : 'a message that is not inert';
  }
  const { name = '', colors } = outcome.palette;
  if (colors.length === 0 || colors.length > 16_384) return 'a wrong number of colors';
  const names = colors.flatMap((color) => color.name ?? []);
  if (new Set(names).size < names.length) return 'two colors of one name';
  if ([name, ...names].some((each) => printable(each) !== each)) return 'a name that is not inert';
  return colors.find(({ hex }) => !/^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/.test(hex))?.hex;
}

it(
  `reads ${COUNT} damaged palette files, or says in one line why not, within a second for 100 kB`,
  () => {
    let [errors, slowest, bytes] = [0, 0, 0];
    const wrong: string[] = [];
    for (const each of paletteCases(COUNT, SEED)) {
      const before = process.cpuUsage();
      let problem: string | undefined;
      try {
        const outcome = read(each);
        if (outcome instanceof PaletteError) errors++;
        problem = wrongWith(outcome);
      } catch (error) {
        problem = String(error);
      }
      const { system, user } = process.cpuUsage(before);
      const time = (system + user) / 1000 / Math.max(1, each.bytes.length / 1e5);
      slowest = Math.max(slowest, time);
      bytes += each.bytes.length;
      if (time > MAX_TIME) problem ??= `${time.toFixed(0)} ms for each 100 kB`;
      if (problem !== undefined && wrong.length < 10) {
        const start = Buffer.from(each.bytes.subarray(0, 200)).toString('latin1');
        wrong.push(`${problem}: ${each.fileName}, ${each.bytes.length} bytes, ${JSON.stringify(start)}`);
      }
    }
    console.log(
      `palettes: ${COUNT} files, ${(bytes / 1e6).toFixed(1)} MB, ${COUNT - errors} read, ${errors} refused, ${wrong.length} wrong; slowest ${slowest.toFixed(0)} ms for 100 kB`,
    );
    expect(wrong).toEqual([]);
  },
  60_000 + 20 * COUNT,
);
