/// <reference lib="esnext.disposable" preserve="true" />
import type {
  Palette,
  PaletteOptions,
  PaletteResult,
  PaletteSource,
  Progress,
  QuantizeOptions,
  QuantizeResult,
  RemapOptions,
  RemapResult,
  RgbaImage,
} from '../index.ts';
import type { ThreadKind } from '../threads/index.ts';

/** A value, or a function that creates it once a thread is free, so that a long queue holds no pixels. */
export type Lazy<Value> = Value | (() => Value | PromiseLike<Value>);

export interface PoolOptions {
  /** Maximum number of threads, and so of images at once. @defaultValue one per processor core, at most 8 */
  readonly threads?: number;
}

export interface JobOptions {
  /** Aborts the job: its promise rejects with `signal.reason` at once, and its thread ends. */
  readonly signal?: AbortSignal | undefined;
  /** Receives the progress of the job; `done` never decreases. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Transfers the pixels instead of copying them; the caller's array is empty afterwards. Pixels in a larger buffer
   * are copied all the same. Pixels in shared memory are never copied.
   * @defaultValue false
   */
  readonly transfer?: boolean | undefined;
}

/**
 * The functions of core as promises that run in threads: the same arguments, results (byte for byte) and errors.
 * Threads start on demand and do not keep a process alive. Do not change the pixels until the promise settles.
 */
export interface Pool extends PoolFunctions {
  /** Starts the first thread and returns how jobs run on this host. */
  ready(): Promise<ThreadKind>;
  /** Ends the threads. Rejects queued and running jobs with an `AbortError`. */
  close(): Promise<void>;
  /** The same as `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The functions of `@kcolors/core`, in threads. */
export interface PoolFunctions {
  /** `quantize` in a thread; above 4 megapixels in several. */
  quantize(image: Lazy<RgbaImage>, options?: QuantizeOptions, job?: JobOptions): Promise<QuantizeResult>;
  /** `extractPalette` in a thread; large images in several. */
  extractPalette(
    source: Lazy<PaletteSource>,
    options?: PaletteOptions,
    job?: JobOptions,
  ): Promise<PaletteResult>;
  /** `remap` in a thread; above 4 megapixels in several. */
  remap(
    image: Lazy<RgbaImage>,
    palette: Palette,
    options?: RemapOptions,
    job?: JobOptions,
  ): Promise<RemapResult>;
}
