import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Timed } from './clock.ts';

const SPAWNER = fileURLToPath(new URL('spawner.mjs', import.meta.url));
let spawner: ChildProcess | undefined;

/**
 * Runs a process, with one thread in place of OpenMP, and returns its output. A small process starts it: a large one
 * is slow for a while after a fork, because its memory is copied on write.
 */
export async function runProcess(command: string, args: readonly string[]): Promise<string> {
  spawner ??= fork(SPAWNER, { execArgv: [] });
  spawner.ref();
  spawner.channel!.ref();
  spawner.send({ command, args });
  const [{ error, stdout }] = (await once(spawner, 'message')) as [{ error?: string; stdout: string }];
  spawner.unref();
  spawner.channel!.unref();
  if (error !== undefined) throw new Error(error);
  return stdout;
}

/** Node does not report the CPU time of child processes; bash does, in milliseconds. */
const BASH_TIMER = 'TIMEFORMAT="%3U %3S %3R"; { time "$@" >/dev/null 2>&1; } 2>&1; exit 0';

/** Times a whole process, including its start. */
export async function clockedProcess(command: string, args: readonly string[]): Promise<Timed<void>> {
  const output = await runProcess('bash', ['-c', BASH_TIMER, 'bash', command, ...args]);
  const [user, system, real] = output.trim().split(' ').map(Number);
  return { cpuMs: (user! + system!) * 1000, wallMs: real! * 1000, value: undefined };
}

/** Whether a command is available, together with bash to time it. */
export function isInstalled(command: string): boolean {
  try {
    execFileSync('bash', ['-c', 'command -v "$1"', 'bash', command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
