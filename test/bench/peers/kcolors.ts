import { type Effort, type QuantizeOptions, quantize } from '@kcolors/core';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

/** kcolors in the color space in which results are measured. */
export function kcolors(effort: Effort, more: QuantizeOptions = {}): Peer {
  return {
    version: versionOf('@kcolors/core'),
    alpha: true,
    dithering: 'optional',
    run: async (image, k, dither) => {
      const result = quantize(image, { maxColors: k, dither: dither ? 1 : 0, effort, ...more });
      return () => result;
    },
  };
}

/** kcolors with the weaker error diffusion that the tools of this project use. */
export const kcolorsHalfDithered: Peer = {
  version: versionOf('@kcolors/core'),
  alpha: true,
  dithering: 'always',
  run: async (image, k) => {
    const result = quantize(image, { maxColors: k, dither: 0.5 });
    return () => result;
  },
};
