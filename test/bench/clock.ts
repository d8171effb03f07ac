import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What some work took, and what came of it. */
export interface Timed<T> {
  /** User and system time over all threads, milliseconds. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly value: T;
}

setFlagsFromString('--expose-gc');
/** Otherwise the garbage of one peer would be collected in the time of the next. */
const collectGarbage: () => void = runInNewContext('gc');

/** Runs some work against both clocks. */
export async function clocked<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  collectGarbage();
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const value = await work();
  const wallMs = performance.now() - wall;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1000, wallMs, value };
}

/** Node tells no CPU time of its children; bash does, to the millisecond. */
const BASH_TIMER = 'TIMEFORMAT="%3U %3S %3R"; { time "$@" >/dev/null 2>&1; } 2>&1; exit 0';

/** Runs a whole process, on one thread where it would use OpenMP. */
export function clockedProcess(command: string, args: readonly string[]): Timed<void> {
  const output = execFileSync('bash', ['-c', BASH_TIMER, 'bash', command, ...args], {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', LC_ALL: 'C' },
  });
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

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
