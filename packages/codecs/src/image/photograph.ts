import type { RgbaImage } from '@kcolors/core';

/** Icons are smaller. */
const MIN_PIXELS = 2 ** 16;
/** Photographs have more distinct colors. Flat graphics with gradients may have more, too. */
const MIN_COLORS = 2 ** 13;
/** Maximum share of visible pixels that equal their left neighbor. */
const MAX_REPEATED = 0.35;

/**
 * Returns whether an image is surely a photograph or looks like one: many colors, and hardly two equal pixels beside
 * each other. Lossy codecs then make far smaller files than any palette. In doubt, such as for a photograph on a white
 * ground, it is false.
 */
export function isPhotograph(image: RgbaImage): boolean {
  const { byteOffset, length } = image.data;
  if (length < 4 * MIN_PIXELS) return false;
  const { buffer } = byteOffset % 4 === 0 ? image.data : image.data.slice();
  const pixels = new Uint32Array(buffer, byteOffset % 4 === 0 ? byteOffset : 0, length / 4);
  let visible = 0;
  let repeated = 0;
  for (let i = 1; i < pixels.length; i++) {
    if (pixels[i]! >>> 24 === 0) continue;
    visible++;
    if (pixels[i] === pixels[i - 1]) repeated++;
  }
  return repeated < MAX_REPEATED * visible && hasColors(pixels, MIN_COLORS);
}

/** Returns whether pixels have at least this many distinct colors. */
function hasColors(pixels: Uint32Array, count: number): boolean {
  const seen = new Uint32Array(2 ** 19); // a bit per color, without alpha
  let colors = 0;
  for (const pixel of pixels) {
    const color = pixel & 0xffffff;
    const bit = 1 << (color & 31);
    if (seen[color >>> 5]! & bit) continue;
    seen[color >>> 5]! |= bit;
    if (++colors >= count) return true;
  }
  return false;
}
