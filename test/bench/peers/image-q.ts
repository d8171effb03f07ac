import { applyPaletteSync, buildPaletteSync, utils } from 'image-q';
import { indexPixels } from './indexed.ts';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

// Euclidean distance instead of the default (weighted by BT.709), since it is the difference that the benchmark
// measures.
const colorDistanceFormula = 'euclidean';

export const imageQ: Peer = {
  version: versionOf('image-q'),
  alpha: false,
  dithering: 'optional',
  run: async ({ data, width, height }, k, dither) => {
    // Two containers, since neither step documents whether it modifies its pixels.
    const container = () => utils.PointContainer.fromUint8Array(data, width, height);
    const palette = buildPaletteSync([container()], {
      colorDistanceFormula,
      paletteQuantization: 'wuquant',
      colors: k,
    });
    const result = applyPaletteSync(container(), palette, {
      colorDistanceFormula,
      imageQuantization: dither ? 'floyd-steinberg' : 'nearest',
    });
    return () => indexPixels({ data: result.toUint8Array(), width, height });
  },
};
