import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PaletteError, readPalette } from '@kcolors/codecs/palettes';
import { SCRATCH_ROOT } from '../scratch.ts';
import { CONSUMERS, runConsumers } from './consumers.ts';
import { type Counted, openCounter } from './count.ts';
import { filesOf, PACKAGES, type RealFile } from './packages.ts';

// Reads style sheets, tokens and color modules of public packages, and compares the number of colors with other parsers.
// Then it gives written palettes to the programs that read them.
// The packages and parsers are downloaded once, into the folder that KCOLORS_SCRATCH names.

const PARSERS = [
  'postcss@8.5.34',
  'postcss-scss@4.0.9',
  'postcss-less@6.0.0',
  '@csstools/css-color-parser@4.2.8',
  '@csstools/css-parser-algorithms@4.0.3',
  '@csstools/css-tokenizer@4.0.3',
];
const SLOW = 1000; // ms

interface Outcome {
  readonly count: number;
  readonly time: number;
  /** Message of an error that is none of ours. */
  readonly crash?: string;
}

function outcomeOf({ name, text }: RealFile): Outcome {
  const start = performance.now();
  const time = () => performance.now() - start;
  try {
    const { palette } = readPalette(text, { fileName: name });
    return { count: palette.colors.length, time: time() };
  } catch (error) {
    if (error instanceof PaletteError) return { count: 0, time: time() };
    return { count: 0, time: time(), crash: String(error) };
  }
}

const isRight = (count: number, { min, max }: Counted): boolean => count >= min && count <= max;

async function main(): Promise<void> {
  const folder = join(SCRATCH_ROOT, 'kcolors-palette-files');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'node_modules'))) {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...PARSERS, ...CONSUMERS], {
      cwd: folder,
    });
  }
  for (const line of await runConsumers(folder)) console.log(line);
  const countOf = await openCounter(folder);
  let [files, counted, right, crashes, slow] = [0, 0, 0, 0, 0];
  for (const spec of PACKAGES) {
    let [own, ownRight] = [0, 0];
    for (const file of filesOf(spec, folder)) {
      const { count, time, crash } = outcomeOf(file);
      files++;
      if (time > SLOW) slow++;
      if (crash !== undefined) crashes++;
      const expected = await countOf(file).catch(() => undefined);
      const told = crash ?? (time > SLOW ? `${time.toFixed(0)} ms` : undefined);
      if (told !== undefined) console.log(`  ${file.name}: ${told}`);
      if (!expected) continue;
      own++;
      if (isRight(count, expected)) ownRight++;
      else console.log(`  ${file.name}: ${count} colors, expected ${expected.min} to ${expected.max}`);
    }
    counted += own;
    right += ownRight;
    console.log(`${spec}: ${ownRight} of ${own} files`);
  }
  const percent = ((100 * right) / counted).toFixed(1);
  console.log(
    `\n${files} files of ${PACKAGES.length} packages; the number of colors is right in ${right} of ${counted} (${percent} %); ${crashes} crashes; ${slow} slower than a second`,
  );
}

await main();
