import type { RgbaImage } from '@kcolors/core';
import { QuantizerCelebi, QuantizerWu } from '@material/material-color-utilities';
import { paletteOf, remapTo } from './indexed.ts';
import type { Peer } from './peer.ts';
import { versionOf } from './version.ts';

/** Material's quantizers, palettes only. */
const material = (colorsOf: (argb: number[], k: number) => number[]): Peer => ({
  version: versionOf('@material/material-color-utilities'),
  alpha: false,
  dithering: 'never',
  run: async (image, k) => {
    const colors = colorsOf(toArgb(image), k);
    const result = remapTo(
      paletteOf(colors.map((argb) => [(argb >> 16) & 255, (argb >> 8) & 255, argb & 255])),
      image,
    );
    return () => result;
  },
});

export const materialWu: Peer = material((argb, k) => new QuantizerWu().quantize(argb, k));
export const materialCelebi: Peer = material((argb, k) => [...QuantizerCelebi.quantize(argb, k).keys()]);

/** Converts pixels for Material: an array of unsigned integers, alpha in the highest byte. */
function toArgb({ data }: RgbaImage): number[] {
  const argb = new Array<number>(data.length / 4);
  for (let i = 0, pos = 0; i < argb.length; i++, pos += 4) {
    argb[i] = ((data[pos + 3]! << 24) | (data[pos]! << 16) | (data[pos + 1]! << 8) | data[pos + 2]!) >>> 0;
  }
  return argb;
}
