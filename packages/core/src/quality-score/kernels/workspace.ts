import type { GrowingMemory } from '../../engine/stack-memory.ts';
import { REACH } from './blur.ts';
import { SUMS } from './compare.ts';
import { planeLength } from './linear.ts';

/** Rows that are converted at once, in all sizes: one row of the smallest size. */
export const STRIP_ROWS = 16;
/** Rows that are compared at once, by the number of their pixels, which stay in the processor's cache. */
const MIN_ROWS = 16;
const MAX_ROWS = 128;
const MAX_PIXELS = 2 ** 16;

/** Arrays of the kernels, for images up to a width. */
export interface Workspace {
  readonly width: number;
  /** Pixels of a strip, their linear light, its half size, and their XYB: three planes each. */
  readonly pixels: Uint32Array;
  readonly linear: Float32Array;
  readonly half: Float32Array;
  readonly xyb: Float32Array;
  /** Rows of an original and a result, with those that the blur reads above and below. */
  readonly original: Float32Array;
  readonly result: Float32Array;
  readonly means: Float32Array;
  readonly variances: Float32Array;
  readonly sums: Float64Array;
  /** Rows of the blur in WebAssembly: see assembly/quality-score/blur.ts. */
  readonly room: Uint32Array;
}

/** Number of rows of a plane to compare at once. */
export const rowsAtOnce = (width: number): number =>
  Math.min(MAX_ROWS, Math.max(MIN_ROWS, Math.floor(MAX_PIXELS / width)));

/** Alignment of all arrays, as vectors prefer it, and what the kernels may read or write beyond an array. */
const ALIGNMENT = 16;
const PAGE = 2 ** 16;

/** Divides a memory from `base` on. It grows if it is too small. */
export function createWorkspace(memory: GrowingMemory, base: number, width: number): Workspace {
  let end = base;
  const allocate = (bytes: number): number => {
    const start = Math.ceil(end / ALIGNMENT) * ALIGNMENT;
    end = start + bytes + ALIGNMENT;
    return start;
  };
  const strip = planeLength(STRIP_ROWS * width);
  const halfStrip = planeLength((STRIP_ROWS / 2) * Math.ceil(width / 2));
  const rows = Math.max(MAX_PIXELS, MIN_ROWS * width);
  const around = 2 * REACH * width;
  const lengths = [strip, 3 * strip, 3 * halfStrip, 3 * strip, rows + around, rows + around, rows, rows];
  const starts = lengths.map((length) => allocate(4 * length));
  const sums = allocate(8 * SUMS);
  const roomLength = 33 * (width + 16);
  const room = allocate(4 * roomLength);
  if (end > memory.buffer.byteLength) memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
  const { buffer } = memory;
  const floats = (index: number) => new Float32Array(buffer, starts[index]!, lengths[index]!);
  return {
    width,
    pixels: new Uint32Array(buffer, starts[0]!, lengths[0]!),
    linear: floats(1),
    half: floats(2),
    xyb: floats(3),
    original: floats(4),
    result: floats(5),
    means: floats(6),
    variances: floats(7),
    sums: new Float64Array(buffer, sums, SUMS),
    room: new Uint32Array(buffer, room, roomLength),
  };
}
