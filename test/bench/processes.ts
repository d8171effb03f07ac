import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Timed } from './clock.ts';

const SPAWNER = fileURLToPath(new URL('spawner.mjs', import.meta.url));
let spawner: ChildProcess | undefined;

/**
 * What a process prints, which runs on one thread where it would use OpenMP. It is started by a small process, since a
 * large one is slow for a while after a start: its memory was shared with the new one, page by page.
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

/** Node tells no CPU time of its children; bash does, to the millisecond. */
const BASH_TIMER = 'TIMEFORMAT="%3U %3S %3R"; { time "$@" >/dev/null 2>&1; } 2>&1; exit 0';

/** Times a whole process, its start included. */
export async function clockedProcess(command: string, args: readonly string[]): Promise<Timed<void>> {
  const output = await runProcess('bash', ['-c', BASH_TIMER, 'bash', command, ...args]);
  const [user, system, real] = output.trim().split(' ').map(Number);
  return { cpuMs: (user! + system!) * 1000, wallMs: real! * 1000, value: undefined };
}

/** Whether a command can be run here, and bash to take its time. */
export function isInstalled(command: string): boolean {
  try {
    execFileSync('bash', ['-c', 'command -v "$1"', 'bash', command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
