import encoder from 'gifenc';
import { paletteOf } from './indexed.ts';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

/** Merges pairwise nearest neighbors, with its own remap by 16-bit colors. */
export const gifenc: Peer = {
  version: versionOf('gifenc'),
  alpha: true,
  dithering: 'never',
  run: async ({ data, width, height, translucent }, k) => {
    const format = translucent ? 'rgba4444' : 'rgb565';
    const colors = encoder.quantize(data, k, { format });
    const indices = encoder.applyPalette(data, colors, format);
    return () => ({ width, height, indices, palette: paletteOf(colors) });
  },
};
