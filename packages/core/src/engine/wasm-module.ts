import { CONES } from '../color/oklab.ts';
import { packColor, paletteToPoints, WORKING_SPACES } from '../color/working-space.ts';
import { BIN_BITS } from '../constants.ts';
import { TABLE_LENGTH } from '../kernels/distinct.ts';
import { BIN_STRIDE, type Histogram } from '../kernels/histogram.ts';
import { IMPORTANCE } from '../kernels/importance.ts';
import { TRANSLUCENT_STRIDE } from '../kernels/translucent.ts';
import type { AlphaMode } from '../options.ts';
import type { Palette } from '../types.ts';
import { instantiator } from './instantiate.ts';
import { KERNELS_WASM, type Kernels } from './kernels-wasm.ts';

const createInstance = instantiator<Kernels>(KERNELS_WASM);

/** Creates an instance of the kernels. Throws if the host does not support or allow WebAssembly with SIMD. */
export function instantiate(): Kernels {
  const kernels = createInstance();
  new Float32Array(kernels.memory.buffer, kernels.CONES.value, CONES.length).set(CONES);
  new Uint8Array(kernels.memory.buffer, kernels.IMPORTANCE.value, IMPORTANCE.length).set(IMPORTANCE);
  return kernels;
}

/** Returns the kernels' histogram as arrays in their memory. */
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

/** Writes the tables of a palette to a module. Returns the number of exact matches. */
export function writePalette(
  kernels: Kernels,
  palette: Palette,
  exactMatches: readonly (readonly [color: number, index: number])[],
): number {
  const { buffer } = kernels.memory;
  const count = exactMatches.length;
  new Uint32Array(buffer, kernels.EXACT_COLORS.value, count).set(exactMatches.map(([color]) => color));
  new Uint8Array(buffer, kernels.EXACT_INDICES.value, count).set(exactMatches.map(([, index]) => index));
  const words = Uint32Array.from({ length: palette.length / 4 }, (_, i) => packColor(palette, 4 * i));
  new Uint32Array(buffer, kernels.WORDS.value, words.length).set(words);
  const points = paletteToPoints(palette, WORKING_SPACES.srgb);
  new Int16Array(buffer, kernels.POINTS.value, points.length).set(points);
  return count;
}
