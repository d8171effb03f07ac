import type { Memory } from '../kernels/memory.ts';
import { MAX_SAMPLES } from '../kernels/samples.ts';

/** The part of a WebAssembly module's memory in use. */
export interface GrowingMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A stack of arrays in one buffer. Jobs reuse its pages, and no garbage collector has to clear them. */
export interface StackMemory extends Memory {
  /** Clears the stack and makes room for a job on about `pixels` pixels. Earlier arrays become invalid. */
  start(pixels: number): void;
  /** Returns the number of free bytes. */
  free(): number;
}

const PAGE = 2 ** 16;
/** Alignment of all arrays, as vectors prefer it. */
const ALIGNMENT = 16;

/** Bytes that any job may use: the points of a full histogram, and rows to dither. */
const ANY_JOB = 24 * 2 ** 20;
/** Bytes per sampled pixel: a point, its copy in an opacity class, and what merging and splitting take. */
const A_SAMPLE = 2 * 13 + 4 * 8 + 13 + 3 * 4 + 4;

/**
 * Creates a stack from `base` to the end of the memory. It only grows between jobs, since growing detaches all arrays.
 */
export function createStackMemory(memory: GrowingMemory = createBuffer(), base = 0): StackMemory {
  const bottom = align(base);
  let top = bottom;
  const allocate = (bytes: number): number => {
    const at = top;
    if (bytes > free()) throw new RangeError(`No room for ${bytes} bytes`);
    top = align(top + bytes);
    return at;
  };
  const free = (): number => memory.buffer.byteLength - top;
  return {
    uint8: (length) => new Uint8Array(memory.buffer, allocate(length), length),
    int16: (length) => new Int16Array(memory.buffer, allocate(2 * length), length),
    uint32: (length) => new Uint32Array(memory.buffer, allocate(4 * length), length),
    float64: (length) => new Float64Array(memory.buffer, allocate(8 * length), length),
    mark: () => top,
    release: (mark) => {
      top = mark;
    },
    start(pixels) {
      top = bottom;
      const missing = ANY_JOB + A_SAMPLE * Math.min(pixels, MAX_SAMPLES) - free();
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    },
    free,
  };
}

/** Creates such a memory without a module. */
export function createBuffer(): GrowingMemory {
  let buffer = new ArrayBuffer(0);
  return {
    get buffer() {
      return buffer;
    },
    grow(pages) {
      buffer = new ArrayBuffer(buffer.byteLength + pages * PAGE);
      return 0;
    },
  };
}

const align = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** Fills an array with the values of another one and returns it. */
export function filled<To extends { set(values: ArrayLike<number>): void }>(
  array: To,
  values: ArrayLike<number>,
): To {
  array.set(values);
  return array;
}
