/** Rows of a plane, with rows above and below that the blur reads: four, or fewer at an edge of the image. */
export interface Strip {
  readonly width: number;
  readonly above: number;
  readonly rows: number;
  readonly below: number;
}
