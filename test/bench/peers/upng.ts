import UPNG from 'upng-js';
import { indexPixels } from './indexed.ts';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

/** Binary splits along the axis of maximum variance, with its own remap through the tree of splits. */
export const upng: Peer = {
  version: versionOf('upng-js'),
  alpha: true,
  dithering: 'never',
  run: async ({ data, width, height }, k) => {
    const { bufs } = UPNG.quantize([data.buffer], k);
    return () => indexPixels({ data: new Uint8Array(bufs[0]!), width, height });
  },
};
