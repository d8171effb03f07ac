import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The time of some work, and its result. */
export interface Timed<T> {
  /** User and system time of all threads, milliseconds. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly value: T;
}

// Without this flag, V8 drops the bytecode of functions unused for a few collections, and each turn would start in
// the interpreter.
setFlagsFromString('--no-flush-bytecode');
setFlagsFromString('--expose-gc');
/** Otherwise the next peer's time would include collecting the garbage of this one. */
const collectGarbage: () => void = runInNewContext('gc');

/** Milliseconds until a collection has finished. */
const SWEEPING = 30;

/** Runs work and measures its CPU and wall time. */
export async function clocked<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve, SWEEPING)); // the collection continues in its own threads
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
