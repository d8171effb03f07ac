import type { RgbaImage } from '@kcolors/core';

/** Returns the image blended with a white background; the same object if it is opaque. */
export function flattenOnWhite(image: RgbaImage): RgbaImage {
  const { data, width, height } = image;
  let first = 3;
  while (first < data.length && data[first] === 255) first += 4;
  if (first >= data.length) return image;
  const flat = new Uint8Array(data);
  for (let i = first - 3; i < flat.length; i += 4) {
    const alpha = flat[i + 3]!;
    if (alpha === 255) continue;
    for (let c = i; c < i + 3; c++) flat[c] = Math.round((flat[c]! * alpha + 255 * (255 - alpha)) / 255);
    flat[i + 3] = 255;
  }
  return { data: flat, width, height };
}
