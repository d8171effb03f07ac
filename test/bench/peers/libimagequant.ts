import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexedImage, RgbaImage } from '@kcolors/core';
import {
  ImageQuantizer,
  initSync,
  type QuantizationResult,
} from 'libimagequant-wasm/wasm/libimagequant_wasm.js';
import { paletteOf, remapTo } from './indexed.ts';
import type { Peer } from './peer.ts';
import { folderOf, versionOf } from './version.ts';

// For measurements only: it is under the GPL and not part of any shipped package. Called without its wrapper's
// worker.
initSync({
  module: readFileSync(join(folderOf('libimagequant-wasm'), 'dist', 'wasm', 'libimagequant_wasm_bg.wasm')),
});

/** Palette and labels as returned. Below quality 100 it uses no more colors than it estimates to need. */
export function libimagequant(speed: number, quality = 100): Peer {
  return {
    version: versionOf('libimagequant-wasm'),
    alpha: true,
    dithering: 'optional',
    run: async (image, k, dither) => {
      const { width, height } = image;
      const indexed = withResult(image, k, speed, quality, (result, pixels) => {
        result.setDithering(dither ? 1 : 0);
        const indices = result.getPaletteIndices(pixels, width, height);
        return { width, height, indices, palette: paletteOf(result.getPalette()) };
      });
      return () => indexed;
    },
  };
}

/** Its palette with exact nearest colors instead of its own remap, which uses another distance. */
export function libimagequantPalette(speed: number): Peer {
  return {
    version: versionOf('libimagequant-wasm'),
    alpha: true,
    dithering: 'never',
    run: async (image, k) => {
      const indexed = withResult(image, k, speed, 100, (result) =>
        remapTo(paletteOf(result.getPalette()), image),
      );
      return () => indexed;
    },
  };
}

function withResult(
  { data, width, height }: RgbaImage,
  k: number,
  speed: number,
  quality: number,
  use: (result: QuantizationResult, pixels: Uint8ClampedArray) => IndexedImage,
): IndexedImage {
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength);
  const quantizer = new ImageQuantizer();
  quantizer.setMaxColors(k);
  quantizer.setSpeed(speed);
  quantizer.setQuality(0, quality);
  const result = quantizer.quantizeImage(pixels, width, height);
  const indexed = use(result, pixels);
  result.free();
  quantizer.free();
  return indexed;
}
