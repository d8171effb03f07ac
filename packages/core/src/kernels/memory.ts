/** Allocator of an engine's arrays. In WebAssembly it is a stack in the module's memory. */
export interface Memory {
  /** Allocate arrays; their content is undefined. */
  uint8(length: number): Uint8Array;
  int16(length: number): Int16Array;
  uint32(length: number): Uint32Array;
  float64(length: number): Float64Array;
  /** Returns the state of the stack. */
  mark(): number;
  /** Frees all arrays allocated after a mark. */
  release(mark: number): void;
}

/** Allocates on the JavaScript heap, which the garbage collector frees. */
export const HEAP: Memory = {
  uint8: (length) => new Uint8Array(length),
  int16: (length) => new Int16Array(length),
  uint32: (length) => new Uint32Array(length),
  float64: (length) => new Float64Array(length),
  mark: () => 0,
  release: () => {},
};
