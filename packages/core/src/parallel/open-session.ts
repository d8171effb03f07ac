import type { Progress, QuantizeResult, RgbaImage, SessionChanges, SessionOptions } from '../index.ts';
import type { PoolKind } from './crew.ts';
import { INLINE } from './inline.ts';
import type { Visit } from './jobs.ts';
import { createLatest, type Turn } from './latest.ts';
import { trackJobs } from './live.ts';
import { open } from './post.ts';
import { packUnlessWrong } from './send.ts';
import { type Ask, type Reply, unref } from './serve-session.ts';
import { findThreads } from './threads.ts';
import type { JobOptions } from './types.ts';

/** A session of core in a thread of its own, which keeps the image. Of its calls only the latest counts. */
export interface ThreadSession {
  /** The image that previews show: the original where it is small, else a smaller one. */
  readonly proxy: RgbaImage;
  /** How the session is run here. */
  readonly kind: PoolKind;
  /**
   * Quantizes the proxy as soon as the preview before it is done. Gives undefined when another call came meanwhile: there
   * is nothing to draw, since what that one gives is newer. Ends a `quantize` that runs.
   */
  preview(changes?: SessionChanges): Promise<QuantizeResult | undefined>;
  /** Quantizes the image. Rejected with an `AbortError` when another call of the session comes before it is done. */
  quantize(
    changes?: SessionChanges,
    job?: Pick<JobOptions, 'onProgress' | 'signal'>,
  ): Promise<QuantizeResult>;
  /** Ends the thread. Calls that are not done are rejected with an `AbortError`. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** How calls go along with one another. */
interface Caller extends Turn {
  readonly id: number;
  hear(reply: Reply): void;
}

/**
 * Opens a session in a thread of its own.
 *
 * @param job `signal` stops the opening, `transfer` gives the pixels away instead of having them copied.
 * @throws QuantizeError when the image or an option is not what it should be.
 * @example
 * await using session = await openSession(image);
 * slider.oninput = async () => {
 *   const shown = await session.preview({ maxColors: slider.valueAsNumber });
 *   if (shown) draw(shown);
 * };
 */
export async function openSession(
  image: RgbaImage,
  options: SessionOptions = {},
  { signal, transfer = false }: Pick<JobOptions, 'signal' | 'transfer'> = {},
): Promise<ThreadSession> {
  signal?.throwIfAborted();
  const jobs = trackJobs();
  const latest = createLatest();
  const life = new AbortController();
  const { port1: port, port2: theirs } = new MessageChannel();
  const tell = (ask: Ask) => port.postMessage(ask);
  port.onmessage = ({ data: reply }: MessageEvent<Reply>) => {
    const caller = latest.current as Caller | undefined;
    if (caller?.id === reply.id) caller.hear(reply); // else it was overtaken
  };
  unref(port);
  let calls = 0;

  const call = (does: 'open' | 'preview' | 'quantize', changes: SessionChanges = {}, job: JobOptions = {}) =>
    jobs.track(job.signal, ({ abort, signal: stop }) => {
      const sent = structuredClone(changes); // as it is now, not when its turn comes
      return new Promise<unknown>((resolve, reject) => {
        const id = ++calls;
        const { onProgress } = job;
        const caller: Caller = {
          id,
          endable: does === 'quantize',
          begin: () => tell({ does, id, changes: sent, reports: onProgress !== undefined }),
          overtaken: () => (does === 'quantize' ? reject(overtaken()) : resolve(undefined)),
          hear(reply) {
            if ('progress' in reply) return hearProgress(reply.progress);
            latest.remove(caller);
            try {
              resolve(open(reply.answer));
            } catch (error) {
              reject(error);
            }
          },
        };
        const hearProgress = (progress: Progress) => {
          try {
            onProgress?.(progress);
          } catch (error) {
            abort(error);
          }
        };
        stop.addEventListener('abort', () => {
          if (latest.current === caller) tell({ does: 'stop' });
          latest.remove(caller);
        });
        latest.add(caller);
      });
    }) as Promise<never>; // the types of the results are those of `ThreadSession`

  const parcel = packUnlessWrong({ source: image, args: [options], transfer });
  const finding = parcel ? findThreads(1) : Promise.resolve(undefined);
  const close = async () => {
    jobs.close(new DOMException('The session is closed', 'AbortError'));
    tell({ does: 'close' });
    port.close();
    life.abort();
    await (await finding)?.close();
  };

  try {
    return await jobs.track(signal, async ({ signal: stop }) => {
      const crew = (await finding) ?? INLINE;
      stop.throwIfAborted();
      const { args, buffers } = parcel ?? { args: [image, options], buffers: [] };
      const visit = { name: 'session', args: [...args, theirs] } as unknown as Visit;
      crew
        .run(visit, [...buffers, theirs], { signal: life.signal, onProgress: undefined })
        .catch((error) => jobs.close(error)); // the thread is lost
      const proxy: RgbaImage = await call('open');
      return {
        proxy,
        kind: crew.kind,
        preview: (changes) => call('preview', changes),
        quantize: (changes, job) => call('quantize', changes, job),
        close,
        [Symbol.asyncDispose]: close,
      };
    });
  } catch (error) {
    void close();
    throw error;
  }
}

const overtaken = () => new DOMException('A later call of the session has ended this one', 'AbortError');
