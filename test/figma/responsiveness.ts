// How long the page of the plugin does nothing else, and how much memory it takes, as the browser itself records it.
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Browser, Frame, Page } from 'playwright-core';

export interface Recording {
  /** Time that the longest task of the page's own thread was at work, in ms. Time in which others had the processor is none. */
  readonly longestTask: number;
  /** Time from the begin to the end of the task that took longest by the clock, in ms, waiting for the processor included. */
  readonly longestElapsed: number;
  /** Whether the page's thread came before all others, as it does where there are more processors than work. */
  readonly comesFirst: boolean;
  /** Most memory that the process of the page has had, worker included, in bytes; undefined where the system does not tell. */
  readonly peakMemory: number | undefined;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** From begin to end, in µs. */
  readonly dur?: number;
  /** Processor time of the thread, in µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const MARK = 'the page of the plugin';

/** Begins to record. */
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
    tasks.reduce((most, task) => Math.max(most, task[time] ?? 0), 0) / 1000; // too many to be arguments
  return {
    longestTask: longest('tdur'),
    longestElapsed: longest('dur'),
    peakMemory: peakMemoryOf(mark.pid),
  };
}

/** Prefers the first thread of each page's process, which Linux takes the number of a process for. False where one may not. */
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
