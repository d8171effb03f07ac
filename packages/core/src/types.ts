/** What flows between the stages of the pipeline. */

/**
 * Raw pixels: 8-bit red, green, blue and alpha, not premultiplied, row by row from the top left.
 * `data` may be a view into a larger buffer (a Node `Buffer`, a subarray): its offset and length are honored.
 */
export interface RgbaImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Pixels per row, an integer ≥ 0. */
  readonly width: number;
  /** Rows, an integer ≥ 0. `data.length` is `width * height * 4`. */
  readonly height: number;
}

/** Colors as they are written to a file: 4 bytes each, red, green, blue, alpha, not premultiplied. */
export type Palette = Uint8Array;

/** An image as one label per pixel and the palette once. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** One byte per pixel: the number of its color in `palette`. */
  readonly indices: Uint8Array;
  /** At most 256 colors of 4 bytes. Full transparency that was found, not given, is `0, 0, 0, 0`. */
  readonly palette: Palette;
}

/** How well a palette fits, and how it was found. */
export interface ClusterReport {
  /** Pixels of each palette color, in palette order. The sum is the number of pixels. */
  readonly weights: Float64Array;
  /**
   * The k-means objective where the iterations ended: the sum over the pixels of the squared distance to
   * their centroid, before the centroids are rounded to 8 bits, in units of the working space: 8-bit steps
   * for `'srgb'`, 1/255 of lightness for `'oklab'`. Estimated from about 2²⁰ pixels when there are more.
   */
  readonly inertia: number;
  /** Lloyd iterations that were run, over bins and over pixels. 0 when the palette is exact. */
  readonly iterations: number;
  /** Whether the last iteration still lowered the inertia by less than the tolerance of the effort. */
  readonly converged: boolean;
}

/** A palette found by clustering. */
export interface PaletteResult extends ClusterReport {
  readonly palette: Palette;
}

/** An indexed image, its fidelity to the original included. */
export interface RemapResult extends IndexedImage {
  /** Pixels of each palette color, in palette order. */
  readonly weights: Float64Array;
  /**
   * Mean over the pixels of ΔR² + ΔG² + ΔB² between the original and the result, dithering included.
   * With alpha: the mean of that over all gray backgrounds, so that what cannot be seen does not count.
   * Where the option `alpha` changes pixels first, the changed ones are the original.
   */
  readonly mse: number;
}

export interface QuantizeResult extends RemapResult, ClusterReport {}

/** One step of a longer job. */
export interface Progress {
  readonly stage: 'histogram' | 'init' | 'lloyd' | 'remap';
  /** Share of the whole job that is done, 0 to 1, never falling. */
  readonly done: number;
}
