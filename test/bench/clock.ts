import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What some work took, and what came of it. */
export interface Timed<T> {
  /** User and system time over all threads, milliseconds. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly value: T;
}

// A function that sits out a few collections loses its code, and would start anew in the interpreter at each turn.
setFlagsFromString('--no-flush-bytecode');
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

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
