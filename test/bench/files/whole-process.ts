import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockedProcess, isInstalled, runProcess } from '../processes.ts';
import { scratchPath } from '../scratch.ts';
import { hasPngquant } from '../speed/pngquant.ts';

/** A program that compresses files into a folder, in a process of its own or in one for each file. */
export interface Program {
  readonly name: string;
  /** Command lines that compress the files. They run one after the other. */
  commands(files: readonly string[], folder: string): readonly (readonly string[])[];
}

/** Figures of one run over all files. */
export interface Run {
  /** User and system time of all processes and threads, milliseconds. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Sizes of the results in bytes, by file name. A file without a result counts as it was. */
  readonly sizes: ReadonlyMap<string, number>;
}

const COMMAND = fileURLToPath(new URL('../../../packages/cli/dist/kcolors.js', import.meta.url));
const PEER_CHILD = fileURLToPath(new URL('peer-child.mjs', import.meta.url));

/** The command line of kcolors with some options. */
export const kcolors = (...options: readonly string[]): Program => ({
  name: `kcolors ${options.join(' ')}`.trim(),
  commands: (files, folder) => [
    [process.execPath, COMMAND, ...files, ...options, '--out', folder, '--quiet'],
  ],
});

/** pngquant at its defaults, a process for each file, as in scripts. */
const pngquant: Program = {
  name: 'pngquant',
  commands: (files, folder) =>
    files.map((file) => ['pngquant', '--force', '--output', join(folder, basename(file)), '256', file]),
};

/** pngquant, then OxiPNG at its defaults. */
const pngquantAndOxipng: Program = {
  name: 'pngquant, then oxipng',
  commands: (files, folder) =>
    files.flatMap((file) => {
      const result = join(folder, basename(file));
      return [
        ['pngquant', '--force', '--output', result, '256', file],
        ['oxipng', '--quiet', result],
      ];
    }),
};

const inNode = (name: string, peer: string): Program => ({
  name,
  commands: (files, folder) => [[process.execPath, PEER_CHILD, peer, '256', folder, ...files]],
});
const sharpPalette = inNode('sharp, palette PNG', 'sharp');
const napiPalette = inNode('@napi-rs/image', 'napi');

/** The other programs that are installed. pngquant is first: ratios are relative to it. */
export function peers(): Program[] {
  const native = hasPngquant ? [pngquant] : [];
  const optimized = hasPngquant && isInstalled('oxipng') ? [pngquantAndOxipng] : [];
  return [...native, ...optimized, sharpPalette, napiPalette];
}

/** Runs a program over files once. */
export async function runProgram({ commands }: Program, files: readonly string[]): Promise<Run> {
  const folder = scratchPath('results');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  let [cpuMs, wallMs] = [0, 0];
  for (const [command, ...args] of commands(files, folder)) {
    const timed = await clockedProcess(command!, args);
    cpuMs += timed.cpuMs;
    wallMs += timed.wallMs;
  }
  const written = new Set(readdirSync(folder));
  const sizes = files.map((file): [string, number] => {
    const name = basename(file);
    return [name, statSync(written.has(name) ? join(folder, name) : file).size];
  });
  return { cpuMs, wallMs, sizes: new Map(sizes) };
}

/** Reads the results of the last run, by file name. */
export function lastResults(files: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const folder = scratchPath('results');
  const written = new Set(readdirSync(folder));
  return new Map(
    files.map((file) => {
      const name = basename(file);
      return [name, readFileSync(written.has(name) ? join(folder, name) : file)];
    }),
  );
}

/** Runs a program once more and returns the peak of its memory in bytes; undefined where the system does not tell it. */
export async function peakMemory(program: Program, files: readonly string[]): Promise<number | undefined> {
  const folder = scratchPath('results');
  mkdirSync(folder, { recursive: true });
  let peak = 0;
  for (const command of program.commands(files, folder)) {
    const output = await runProcess('bash', ['-c', PEAK, 'bash', ...command]).catch(() => '');
    peak = Math.max(peak, Number(output.trim()) * 1024);
  }
  return peak > 0 ? peak : undefined;
}

/** Reads the peak of the resident memory every 20 milliseconds until the process ends, in kB. */
const PEAK = `"$@" >/dev/null 2>&1 & pid=$!; peak=0
while read -r _ kb _ < <(grep VmHWM /proc/$pid/status 2>/dev/null); do peak=$kb; sleep 0.02; done; echo $peak`;
