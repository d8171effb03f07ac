import type { IndexedImage } from '@kcolors/core';
import type { BenchImage } from '../images.ts';

/** What a run has made, as an indexed image. It is called outside the clock: translating is not the work. */
export type Reading = () => IndexedImage | Promise<IndexedImage>;

/** What a quantizer can be measured on. */
export interface Abilities {
  /** Package and version, and what its package holds where that is another version. */
  readonly version: string;
  /** Whether translucent colors stay translucent. */
  readonly alpha: boolean;
  /** The rows it has: without dithering, with error diffusion, or both. */
  readonly dithering: 'never' | 'optional' | 'always';
}

/** A quantizer that is measured. */
export interface Peer extends Abilities {
  /** The measured work: from pixels, which are its own copy, to a palette and one label per pixel. */
  readonly run: (image: BenchImage, k: number, dither: boolean) => Promise<Reading>;
}

/** Whether a quantizer has a row for an image with or without dithering. */
export const takesPart = (
  { alpha, dithering }: Abilities,
  image: Pick<BenchImage, 'translucent'>,
  dither: boolean,
): boolean => dithering !== (dither ? 'never' : 'always') && (alpha || !image.translucent);
