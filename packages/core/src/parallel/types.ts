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

/** A value, or a function that makes it once a thread is free for it: so a long queue holds no pixels. */
export type Lazy<Value> = Value | (() => Value | PromiseLike<Value>);

export interface PoolOptions {
  /** The most threads, and so the most images at once. @defaultValue one for each core, at most 8 */
  readonly threads?: number;
}

export interface JobOptions {
  /** Stops the job: its promise is rejected with `signal.reason` at once, and its thread is ended. */
  readonly signal?: AbortSignal | undefined;
  /** Is told how far the job is, `done` never falling. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Gives the pixels away: they are not copied, and their owner cannot read them afterwards. Where their buffer holds
   * more than them they are copied all the same; those in shared memory are never copied.
   * @defaultValue false
   */
  readonly transfer?: boolean | undefined;
}

/**
 * The functions of core as promises, done in threads: the same arguments, the same results byte for byte, the same
 * errors. Threads start when they are first needed, and do not keep a process alive. Pixels have to stay as they are
 * until the promise is settled.
 */
export interface Pool extends PoolFunctions {
  /** Starts the first thread, and says how jobs are run here. */
  ready(): Promise<ThreadKind>;
  /** Ends the threads. Jobs that are queued or running are rejected with an `AbortError`. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface PoolFunctions {
  quantize(image: Lazy<RgbaImage>, options?: QuantizeOptions, job?: JobOptions): Promise<QuantizeResult>;
  extractPalette(
    source: Lazy<PaletteSource>,
    options?: PaletteOptions,
    job?: JobOptions,
  ): Promise<PaletteResult>;
  remap(
    image: Lazy<RgbaImage>,
    palette: Palette,
    options?: RemapOptions,
    job?: JobOptions,
  ): Promise<RemapResult>;
}
