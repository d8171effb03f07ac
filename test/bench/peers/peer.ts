import type { IndexedImage } from '@kcolors/core';
import type { BenchImage } from '../images.ts';

/** Converts the output of a run to an indexed image. It runs outside of the measured time. */
export type Reading = () => IndexedImage | Promise<IndexedImage>;

/** Properties of a quantizer that decide its rows. */
export interface Abilities {
  /** Package and version, with the version of the bundled library if that differs. */
  readonly version: string;
  /** Whether translucent colors stay translucent. */
  readonly alpha: boolean;
  /** The rows of the quantizer: without dithering, with error diffusion, or both. */
  readonly dithering: 'never' | 'optional' | 'always';
}

/** A quantizer of the benchmark. */
export interface Peer extends Abilities {
  /** The measured work: from its own copy of the pixels to a palette and one label per pixel. */
  readonly run: (image: BenchImage, k: number, dither: boolean) => Promise<Reading>;
}

/** Whether a quantizer has a row for an image with or without dithering. */
export const takesPart = (
  { alpha, dithering }: Abilities,
  image: Pick<BenchImage, 'translucent'>,
  dither: boolean,
): boolean => dithering !== (dither ? 'never' : 'always') && (alpha || !image.translucent);
