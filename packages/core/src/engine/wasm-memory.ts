import type { Memory } from './memory.ts';

/** All arrays start at multiples of this, as vectors like it. */
const ALIGNMENT = 16;

/**
 * A stack of arrays in the memory of a module, from `base` to its end. It never grows, since that would cut off all
 * arrays in it: what is not used costs address space alone.
 */
export function createWasmMemory(
  buffer: ArrayBuffer,
  base: number,
): Memory & { readonly free: () => number } {
  let top = align(base);
  const allocate = (bytes: number): number => {
    const at = top;
    if (bytes > buffer.byteLength - top) throw new RangeError(`No room for ${bytes} bytes`);
    top = align(top + bytes);
    return at;
  };
  return {
    uint8: (length) => new Uint8Array(buffer, allocate(length), length),
    int16: (length) => new Int16Array(buffer, allocate(2 * length), length),
    uint32: (length) => new Uint32Array(buffer, allocate(4 * length), length),
    float64: (length) => new Float64Array(buffer, allocate(8 * length), length),
    mark: () => top,
    release: (mark) => {
      top = mark;
    },
    free: () => buffer.byteLength - top,
  };
}

const align = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
