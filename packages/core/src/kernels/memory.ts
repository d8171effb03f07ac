/** Where an engine's arrays are. In plain JavaScript anywhere; in WebAssembly a stack in the module's memory. */
export interface Memory {
  /** New arrays; what they hold is not defined. */
  uint8(length: number): Uint8Array;
  int16(length: number): Int16Array;
  uint32(length: number): Uint32Array;
  float64(length: number): Float64Array;
  /** The state of the stack. */
  mark(): number;
  /** Frees all that was allocated after a mark. */
  release(mark: number): void;
}

/** Arrays of their own, freed when no one has them. */
export const HEAP: Memory = {
  uint8: (length) => new Uint8Array(length),
  int16: (length) => new Int16Array(length),
  uint32: (length) => new Uint32Array(length),
  float64: (length) => new Float64Array(length),
  mark: () => 0,
  release: () => {},
};
