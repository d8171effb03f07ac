import { STEPS_SQ } from '../color/working-space.ts';
import type { ResolvedOptions } from '../options.ts';

/** Pixels that were labeled. */
export interface Labeled {
  readonly indices: Uint8Array;
  /** Pixels of each label. */
  readonly counts: Float64Array;
  /** Sum of the squared differences, as seen, in whole steps of sRGB. */
  readonly cost: number;
}

/** The mean squared difference in 8-bit steps. */
export const meanSquare = ({ cost, indices }: Labeled): number =>
  indices.length === 0 ? 0 : cost / STEPS_SQ / indices.length;

/** Pixels of pictures that are small: 128 × 128. */
const SMALL = 2 ** 14;

/** What is done to pixels. */
export interface RemapHow extends ResolvedOptions {
  /** Whether they are those of flat graphics. */
  readonly isFlat?: boolean;
  /** Whether they are those of a small picture, which a proxy does not tell; by default by themselves. */
  readonly isSmall?: boolean;
  /** Whether even areas of a photograph have colors of the palette, so that they are to stay as they are. */
  readonly hasExact?: boolean;
}

/** Whether a picture is looked at pixel by pixel, an icon for instance: there dithering is seen, not its blur. */
export const isSmallPicture = ({ length }: { readonly length: number }): boolean => length < SMALL;
