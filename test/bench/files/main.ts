import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hasPngquant, pngquantVersion } from '../speed/pngquant.ts';
import { markdownTable } from '../table.ts';
import { JOBS } from './jobs.ts';
import { filesOf, measureJob, type Outcome } from './measure.ts';

const USAGE = `npm run bench:files -- [options]

Compares whole processes from file to file: the command of kcolors beside pngquant, sharp and others. Reads the images
in the folder that KCOLORS_CORPUS names.

  --only text  only jobs whose title has this text
  --write      rewrite docs/benchmarks-files.md`;

const TITLE = `# Benchmarks from file to file

Made by \`npm run bench:files -- --write\`. Whole processes with their start, files read and written; medians of rounds in
which all programs take turns. CPU time is that of all threads. Ratios are relative to pngquant, or to the first
program. \`*\` marks numbers that are better than those of kcolors at 256 colors. The score estimates SSIMULACRA 2.`;

const DOCS = fileURLToPath(new URL('../../../docs/benchmarks-files.md', import.meta.url));

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const folder = process.env.KCOLORS_CORPUS;
  if (!folder) {
    console.log('KCOLORS_CORPUS names no folder of images.');
    return;
  }
  const sections: string[] = [];
  for (const job of JOBS) {
    if (flags.only && !job.title.includes(flags.only)) continue;
    const files = filesOf(job, folder);
    if (!files) {
      console.error(`${job.title}: images are missing in ${folder}`);
      continue;
    }
    console.error(`${job.title} …`);
    const section = `## ${job.title}\n\n${tableOf(await measureJob(job, files))}`;
    console.log(`${section}\n`);
    sections.push(section);
  }
  const about = `## This run\n\n${aboutMachine()}`;
  console.log(about);
  if (flags.write) writeFileSync(DOCS, `${[TITLE, ...sections, about].join('\n\n')}\n`);
}

/** The setting of kcolors that other programs are compared with. */
const REFERENCE = 'kcolors -c 256';

function tableOf(outcomes: readonly Outcome[]): string {
  const base = outcomes[0]!;
  const ours = outcomes.find(({ program }) => program.name === REFERENCE) ?? base;
  const rows = outcomes.map((outcome) => {
    const { bytes, cpuMs, memory, program, scores, wallMs } = outcome;
    const isOurs = program.name.startsWith('kcolors');
    const mark = (isBetter: boolean) => (isBetter && !isOurs ? '* ' : '');
    const values = [...scores.values()];
    return [
      isOurs ? `**${program.name}**` : program.name,
      `${mark(cpuMs < ours.cpuMs)}${(cpuMs / 1000).toFixed(2)}`,
      (cpuMs / base.cpuMs).toFixed(2),
      `${mark(wallMs < ours.wallMs)}${(wallMs / 1000).toFixed(2)}`,
      (wallMs / base.wallMs).toFixed(2),
      memory === undefined ? '' : (memory / 1e6).toFixed(0),
      `${mark(bytes < ours.bytes)}${bytes}`,
      mean(values).toFixed(1),
      Math.min(...values).toFixed(1),
    ];
  });
  const columns = ['program', 'CPU s', '÷', 'wall s', '÷', 'MB', 'bytes', 'score', 'worst'];
  return markdownTable(columns, rows, ['program']);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function aboutMachine(): string {
  const all = cpus();
  const load = loadavg()[0]!.toFixed(2);
  const pngquant = hasPngquant ? `pngquant ${pngquantVersion()}` : 'pngquant is not installed';
  return `${all[0]!.model.trim()}, ${all.length} logical processors, load ${load}; Node ${process.versions.node}; ${pngquant}.`;
}

if (flags.help) console.log(USAGE);
else await main();
