import type { RgbaImage } from '@kcolors/core';
import type { DecodedImage } from '../types.ts';
import type { Calls, Listener, PreviewListener } from './calls.ts';
import { createLatest, type Turn } from './latest.ts';
import type { OpenedImage, SentOptions, SentPreview, SentSessionResult } from './protocol.ts';

/** A session in a worker. Of its calls only the latest counts. */
export interface RemoteSession {
  /** Its picture is smaller where it has more than the `shownPixels` of the opening. */
  readonly original: DecodedImage;
  readonly bytesBefore: number;
  /** Size of the file's own picture, upright. */
  readonly width: number;
  readonly height: number;
  /** What previews are compared with: the original where it is small, else a smaller one. */
  readonly proxy: RgbaImage;
  /**
   * What `compress` would give, about, as soon as the preview before it is done. Gives undefined when another call came
   * meanwhile: there is nothing to show, since what that one gives is newer. Ends a `compress` that runs.
   */
  preview(options?: SentOptions, listener?: PreviewListener): Promise<SentPreview | undefined>;
  /**
   * The bytes of `compressImage`, with a picture of at most `shownPixels`. Rejected with an `AbortError` when another call of
   * the session comes before it is done.
   */
  compress(options?: SentOptions, listener?: Listener): Promise<SentSessionResult>;
  /** Frees what the worker keeps. Calls that are not done, and later ones, are rejected, by default with an `AbortError`. */
  close(reason?: unknown): void;
}

/** The outside of a session that was opened by the request `id`. */
export function remoteSession(
  calls: Calls,
  id: number,
  bytesBefore: number,
  { height, original, proxy, width }: OpenedImage,
): RemoteSession {
  const latest = createLatest();
  const open = new AbortController();

  const call = <Name extends 'compress' | 'preview'>(
    does: Name,
    options: SentOptions,
    { onPicture, onProgress, signal }: Listener & PreviewListener = {},
  ) => {
    type Result = Name extends 'preview' ? SentPreview | undefined : SentSessionResult;
    return new Promise<Result>((resolve, reject) => {
      open.signal.throwIfAborted();
      signal?.throwIfAborted();
      const sent = structuredClone(options); // as it is now, not when its turn comes
      let stop: (reason: unknown) => void = reject;
      const leave = (reason: unknown) => {
        stop(reason);
        latest.remove(turn);
      };
      const abort = () => leave(signal?.reason);
      const close = () => leave(open.signal.reason);
      const turn: Turn = {
        endable: does === 'compress',
        begin() {
          if (open.signal.aborted) return;
          const reports = (onProgress ?? onPicture) !== undefined;
          const asked = calls.ask<'compress' | 'preview'>(
            (request) => ({ does, id: request, session: id, options: sent, reports }),
            [],
            { onPicture, onProgress },
          );
          stop = asked.stop;
          asked.result
            .finally(() => latest.remove(turn))
            .then((result) => resolve(result as Result), reject)
            .finally(forget);
        },
        overtaken() {
          forget();
          if (does === 'preview') resolve(undefined as Result);
          else stop(overtaken());
        },
      };
      const forget = () => {
        signal?.removeEventListener('abort', abort);
        open.signal.removeEventListener('abort', close);
      };
      signal?.addEventListener('abort', abort, { once: true });
      open.signal.addEventListener('abort', close, { once: true });
      latest.add(turn);
    });
  };

  return {
    original,
    bytesBefore,
    width,
    height,
    proxy,
    preview: async (options = {}, { onPicture } = {}) => call('preview', options, { onPicture }),
    compress: async (options = {}, listener = {}) => call('compress', options, listener),
    close(reason = new DOMException('The session is closed', 'AbortError')) {
      if (open.signal.aborted) return;
      open.abort(reason);
      calls.tellStop(id);
    },
  };
}

const overtaken = () => new DOMException('A later call of the session has ended this one', 'AbortError');
