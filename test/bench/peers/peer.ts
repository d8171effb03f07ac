import type { IndexedImage } from '@kcolors/core';
import type { BenchImage } from '../images.ts';

/** What a run has made, as an indexed image. It is called outside the clock: translating is not the work. */
export type Reading = () => IndexedImage | Promise<IndexedImage>;

/** A quantizer that is measured. */
export interface Peer {
  /** Package and version, and what its package holds where that is another version. */
  readonly version: string;
  /** Whether translucent colors stay translucent. */
  readonly alpha: boolean;
  /** The rows it has: without dithering, with error diffusion, or both. */
  readonly dithering: 'never' | 'optional' | 'always';
  /** The measured work: from pixels, which are its own copy, to a palette and one label per pixel. */
  readonly run: (image: BenchImage, k: number, dither: boolean) => Promise<Reading>;
}
