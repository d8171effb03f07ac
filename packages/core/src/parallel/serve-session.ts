import {
  createSession,
  type Progress,
  type RgbaImage,
  type Session,
  type SessionChanges,
  type SessionOptions,
} from '../index.ts';
import type { Answer } from './jobs.ts';
import { answerOf, buffersOf } from './post.ts';
import { runInSlices } from './slices.ts';

/** What a session is asked for. Each message ends what was asked for before and still runs. */
export type Ask = AskFor | { readonly does: 'stop' } | { readonly does: 'close' };

interface AskFor {
  readonly does: 'open' | 'preview' | 'quantize';
  readonly id: number;
  readonly changes: SessionChanges;
  /** Whether anyone listens to its progress. */
  readonly reports: boolean;
}

/** What it says: how far a call is, or what became of it; nothing more of one that was ended. */
export type Reply = { readonly id: number } & ({ readonly progress: Progress } | { readonly answer: Answer });

/**
 * Keeps a session and does what comes by a port, until it is closed. Work over the whole image is done in steps, and the
 * port is looked at after each.
 */
export function serveSession(image: RgbaImage, options: SessionOptions, port: MessagePort): Promise<void> {
  let session: Session;
  let running = new AbortController();

  const work = ({ changes, does, id, reports }: AskFor, signal: AbortSignal): unknown => {
    if (does === 'open') {
      session = createSession(image, options);
      return structuredClone(session.proxy); // it is needed here too
    }
    if (does === 'preview') return session.preview(changes);
    const report = (progress: Progress) => port.postMessage({ id, progress } satisfies Reply);
    return runInSlices(
      session.quantizeSteps(changes),
      { signal, onProgress: reports ? report : undefined },
      0,
    );
  };

  return new Promise((leave) => {
    port.onmessage = async ({ data: ask }: MessageEvent<Ask>) => {
      running.abort();
      if (ask.does === 'close') {
        session?.close();
        port.close();
        leave();
      }
      if (ask.does === 'close' || ask.does === 'stop') return;
      running = new AbortController();
      const { signal } = running;
      const answer = await answerOf(() => work(ask, signal));
      if (!signal.aborted) port.postMessage({ id: ask.id, answer } satisfies Reply, buffersOf(answer));
    };
    unref(port);
  });
}

/** A port does not keep a process of Node alive: the calls do. */
export function unref(port: MessagePort): void {
  (port as { unref?(): void }).unref?.();
}
