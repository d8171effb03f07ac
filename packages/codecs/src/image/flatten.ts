import type { RgbaImage } from '@kcolors/core';

/** Returns whether no pixel is translucent or transparent. */
export function isOpaque({ data }: RgbaImage): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/** Returns the image blended with a white background; the same object if it is opaque. */
export function flattenOnWhite(image: RgbaImage): RgbaImage {
  if (isOpaque(image)) return image;
  const { data, width, height } = image;
  const flat = new Uint8Array(data);
  for (let i = 0; i < flat.length; i += 4) {
    const alpha = flat[i + 3]!;
    if (alpha === 255) continue;
    for (let c = i; c < i + 3; c++) flat[c] = Math.round((flat[c]! * alpha + 255 * (255 - alpha)) / 255);
    flat[i + 3] = 255;
  }
  return { data: flat, width, height };
}
