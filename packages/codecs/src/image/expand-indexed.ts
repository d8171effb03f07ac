import type { IndexedImage, RgbaImage } from '@kcolors/core';

/** The pixels of an indexed image: what an honest viewer shows. */
export function expandIndexed({ width, height, indices, palette }: IndexedImage): RgbaImage {
  const colors = new Uint32Array(new Uint8Array(palette).buffer);
  const pixels = new Uint32Array(indices.length);
  for (let i = 0; i < indices.length; i++) pixels[i] = colors[indices[i]!]!;
  return { data: new Uint8Array(pixels.buffer), width, height };
}
