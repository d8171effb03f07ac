import { readFileSync } from 'node:fs';
import { PaletteError, readPalette } from '@kcolors/codecs/palettes';
import { expect } from 'vitest';
import { folderWith, kcolors, PICTURES } from '../../../packages/cli/test/kcolors.ts';
import { type Cases, inputFile } from '../case.ts';

/** Runs `kcolors apply` with the palette and returns what it said: nothing where it was read. */
async function applied(palette: string): Promise<string> {
  const cwd = folderWith({ 'disks.png': PICTURES.disks });
  const { code, err } = await kcolors(['apply', palette, 'disks.png', '--out', 'o.png'], { cwd });
  return code === 0 ? err : `${code}: ${err}`;
}

/** Asserts that a text is read, or refused with an error of ours, within a second of the processor. */
function endsSoon(fileName: string, text: string): void {
  const before = process.cpuUsage();
  try {
    readPalette(text, { fileName });
  } catch (error) {
    if (!(error instanceof PaletteError)) throw error;
  }
  const { system, user } = process.cpuUsage(before);
  expect((system + user) / 1000, `${fileName}: ms for ${JSON.stringify(text.slice(0, 40))}`).toBeLessThan(
    1000,
  );
}

const hexes = (count: number, different: number): string[] =>
  Array.from({ length: count }, (_, i) => `#${(i % different).toString(16).padStart(6, '0')}`);

/** The texts of the report, of its sizes and larger. */
const SLOW: readonly (readonly [fileName: string, text: string])[] = [
  ['x.svg', `<svg>${'<rect data-color="a" '.repeat(8000)}`],
  ['x.svg', `<svg>${'<rect '.repeat(40_000)}`],
  ['x.svg', `<svg> fill=${' '.repeat(160_000)}`],
  ['x.css', 'a'.repeat(200_000)],
  ['x.css', `x{${'a-'.repeat(100_000)}}`],
  ['x.gpl', `GIMP Palette\n1 2 3${' '.repeat(160_000)}\n`],
  ['x.scss', `${'\n'.repeat(160_000)}x`],
  ['x.js', 'a'.repeat(200_000)],
  ['x.json', JSON.stringify(hexes(40_000, 200), null, 1)],
  ['x.json', JSON.stringify(hexes(40_000, 40_000), null, 1)],
  ['x.json', JSON.stringify(hexes(20_000, 1).map((hex) => ({ hex, name: 'a' })))],
  ['x.ts', `const a = {${hexes(40_000, 200).map((hex, i) => `a${i}: '${hex}'`)}}`],
  ['x.css', `:root{${hexes(40_000, 200).map((hex, i) => `--c${i}: ${hex};`)}}`],
];

export const cases: Cases = {
  R02: {
    title: 'a function with a unit in a style sheet is no color, and no error',
    run: async () => {
      const path = inputFile('reliability/palette-blur-typeerror.css');
      const { colors } = readPalette(readFileSync(path)).palette;
      expect(colors.map(({ hex }) => hex)).toEqual(['#ff0000', '#222222']);
      expect(await applied(path)).toBe('');
    },
  },
  R03: {
    title: 'comments with semicolons are read at once',
    run: async () => {
      expect(await applied(inputFile('reliability/palette-comments-redos.txt'))).toBe('');
      endsSoon('x.txt', `${'; a comment\r\n'.repeat(1000)}#ff0000\r\n`);
      endsSoon('x.txt', `${';'.repeat(100_000)}\n#ff0000\n`);
    },
  },
  R11: {
    title: 'the time of every palette reader grows with the file, not with its square',
    run: () => {
      endsSoon('x.svg', readFileSync(inputFile('reliability/palette-rects-redos.svg'), 'utf8'));
      for (const [fileName, text] of SLOW) endsSoon(fileName, text);
    },
  },
};
