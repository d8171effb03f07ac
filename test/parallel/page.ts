// The script of a page that works in a pool and in sessions, and posts what it saw to the page around it, or to itself.
import { createSession, QuantizeError } from '@kcolors/core';
import { createPool, openSession } from '@kcolors/core/parallel';
import { JOB, picture } from './picture.ts';

/** What a page says of its pool. */
export interface PageReport {
  readonly origin: string;
  readonly kind: string;
  /** Milliseconds until it was known. */
  readonly wait: number;
  readonly palette: Uint8Array;
  readonly indices: Uint8Array;
  /** The progress of the job, as it was told. */
  readonly done: readonly number[];
  /** Timers of the page that fired while a longer job ran. */
  readonly ticks: number;
  /** What an aborted job was rejected with, and an impossible one. */
  readonly aborted: string;
  readonly refused: readonly string[];
  /** The palette of a job after the aborted one, which WebAssembly has to do. */
  readonly next: Uint8Array;
  readonly evalIsForbidden: boolean;
  readonly session: SessionReport;
}

/** What it says of a session in a thread, and of one of its own. */
interface SessionReport {
  readonly kind: string;
  /** Of previews that were asked for at once: colors of those that came to something. */
  readonly previews: readonly (number | undefined)[];
  readonly quantized: Uint8Array;
  /** What a call was rejected with that a later one ended. */
  readonly ended: string;
  readonly previewOnPage: Uint8Array;
  readonly previewInThread: Uint8Array;
}

async function report(): Promise<PageReport> {
  const pool = createPool({ threads: 2 });
  const opened = performance.now();
  const kind = await pool.ready();
  const wait = performance.now() - opened;
  const image = picture(...JOB.image);

  const done: number[] = [];
  const { palette, indices } = await pool.quantize(image, JOB.options, {
    onProgress: (progress) => done.push(progress.done),
  });

  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  await pool.quantize(picture(1500, 1000), JOB.options); // long enough for several slices, also inline
  clearInterval(timer);

  const controller = new AbortController();
  const aborted = await pool
    .quantize(picture(900, 600), JOB.options, {
      signal: controller.signal,
      onProgress: () => controller.abort('enough'),
    })
    .then(() => 'not at all', String);
  const refused = await pool
    .quantize(image, { maxColors: 0 })
    .then(() => [])
    .catch((error) => [String(error instanceof QuantizeError), error.code, error.expected, error.received]);
  const { palette: next } = await pool.quantize(image, { ...JOB.options, engine: 'wasm' });
  await pool.close();
  const session = await reportOfSession();
  return {
    origin,
    kind,
    wait,
    palette,
    indices,
    done,
    ticks,
    aborted,
    refused,
    next,
    evalIsForbidden: forbidsEval(),
    session,
  };
}

async function reportOfSession(): Promise<SessionReport> {
  const { space, ...changes } = JOB.options;
  const options = { space, maxPreviewPixels: 4000, engine: 'wasm' } as const;
  const image = picture(...JOB.image);
  const session = await openSession(image, options);
  const asked = [3, 4, 5, 6].map((maxColors) => session.preview({ maxColors }));
  const previews = (await Promise.all(asked)).map((shown) => shown && shown.palette.length / 4);
  const { palette: quantized } = await session.quantize(changes);
  const ending = session.quantize(changes).then(() => 'not at all', String);
  const shown = await session.preview(changes);
  const here = createSession(image, options);
  const { kind } = session;
  await session.close();
  return {
    kind,
    previews,
    quantized,
    ended: await ending,
    previewOnPage: here.preview(changes).indices,
    previewInThread: shown!.indices,
  };
}

function forbidsEval(): boolean {
  try {
    return new Function('return false')();
  } catch {
    return true;
  }
}

report().then(
  (value) => parent.postMessage(value, '*'),
  (error) => parent.postMessage(String(error), '*'),
);
