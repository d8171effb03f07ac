import quantizeMmcq from 'quantize';
import { paletteOf, remapTo } from './indexed.ts';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

/** Modified median cut, palette only. */
export const mmcq: Peer = {
  version: versionOf('quantize'),
  alpha: false,
  dithering: 'never',
  run: async (image, k) => {
    const { data } = image;
    const pixels: number[][] = [];
    for (let pos = 0; pos < data.length; pos += 4) {
      pixels.push([data[pos]!, data[pos + 1]!, data[pos + 2]!]);
    }
    const map = quantizeMmcq(pixels, k);
    if (!map) throw new Error(`quantize refused k = ${k}`);
    const result = remapTo(paletteOf(map.palette()), image);
    return () => result;
  },
};
