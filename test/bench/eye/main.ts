import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machinePart } from '../report.ts';
import { COMPARISONS } from './blind/comparisons.ts';
import { makeBlind } from './blind/make.ts';
import { tallyFolder } from './blind/tally.ts';
import { type Contestant, contestants } from './contestants.ts';
import { HALVES, type Half, missing } from './images.ts';
import { linesOf, runSubject } from './run.ts';
import { alpha } from './subjects/alpha.ts';
import { bands } from './subjects/bands.ts';
import { exactness } from './subjects/exactness.ts';
import { signs } from './subjects/signs.ts';
import { streaks } from './subjects/streaks.ts';
import type { Row, Scope, Subject } from './subjects/subject.ts';

const SUBJECTS: Readonly<Record<string, Subject>> = { exactness, signs, bands, streaks, alpha };

const USAGE = `npm run bench:eye -- [options]

Measures faults that people see but averages hide, for kcolors and other quantizers: inexact colors, lost signs,
bands, streaks, and opaque pixels that become translucent. Images outside the project come from the folder that
KCOLORS_CORPUS names. Without pngquant its rows are missing.

  --only names   some of ${Object.keys(SUBJECTS).join(', ')}, separated by commas
  --half name    one half of the pictures: tuning or test (default: both)
  --ours         only kcolors
  --cube n       values per channel of the color cube (default: 5; 16 for 4,096 colors)
  --quick        a few pictures of each kind, with pngquant and libimagequant only
  --rows file    write every measurement, one line of JSON each
  --write        rewrite docs/benchmarks-eye.md

A blind comparison with pngquant:

  --blind folder        create the pictures, a separate key, and sheets for documents
  --comparisons names   some of ${Object.keys(COMPARISONS).join(', ')} (default: all)
  --seed n              decides the sides and the order of the pictures (default: 1)
  --tally folder        sum up the answers: one JSON file per viewer in the folder “answers”`;

/** From this number of images of a kind on, only their number is listed. */
const MANY = 13;

const TITLE = `# Benchmarks of visible faults

Made by \`npm run bench:eye -- --write\`. It measures faults that people notice but averages hide. Each set of pictures has two
halves: defaults may be tuned on the tuning half, and the test half shows how well they generalize.`;

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: Object.keys(SUBJECTS).join() },
    half: { type: 'string' },
    ours: { type: 'boolean', default: false },
    cube: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
    rows: { type: 'string' },
    write: { type: 'boolean', default: false },
    blind: { type: 'string' },
    comparisons: { type: 'string', default: Object.keys(COMPARISONS).join() },
    seed: { type: 'string', default: '1' },
    tally: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const log = (line: string) => console.error(line);
  if (flags.tally !== undefined) {
    console.log(tallyFolder(flags.tally));
    return;
  }
  if (flags.blind !== undefined) {
    const names = flags.comparisons.split(',');
    const wrong = names.find((name) => !Object.hasOwn(COMPARISONS, name));
    if (wrong !== undefined) {
      throw new Error(`Expected some of ${Object.keys(COMPARISONS).join(', ')} but received ${wrong}`);
    }
    await makeBlind(flags.blind, names, Number(flags.seed), log);
    return;
  }
  const scope: Scope = { quick: flags.quick, halves: halvesOf(flags.half), cube: Number(flags.cube) };
  if (!Number.isInteger(scope.cube) || scope.cube < 2 || scope.cube > 256) {
    throw new Error(`Expected an integer from 2 to 256 for --cube but received ${flags.cube}`);
  }
  const all = contestants(flags.ours ? 'ours' : flags.quick ? 'quick' : 'all');
  const parts: string[] = [];
  const rows: Row[] = [];
  for (const name of flags.only.split(',')) {
    const subject = SUBJECTS[name];
    if (!subject)
      throw new Error(`Expected some of ${Object.keys(SUBJECTS).join(', ')} but received ${name}`);
    const own = await runSubject(subject, scope, all, log);
    rows.push(...own);
    parts.push([`## ${subject.title}`, subject.about, subject.report(own), picturesPart(own)].join('\n\n'));
    console.log(`${parts.at(-1)}\n`);
  }
  if (flags.rows) writeFileSync(flags.rows, linesOf(rows));
  parts.push(lastPart(Object.values(all)));
  console.log(parts.at(-1));
  if (!flags.write) return;
  const page = fileURLToPath(new URL('../../../docs/benchmarks-eye.md', import.meta.url));
  writeFileSync(page, `${[TITLE, ...parts].join('\n\n')}\n`);
}

function halvesOf(name: string | undefined): readonly Half[] {
  if (name === undefined) return HALVES;
  const half = HALVES.find((one) => one === name);
  if (!half) throw new Error(`Expected tuning or test for --half but received ${name}`);
  return [half];
}

/** Lists the names of the images of each half and kind, or their number if there are many. */
function picturesPart(rows: readonly Row[]): string {
  const lines = HALVES.flatMap((half) => {
    const own = rows.filter((row) => row.half === half);
    const kinds = [...new Set(own.map(({ kind }) => kind))].map((kind) => {
      const names = [...new Set(own.filter((row) => row.kind === kind).map(({ picture }) => picture))];
      return names.length > MANY ? `${names.length} of the kind “${kind}”` : names.join(', ');
    });
    return kinds.length > 0 ? [`- ${half}: ${kinds.join('; ')}`] : [];
  });
  return lines.join('\n');
}

const lastPart = (measured: readonly Contestant[]): string =>
  [machinePart(measured), ...(missing.size > 0 ? [`Not there: ${[...missing].join(', ')}.`] : [])].join(
    '\n\n',
  );

if (flags.help) console.log(USAGE);
else await main();
