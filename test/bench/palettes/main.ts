import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { agreementPart } from './agreement.ts';
import { flatPart } from './flat.ts';
import { runMany } from './memory.ts';
import { drawPalettes } from './picture.ts';
import { runReal } from './real.ts';
import { aboutPart, memoryPart, realPart, syntheticPart } from './report.ts';
import { runSynthetic } from './synthetic.ts';
import { knownPictures } from './truth.ts';

const USAGE = `npm run bench:palettes -- [options]

Sets the main colors that kcolors finds beside those of other tools: on pictures of known colors, on pictures whose main
colors people wrote down, and on the flat colors of pictures of interfaces. Those that are not in the project are looked for in the folder that
KCOLORS_CORPUS names.

  --list file another list of test/fixtures than main-colors.tsv: tuning-colors.tsv is there to choose defaults by
  --rounds n  how often each is timed (3)
  --flat dir  only the flat colors of the PNG files in a folder
  --write     rewrite docs/benchmarks-palettes.md and docs/palettes.png`;

const TITLE = `# Benchmarks of palettes

Made by \`npm run bench:palettes -- --write\`.`;

/** Folder of pictures of interfaces. */
const FLAT = join(process.env.KCOLORS_CORPUS ?? '', 'ui');

const docs = (name: string) => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

const { values: flags } = parseArgs({
  options: {
    list: { type: 'string', default: 'main-colors.tsv' },
    rounds: { type: 'string', default: '3' },
    flat: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const log = (line: string) => console.error(line);
  if (flags.flat !== undefined) return console.log(await flatPart(flags.flat, log));
  const synthetic = syntheticPart(await runSynthetic(log));
  console.log(`${synthetic}\n`);
  const { found, missing } = knownPictures(flags.list);
  const results = await runReal(found, Number(flags.rounds), log);
  const parts = [
    synthetic,
    realPart(results, missing),
    await agreementPart(log),
    await flatPart(FLAT, log),
    memoryPart(runMany()),
    aboutPart(),
  ];
  console.log(parts.slice(1).join('\n\n'));
  if (!flags.write) return;
  writeFileSync(docs('benchmarks-palettes.md'), `${[TITLE, ...parts].filter(Boolean).join('\n\n')}\n`);
  writeFileSync(docs('palettes.png'), await drawPalettes(results));
}

if (flags.help) console.log(USAGE);
else await main();
