/** Parameters of an initializer. */
export interface InitContext {
  /** Maximum number of centroids; fewer may be returned. */
  readonly count: number;
  /** Existing centroids, 4 coordinates each. */
  readonly fixed: Float64Array;
  readonly seed: number;
  /** Number of trial swaps, for initializers that make them. */
  readonly trials: number;
  /** Bits of the finest cells in which points may be merged; if those are too coarse, all points are used. */
  readonly cellBits: number;
}
