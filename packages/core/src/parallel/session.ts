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

/** A session of core in its own thread, which keeps the image. The latest call wins. */
export interface ThreadSession {
  /** The preview image: the original, or a smaller copy of at most `maxPreviewPixels` pixels. */
  readonly previewImage: RgbaImage;
  /** How the thread of the session runs on this host. */
  readonly kind: ThreadKind;
  /**
   * Quantizes the preview image after the running preview. Ends a running `quantize`. Resolves to undefined when a later call
   * replaces this one before it starts: then there is nothing to draw.
   */
  preview(changes?: SessionChanges): Promise<QuantizeResult | undefined>;
  /** Quantizes the image. Rejects with an `AbortError` when another call of the session comes before it is done. */
  quantize(
    changes?: SessionChanges,
    job?: Pick<JobOptions, 'onProgress' | 'signal'>,
  ): Promise<QuantizeResult>;
  /** Ends the thread. Rejects unfinished calls with an `AbortError`. */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a session in its own thread.
 *
 * @param job `signal` aborts the opening; `transfer` transfers the pixels instead of copying them.
 * @throws QuantizeError when the image or an option is invalid.
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
  const { buffers, sent } = pack({ source: image, transfer, args: [options] }); // the value at the time of the call
  const thread = await startThread<CoreTasks>(CORE_SCRIPT, { signal, errors: { QuantizeError } });
  try {
    const opening = thread.call('openSession', sent as never, { buffers, signal });
    return sessionOf(thread, opening.id, await opening.result);
  } catch (error) {
    await thread.close();
    if (isCloneError(error)) createSession(image, options).close(); // core reports what is wrong
    throw error;
  }
}

function sessionOf(thread: Thread<CoreTasks>, id: number, previewImage: RgbaImage): ThreadSession {
  const latest = createLatest();
  const close = () => {
    const reason = new DOMException('The session is closed', 'AbortError');
    latest.close(reason);
    return thread.close(reason);
  };
  return {
    previewImage,
    kind: thread.kind,
    async preview(changes = {}) {
      const asked = structuredClone(changes); // the value at the time of the call, not when it starts
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
