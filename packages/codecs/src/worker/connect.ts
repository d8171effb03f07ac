import { type AlphaMode, type PaletteOptions, QuantizeError } from '@kcolors/core';
import type { ColorsOptions } from '@kcolors/core/palette';
import {
  openPool,
  type Script,
  startPacking,
  startThread,
  type Thread,
  type ThreadPoolOptions,
} from '@kcolors/core/threads';
import { CodecError } from '../errors.ts';
import type { FilePreview } from '../session/preview-file.ts';
import type { PaletteEntry } from '../types.ts';
import type {
  CodecTasks,
  CountOptions,
  GatheredPalette,
  Listener,
  Sender,
  SentOpenOptions,
  SentOptions,
  SentPreviewOptions,
  SentResult,
} from './protocol.ts';
import { type RemoteSession, remoteSession } from './session.ts';

/** Who waits for a file to be compressed, and what for. */
export interface CompressListener extends Listener, Sender {
  /** Whether the result is to have its pixels, as `image`. @defaultValue false */
  readonly pixels?: boolean;
}

/** Codecs in a thread. */
export interface CodecsConnection {
  /** The thread, for what else its script serves. */
  readonly thread: Thread<unknown>;
  /**
   * Compresses a file as `compressImage` does. An aborted signal rejects at once; the thread stops at its next step, which
   * may be a while off when it is encoding. To have it stop at once, close the connection and start another thread.
   */
  compress(bytes: Uint8Array, options?: SentOptions, listener?: CompressListener): Promise<SentResult>;
  /** Previews the compression of a file, as `previewFile` does. */
  preview(bytes: Uint8Array, options?: SentPreviewOptions, listener?: Sender): Promise<FilePreview>;
  /** Opens a session over a file. */
  open(bytes: Uint8Array, options?: SentOpenOptions, listener?: Sender): Promise<RemoteSession>;
  /** Begins to look for one palette for several files, which are decoded one at a time. @defaultValue alpha 'keep' */
  gather(alpha?: AlphaMode): Promise<Gathering>;
  /** Ends the thread. Calls that are not done, and later ones, are rejected with the reason, by default an `AbortError`. */
  close(reason?: unknown): Promise<void>;
}

/** The colors of several files, counted in a thread, for one palette that fits all of them. */
export interface Gathering {
  /** Adds a file; how many pixels were counted in all so far. */
  add(bytes: Uint8Array, options?: CountOptions, listener?: Sender): Promise<number>;
  /** The palette of all that was added, as often as options change. */
  palette(options?: PaletteOptions, listener?: Pick<Sender, 'signal'>): Promise<GatheredPalette>;
  /** The main colors of all that was added, best with `crisp`. `snap` needs pixels: it is for few colors only. */
  mainColors(options?: ColorsOptions, listener?: Pick<Sender, 'signal'>): Promise<readonly PaletteEntry[]>;
  /** Frees what the thread keeps. */
  close(): void;
}

/** Errors are those of this package and of core, as if they were thrown here. */
const ERRORS = { CodecError, QuantizeError };

/**
 * Starts a thread that has the codecs: its script calls `serveCodecs`.
 *
 * @param script The file of the script, for a thread of Node; else its text, for a worker, and `inline` for a page that
 * may start none. A thread that ended by itself rejects all calls, and settles `thread.ended`.
 * @example
 * const codecs = await startCodecs({ file: fileURLToPath(new URL('./worker.js', import.meta.url)) });
 * const { bytes } = await codecs.compress(file, { quantize: { maxColors: 32 } });
 */
export async function startCodecs(script: Script, signal?: AbortSignal): Promise<CodecsConnection> {
  return connectionTo(await startThread<CodecTasks>(script, { errors: ERRORS, signal }));
}

/** Threads that have the codecs. */
export interface CodecsPool {
  /** How many jobs run at the same time. */
  size(): number;
  /** Does a job when a thread is free. Aborting the signal rejects at once, and ends the thread whatever it does. */
  use<Result>(job: (codecs: CodecsConnection) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Ends the threads. Jobs, and later ones, are rejected with the reason, by default an `AbortError`. */
  close(reason?: unknown): Promise<void>;
}

/** Opens a pool of threads that have the codecs. They start when they are needed, and are replaced when they have ended. */
export function openCodecsPool(script: Script, options: Omit<ThreadPoolOptions, 'errors'>): CodecsPool {
  const { close, size, use } = openPool<CodecTasks>(script, { ...options, errors: ERRORS });
  return { close, size, use: (job, signal) => use((thread) => job(connectionTo(thread)), signal) };
}

/** Bytes are copied, or handed over on request; results are handed over. */
function connectionTo(thread: Thread<CodecTasks>): CodecsConnection {
  return {
    thread: thread as unknown as Thread<unknown>,
    async compress(bytes, options = {}, { onProgress, pixels = false, signal, transfer } = {}) {
      const { buffers, sent } = packBytes(bytes, transfer);
      const listener = { buffers, onProgress, signal };
      return thread.call('compressFile', [sent, options, pixels], listener).result;
    },
    async preview(bytes, options = {}, { signal, transfer } = {}) {
      const { buffers, sent } = packBytes(bytes, transfer);
      return thread.call('previewFile', [sent, options], { buffers, signal }).result;
    },
    async open(bytes, options = {}, { signal, transfer } = {}) {
      const { length } = bytes;
      const { buffers, sent } = packBytes(bytes, transfer);
      const { id, result } = thread.call('openSession', [sent, options], { buffers, signal });
      return remoteSession(thread, id, length, await result);
    },
    async gather(alpha = 'keep') {
      const { id, result } = thread.call('beginCount', [alpha]);
      await result;
      return remoteGathering(thread, id);
    },
    close: (reason = new DOMException('The connection is closed', 'AbortError')) => thread.close(reason),
  };
}

/** The outside of a gathering that was begun by the call `id`. */
function remoteGathering(thread: Thread<CodecTasks>, id: number): Gathering {
  return {
    async add(bytes, options = {}, { signal, transfer } = {}) {
      const { buffers, sent } = packBytes(bytes, transfer);
      return thread.call('countFile', [id, sent, options], { buffers, signal }).result;
    },
    palette: async (options = {}, { signal } = {}) =>
      thread.call('findPalette', [id, options], { signal }).result,
    mainColors: async (options = {}, { signal } = {}) =>
      thread.call('findMainColors', [id, options], { signal }).result,
    close: () => thread.release(id),
  };
}

/** Bytes that are ready to be sent. */
function packBytes(bytes: Uint8Array, transfer = false): { sent: Uint8Array; buffers: Transferable[] } {
  const { buffers, copy, give } = startPacking();
  return { sent: transfer ? give(bytes) : copy(bytes), buffers };
}
