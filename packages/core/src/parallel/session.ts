import {
  createSession,
  QuantizeError,
  type QuantizeResult,
  type RgbaImage,
  type SessionChanges,
  type SessionOptions,
} from '../index.ts';
import { createLatest, startThread, type Thread, type ThreadKind } from '../threads/index.ts';
import { CORE_SCRIPT } from './script.ts';
import { isCloneError, pack } from './send.ts';
import type { CoreTasks } from './tasks.ts';
import type { JobOptions } from './types.ts';

/** A session of core in a thread of its own, which keeps the image. Of its calls only the latest counts. */
export interface ThreadSession {
  /** The image that previews show: the original where it is small, else a smaller one. */
  readonly proxy: RgbaImage;
  /** How the session is run here. */
  readonly kind: ThreadKind;
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
  { signal, transfer }: Pick<JobOptions, 'signal' | 'transfer'> = {},
): Promise<ThreadSession> {
  const { buffers, sent } = pack({ source: image, transfer, args: [options] }); // as it is now
  const thread = await startThread<CoreTasks>(CORE_SCRIPT, { signal, errors: { QuantizeError } });
  try {
    const opening = thread.call('openSession', sent as never, { buffers, signal });
    return sessionOf(thread, opening.id, await opening.result);
  } catch (error) {
    await thread.close();
    if (isCloneError(error)) createSession(image, options).close(); // core itself shall say what is wrong
    throw error;
  }
}

function sessionOf(thread: Thread<CoreTasks>, id: number, proxy: RgbaImage): ThreadSession {
  const latest = createLatest();
  const close = () => {
    const reason = new DOMException('The session is closed', 'AbortError');
    latest.close(reason);
    return thread.close(reason);
  };
  return {
    proxy,
    kind: thread.kind,
    async preview(changes = {}) {
      const asked = structuredClone(changes); // as it is now, not when its turn comes
      return latest.add(() => thread.call('previewInSession', [id, asked]), false);
    },
    async quantize(changes = {}, { onProgress, signal } = {}) {
      const asked = structuredClone(changes);
      const begin = () => thread.call('quantizeInSession', [id, asked], { onProgress });
      return (await latest.add(begin, true, signal))!;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
