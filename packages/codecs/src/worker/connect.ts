import type { AlphaMode } from '@kcolors/core';
import type { FilePreview } from '../session/preview-file.ts';
import { type Listener, trackCalls } from './calls.ts';
import { type Gathering, remoteGathering } from './gathering.ts';
import type { Port } from './port.ts';
import type { SentOpenOptions, SentOptions, SentPreviewOptions, SentResult } from './protocol.ts';
import { type RemoteSession, remoteSession } from './remote-session.ts';

/** Who waits for a file to be compressed, and what for. */
export interface CompressListener extends Listener {
  /** Whether the result is to have its pixels, as `image`. @defaultValue false */
  readonly pixels?: boolean;
}

/** Codecs in a worker. */
export interface CodecsConnection {
  /**
   * Compresses a file as `compressImage` does. An aborted signal rejects at once; the worker stops at its next step, which
   * may be a while off when it is encoding. To have it stop at once, close the connection and start another worker.
   */
  compress(bytes: Uint8Array, options?: SentOptions, listener?: CompressListener): Promise<SentResult>;
  /** Previews the compression of a file, as `previewFile` does. */
  preview(
    bytes: Uint8Array,
    options?: SentPreviewOptions,
    listener?: Pick<Listener, 'signal'>,
  ): Promise<FilePreview>;
  /** Opens a session over a file. */
  open(
    bytes: Uint8Array,
    options?: SentOpenOptions,
    listener?: Pick<Listener, 'signal'>,
  ): Promise<RemoteSession>;
  /** Begins to look for one palette for several files, which are decoded one at a time. @defaultValue alpha 'keep' */
  gather(alpha?: AlphaMode): Promise<Gathering>;
  /**
   * Ends all: calls that are not done, and later ones, are rejected with the reason, by default an `AbortError`. Whoever
   * hears that the worker has failed or ended calls this, too, since a port does not tell it.
   */
  close(reason?: unknown): void;
}

export interface ConnectOptions {
  /** Ends the worker; called once, when the connection is closed. */
  readonly terminate?: () => unknown;
}

/**
 * Asks for what `serveCodecs` does at the other end of a port; for the outside of a worker. Bytes are copied; results are
 * handed over. Errors are those of this package and of core, as if they were thrown here.
 *
 * @example
 * const worker = new Worker(url);
 * const codecs = connectCodecs(worker, { terminate: () => worker.terminate() });
 * worker.onerror = ({ message }) => codecs.close(new Error(message));
 * const { bytes } = await codecs.compress(file, { quantize: { maxColors: 32 } });
 */
export function connectCodecs(port: Port, { terminate }: ConnectOptions = {}): CodecsConnection {
  const calls = trackCalls(port);
  const sessions = new Set<RemoteSession>();
  let isOpen = true;

  return {
    async compress(bytes, options = {}, { pixels = false, ...listener } = {}) {
      const own = new Uint8Array(bytes); // and nothing of the buffer it may be a part of
      const reports = listener.onProgress !== undefined;
      return calls.ask<'compress-file'>(
        (id) => ({ does: 'compress-file', id, bytes: own, options, reports, pixels }),
        [own.buffer],
        listener,
      ).result;
    },
    async preview(bytes, options = {}, listener = {}) {
      const own = new Uint8Array(bytes);
      return calls.ask<'preview-file'>(
        (id) => ({ does: 'preview-file', id, bytes: own, options }),
        [own.buffer],
        listener,
      ).result;
    },
    async open(bytes, options = {}, listener = {}) {
      const own = new Uint8Array(bytes);
      const { id, result } = calls.ask<'open'>(
        (request) => ({ does: 'open', id: request, bytes: own, options }),
        [own.buffer],
        listener,
      );
      const session = remoteSession(calls, id, bytes.length, await result);
      sessions.add(session);
      const close = (reason?: unknown) => {
        sessions.delete(session);
        session.close(reason);
      };
      return { ...session, close };
    },
    async gather(alpha = 'keep') {
      const { id, result } = calls.ask<'gather'>((request) => ({ does: 'gather', id: request, alpha }), []);
      await result;
      return remoteGathering(calls, id);
    },
    close(reason = new DOMException('The connection is closed', 'AbortError')) {
      if (!isOpen) return;
      isOpen = false;
      calls.close(reason);
      for (const session of sessions) session.close(reason);
      terminate?.();
    },
  };
}
