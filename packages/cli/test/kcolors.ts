import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Chalk } from 'chalk';
import sharp from 'sharp';
import { afterAll, onTestFinished } from 'vitest';
import { runProgram } from '../src/program.ts';
import { inertText } from '../src/terminal.ts';

const NOBODY = 65534; // the number of the user without rights
const PROGRAM = fileURLToPath(new URL('../dist/kcolors.js', import.meta.url));

/** What the program remembers of its results, for the tests of one file. */
const STATE = mkdtempSync(join(tmpdir(), 'kcolors-state-'));
afterAll(() => rmSync(STATE, { recursive: true, force: true }));

/** The pictures that tests copy from. */
export const PICTURES = {
  coffee: fileURLToPath(new URL('../assets/coffee.png', import.meta.url)),
  rocket: fileURLToPath(new URL('fixtures/rocket.jpg', import.meta.url)),
  disks: fileURLToPath(new URL('fixtures/disks.png', import.meta.url)),
};

const SMALL_WIDTH = 270; // more than an icon has
const SMALL = mkdtempSync(join(tmpdir(), 'kcolors-small-'));
afterAll(() => rmSync(SMALL, { recursive: true, force: true }));

/** The same in fewer pixels, for tests that run the program often and are not about what it makes of them. */
export const SMALL_PICTURES: typeof PICTURES = {
  coffee: join(SMALL, 'coffee.png'),
  rocket: join(SMALL, 'rocket.jpg'),
  disks: join(SMALL, 'disks.png'),
};
/** Icons, for tests that try every format. */
export const TINY_PICTURES = { coffee: join(SMALL, 'tiny-coffee.png'), disks: join(SMALL, 'tiny-disks.png') };
await sharp(PICTURES.coffee).resize(SMALL_WIDTH).png().toFile(SMALL_PICTURES.coffee);
await sharp(PICTURES.disks).resize(SMALL_WIDTH).png().toFile(SMALL_PICTURES.disks);
for (const name of ['coffee', 'disks'] as const)
  await sharp(PICTURES[name]).resize(100).png().toFile(TINY_PICTURES[name]);
await sharp(PICTURES.rocket).resize(SMALL_WIDTH).jpeg({ quality: 95 }).toFile(SMALL_PICTURES.rocket);

export interface Outcome {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: Uint8Array;
  readonly env?: Record<string, string>;
  /** Without the right of root to read everything, where the tests have it. */
  readonly asNobody?: boolean;
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs the built program to its end. */
export function kcolors(args: readonly string[], options: RunOptions): Promise<Outcome> {
  const { cwd, input, env, onStart } = options;
  const isRoot = process.geteuid?.() === 0;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd,
      env: { ...process.env, FORCE_COLOR: undefined, CI: '1', KCOLORS_STATE: STATE, ...env },
      ...(options.asNobody && isRoot && { uid: NOBODY }),
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (part) => out.push(part));
    child.stderr.on('data', (part) => err.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      const stdout = Buffer.concat(out);
      resolve({ code, stdout, out: stdout.toString(), err: Buffer.concat(err).toString() });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    onStart?.(child);
  });
}

/** Runs the command line in this process, for what it refuses before it compresses anything: no start of a process. */
export async function kcolorsHere(
  args: readonly string[],
  { cwd }: Pick<RunOptions, 'cwd'>,
): Promise<Omit<Outcome, 'stdout'>> {
  const written = { out: '', err: '' };
  const streamOf = (name: 'out' | 'err') => ({
    isTTY: false,
    columns: undefined,
    write: (text: string) => {
      written[name] += inertText(text, false);
    },
    raw: name === 'out' ? process.stdout : process.stderr,
  });
  const paint = new Chalk({ level: 0 });
  const terminal = { out: streamOf('out'), err: streamOf('err'), paint, paintErr: paint, width: 80 };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const code = await runProgram(args, '0.0.0', terminal);
    return { code, ...written };
  } finally {
    process.chdir(before);
  }
}

/** A folder that is gone after the test, with copies of pictures: name → picture. */
export function folderWith(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'kcolors-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, picture] of Object.entries(files)) copyFileSync(picture, join(folder, name));
  return folder;
}

/** All files below a folder, hidden ones included, sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Runs something without the right of root to read and write everything; for who is not root that is nothing new. */
export async function asNobody<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid!(NOBODY);
  try {
    return await run();
  } finally {
    process.seteuid!(0);
  }
}

/** Makes a named pipe. */
export function makePipe(path: string): void {
  execFileSync('mkfifo', [path]);
}
