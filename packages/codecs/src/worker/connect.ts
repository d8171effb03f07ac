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
import type { PaletteEntry } from '../compress-types.ts';
import { CodecError } from '../errors.ts';
import type { FilePreview } from '../session/preview-file.ts';
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

/** Options of a call that compresses a file: progress, abort signal, transfer. */
export interface CompressListener extends Listener, Sender {
  /** Whether the result includes its pixels, as `image`. @defaultValue false */
  readonly pixels?: boolean;
}

/** A connection to codecs in a thread. */
export interface CodecsConnection {
  /** The thread, for further tasks of its script. */
  readonly thread: Thread<unknown>;
  /**
   * Compresses a file like `compressImage`. An aborted signal rejects at once; the thread stops at its next step,
   * which can take a while during encoding. To stop it at once, close the connection and start another thread.
   */
  compress(bytes: Uint8Array, options?: SentOptions, listener?: CompressListener): Promise<SentResult>;
  /** Previews the compression of a file like `previewFile`. */
  preview(bytes: Uint8Array, options?: SentPreviewOptions, listener?: Sender): Promise<FilePreview>;
  /** Opens a session for a file. */
  open(bytes: Uint8Array, options?: SentOpenOptions, listener?: Sender): Promise<RemoteSession>;
  /**
   * Starts counting colors for one palette of several files. The files are decoded one at a time. @defaultValue alpha
   * 'keep'
   */
  gather(alpha?: AlphaMode): Promise<Gathering>;
  /** Ends the thread. Rejects unfinished and later calls with `reason`, by default an `AbortError`. */
  close(reason?: unknown): Promise<void>;
}

/** The colors of several files, counted in a thread, for one palette that fits all of them. */
export interface Gathering {
  /** Adds a file. Returns the number of pixels counted in all files so far. */
  add(bytes: Uint8Array, options?: CountOptions, listener?: Sender): Promise<number>;
  /** Finds the palette of all added files. Options may differ from call to call. */
  palette(options?: PaletteOptions, listener?: Pick<Sender, 'signal'>): Promise<GatheredPalette>;
  /** Finds the main colors of all files that were added with `crisp`. */
  mainColors(options?: ColorsOptions, listener?: Pick<Sender, 'signal'>): Promise<readonly PaletteEntry[]>;
  /** Frees the counts in the thread. */
  close(): void;
}

/** Errors arrive as the error classes of this package and of core. */
const ERRORS = { CodecError, QuantizeError };

/**
 * Starts a thread that runs the codecs. Its script calls `serveCodecs`. If the thread ends by itself, all calls
 * reject and `thread.ended` resolves.
 *
 * @param script The script's file for a Node worker thread; otherwise its text for a Web Worker, and `inline` for a
 * page that may not start one.
 * @example
 * const codecs = await startCodecs({ file: fileURLToPath(new URL('./worker.js', import.meta.url)) });
 * const { bytes } = await codecs.compress(file, { quantize: { maxColors: 32 } });
 */
export async function startCodecs(script: Script, signal?: AbortSignal): Promise<CodecsConnection> {
  return connectionTo(await startThread<CodecTasks>(script, { errors: ERRORS, signal }));
}

/** A pool of threads that run the codecs. */
export interface CodecsPool {
  /** Maximum number of jobs at the same time. */
  size(): number;
  /** Runs a job when a thread is free. Aborting the signal rejects at once and terminates the thread. */
  use<Result>(job: (codecs: CodecsConnection) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Ends the threads. Rejects unfinished and later jobs with `reason`, by default an `AbortError`. */
  close(reason?: unknown): Promise<void>;
}

/** Opens a pool of threads that run the codecs. Threads start on demand, and a thread that has ended is replaced. */
export function openCodecsPool(script: Script, options: Omit<ThreadPoolOptions, 'errors'>): CodecsPool {
  const { close, size, use } = openPool<CodecTasks>(script, { ...options, errors: ERRORS });
  return { close, size, use: (job, signal) => use((thread) => job(connectionTo(thread)), signal) };
}

/** Input bytes are copied, or transferred on request. Results are transferred. */
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

/** Returns the caller's side of the gathering that the call `id` started. */
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

/** Packs bytes for a message. */
function packBytes(bytes: Uint8Array, transfer = false): { sent: Uint8Array; buffers: Transferable[] } {
  const { buffers, copy, give } = startPacking();
  return { sent: transfer ? give(bytes) : copy(bytes), buffers };
}
