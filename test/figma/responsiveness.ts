// Measures how long tasks block the page of the plugin and how much memory it takes, as recorded by the
// browser.
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Browser, Frame, Page } from 'playwright-core';

export interface Recording {
  /**
   * Processor time of the longest task on the page's main thread, in ms. Excludes time spent waiting for the
   * processor.
   */
  readonly longestTask: number;
  /** Elapsed time of the task that took longest, in ms. Includes time spent waiting for the processor. */
  readonly longestElapsed: number;
  /**
   * Whether the page's main thread had priority over all others, which resembles a machine with idle
   * processors.
   */
  readonly comesFirst: boolean;
  /**
   * Peak memory of the page's process, including the worker, in bytes; undefined where the system does not
   * report it.
   */
  readonly peakMemory: number | undefined;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Elapsed time in µs. */
  readonly dur?: number;
  /** Processor time of the thread in µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const MARK = 'the page of the plugin';

/** Starts a recording. The returned function ends it. */
export async function startRecording(
  browser: Browser,
  { frame, page }: { readonly frame: Frame; readonly page: Page },
): Promise<() => Promise<Recording>> {
  const comesFirst = await putFirst(browser);
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await frame.evaluate((mark) => void performance.mark(mark), MARK);
  return async () => ({ ...evaluate((await browser.stopTracing()).toString()), comesFirst });
}

function evaluate(trace: string): Omit<Recording, 'comesFirst'> {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const mark = traceEvents.find(({ name }) => name === MARK);
  if (!mark) throw new Error('The page of the plugin is not in the trace.');
  const tasks = traceEvents.filter(
    ({ ph, pid, tid, name }) =>
      ph === 'X' && pid === mark.pid && tid === mark.tid && name.endsWith('RunTask'),
  );
  if (tasks.length === 0) throw new Error('The trace has no tasks of the page of the plugin.');
  const longest = (time: 'dur' | 'tdur') =>
    tasks.reduce((most, task) => Math.max(most, task[time] ?? 0), 0) / 1000; // too many for the arguments of Math.max
  return {
    longestTask: longest('tdur'),
    longestElapsed: longest('dur'),
    peakMemory: peakMemoryOf(mark.pid),
  };
}

/**
 * Raises the priority of each page's main thread: on Linux, its id is the process id. False without the
 * permission.
 */
async function putFirst(browser: Browser): Promise<boolean> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  try {
    for (const { id, type } of processInfo) if (type === 'renderer') setPriority(id, -20);
    return true;
  } catch {
    return false;
  }
}

function peakMemoryOf(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(Buffer.from(readFileSync(file)).toString()) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
