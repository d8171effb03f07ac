import type { DitherKernel } from '../options.ts';

/**
 * Error diffusion kernel: each tap passes `weight / divisor` of the error to the pixel dx to the right and dy below.
 */
export interface Kernel {
  readonly divisor: number;
  /** dx, dy and weight. Only later pixels; the weights add up to the divisor. */
  readonly taps: readonly (readonly [dx: number, dy: number, weight: number])[];
}

export const KERNELS: Record<DitherKernel, Kernel> = {
  // Floyd and Steinberg, "An adaptive algorithm for spatial grey scale", Proc. SID 17(2), 1976.
  'floyd-steinberg': {
    divisor: 16,
    taps: [
      [1, 0, 7],
      [-1, 1, 3],
      [0, 1, 5],
      [1, 1, 1],
    ],
  },
  // Sierra, "Filter Lite", 1990: three neighbors, the fastest.
  'sierra-lite': {
    divisor: 4,
    taps: [
      [1, 0, 2],
      [-1, 1, 1],
      [0, 1, 1],
    ],
  },
  // Jarvis, Judice and Ninke, "A survey of techniques for the display of continuous tone pictures on bilevel displays",
  // Computer Graphics and Image Processing 5(1), 1976, doi:10.1016/S0146-664X(76)80003-2.
  'jarvis-judice-ninke': {
    divisor: 48,
    taps: [
      [1, 0, 7],
      [2, 0, 5],
      [-2, 1, 3],
      [-1, 1, 5],
      [0, 1, 7],
      [1, 1, 5],
      [2, 1, 3],
      [-2, 2, 1],
      [-1, 2, 3],
      [0, 2, 5],
      [1, 2, 3],
      [2, 2, 1],
    ],
  },
};
