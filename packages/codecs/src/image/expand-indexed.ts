import type { IndexedImage, RgbaImage } from '@kcolors/core';

/**
 * Returns the RGBA pixels of an indexed image.
 * @param hidden - image of the same size that provides the colors of fully transparent pixels
 */
export function expandIndexed(
  { width, height, indices, palette }: IndexedImage,
  hidden?: RgbaImage,
): RgbaImage {
  const colors = new Uint32Array(new Uint8Array(palette).buffer);
  const pixels = new Uint32Array(indices.length);
  for (let i = 0; i < indices.length; i++) pixels[i] = colors[indices[i]!]!;
  const data = new Uint8Array(pixels.buffer);
  if (hidden) copyHidden(data, hidden.data);
  return { data, width, height };
}

function copyHidden(data: Uint8Array, hidden: RgbaImage['data']): void {
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 0) continue;
    data[at] = hidden[at]!;
    data[at + 1] = hidden[at + 1]!;
    data[at + 2] = hidden[at + 2]!;
  }
}
