import { STEPS_SQ } from '../color/working-space.ts';
import type { ResolvedOptions } from '../options.ts';

/** Labeled pixels. */
export interface Labeled {
  readonly indices: Uint8Array;
  /** Number of pixels of each label. */
  readonly counts: Float64Array;
  /** Sum of the squared differences, weighted by visibility of alpha, in squared steps of sRGB. */
  readonly cost: number;
}

/** Mean squared difference in 8-bit steps. */
export const meanSquare = ({ cost, indices }: Labeled): number =>
  indices.length === 0 ? 0 : cost / STEPS_SQ / indices.length;

/** Pixels of a small image: fewer than 128 × 128. */
const SMALL = 2 ** 14;

/** Options of a remap, and traits of the image. */
export interface RemapSettings extends ResolvedOptions {
  /** Whether the image is flat graphics. */
  readonly isFlatGraphics?: boolean;
  /** Whether the image is small; by default its size decides. Set for previews, which are smaller than their image. */
  readonly isSmall?: boolean;
  /** Whether uniform areas of a photograph have palette colors of their own and must stay as they are. */
  readonly hasExact?: boolean;
}

/** Whether an image is so small that viewers see single pixels, as of an icon, rather than the blur of dithering. */
export const isSmallPicture = ({ length }: { readonly length: number }): boolean => length < SMALL;
