import { TABLE_LENGTH } from '../histogram/distinct.ts';
import { BIN_BITS, BIN_STRIDE, type Histogram } from '../histogram/histogram.ts';
import { TRANSLUCENT_STRIDE } from '../histogram/translucent.ts';
import type { AlphaMode } from '../options.ts';
import type { Kernels } from './wasm-module.ts';

/** What the kernels have counted, as arrays in their memory. */
export function histogramOf(kernels: Kernels, alpha: AlphaMode, pixels: number): Histogram {
  const { buffer } = kernels.memory;
  const size = kernels.translucentSize();
  return {
    alpha,
    pixels,
    binned: kernels.isBinned() !== 0,
    distinct: {
      table: new Uint32Array(buffer, kernels.DISTINCT.value, TABLE_LENGTH),
      size: kernels.distinctSize(),
    },
    opaque: new Uint32Array(buffer, kernels.OPAQUE.value, BIN_STRIDE << (3 * BIN_BITS)),
    translucent: {
      size,
      keys: new Uint32Array(buffer, kernels.KEYS.value, size),
      sums: new Float64Array(buffer, kernels.SUMS.value, TRANSLUCENT_STRIDE * size),
    },
    transparent: kernels.transparentPixels(),
  };
}
