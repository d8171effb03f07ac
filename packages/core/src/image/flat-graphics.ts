/** Number of visible pixels of an image, and of those that equal their left neighbor. */
export interface RepeatCounts {
  readonly pixels: number;
  readonly repeated: number;
}

/** Minimum share of repeated pixels in flat graphics. Photographs have less than a quarter. */
const MIN_REPEATED = 0.45;

/**
 * Whether an image is flat graphics: an illustration, a diagram or a screenshot, most of whose pixels repeat their left
 * neighbor.
 */
export const isFlatGraphics = ({ pixels, repeated }: RepeatCounts): boolean =>
  repeated >= MIN_REPEATED * pixels;
