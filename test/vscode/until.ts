import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a check until it succeeds. Fails after a time limit. */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 20): Promise<void> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > seconds * 1000) throw new Error(`Waited ${seconds} s in vain: ${what}`);
    await sleep(100);
  }
}
