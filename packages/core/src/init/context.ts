/** What an initializer may use beside the points. */
export interface InitContext {
  /** Most centroids wanted; fewer may come back. */
  readonly count: number;
  /** Centroids that exist beside them, 4 coordinates each. */
  readonly fixed: Float64Array;
  readonly seed: number;
  /** Single improvements to try, where that is what the initializer does. */
  readonly trials: number;
  /** Bits of the finest cells in which points are joined to choose among them; where those are too coarse, all points count. */
  readonly cellBits: number;
}
