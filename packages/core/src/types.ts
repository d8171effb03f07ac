/** Input and output types of the pipeline. */

/**
 * Raw pixels: 8-bit red, green, blue and alpha, not premultiplied, row by row from the top left. `data` may be a view
 * into a larger buffer, such as a Node `Buffer` or a subarray.
 */
export interface RgbaImage {
  readonly data: Uint8Array | Uint8ClampedArray;
  /** Pixels per row, an integer ≥ 0. */
  readonly width: number;
  /** Number of rows, an integer ≥ 0. `data.length` is `width * height * 4`. */
  readonly height: number;
}

/** Palette colors, 4 bytes each: red, green, blue, alpha, not premultiplied. */
export type Palette = Uint8Array;

/** An image as one palette index per pixel, and its palette. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** Palette index of each pixel, one byte each, row by row from the top left. */
  readonly indices: Uint8Array;
  /** At most 256 colors of 4 bytes. Full transparency is `0, 0, 0, 0` unless `fixedColors` holds another one. */
  readonly palette: Palette;
}

/** How well a palette fits the image, and how it was found. */
export interface ClusterReport {
  /** Number of pixels of each palette color, in palette order. The sum is the number of pixels. */
  readonly counts: Float64Array;
  /**
   * The k-means objective after the last iteration: the sum over all pixels of the squared distance to their centroid.
   * The centroids are those before rounding to 8 bits. The unit of distance is an 8-bit step for `'srgb'` and 1/255 of
   * the range of lightness for `'oklab'`. Estimated from about 2²⁰ pixels if there are more.
   */
  readonly inertia: number;
  /** Number of Lloyd iterations, over bins and over pixels. 0 if the palette is exact. */
  readonly iterations: number;
  /** Whether the last iteration lowered the inertia by less than 0.3 %, or 0.05 % with effort `'best'`. */
  readonly converged: boolean;
}

/** A palette found by clustering. */
export interface PaletteResult extends ClusterReport {
  readonly palette: Palette;
}

/** An indexed image and its error. */
export interface RemapResult extends IndexedImage {
  /** Number of pixels of each palette color, in palette order. */
  readonly counts: Float64Array;
  /**
   * Mean over the pixels of ΔR² + ΔG² + ΔB² between the image and the result, dithering included, in 8-bit steps. For
   * translucent pixels it is the mean of this value over all gray backgrounds, from black to white. It compares with the
   * image as the option `alpha` changes it.
   */
  readonly mse: number;
}

/** Result of `quantize`: an indexed image, its error, and how the palette was found. */
export interface QuantizeResult extends RemapResult, ClusterReport {}

/** Progress of a job, as yielded by its steps. */
export interface Progress {
  /** Stage of the pipeline: colors are counted, first centroids are found, centroids are improved (Lloyd iterations), pixels
   * are assigned to colors. */
  readonly stage: 'histogram' | 'init' | 'lloyd' | 'remap';
  /** Share of the whole job that is done, 0 to 1, never falling. */
  readonly done: number;
}
