import type { IndexedImage, RgbaImage } from '@kcolors/core';

/**
 * Returns the mean over the pixels of ΔR² + ΔG² + ΔB² between an image and its indexed version. This is core's
 * measure (`RemapResult.mse`), reimplemented so that core does not judge itself. Translucent pixels use the mean
 * squared difference over all gray backgrounds.
 */
export function meanSquaredError({ data }: RgbaImage, { indices, palette }: IndexedImage): number {
  let sum = 0;
  for (let i = 0, pos = 0; i < indices.length; i++, pos += 4) {
    const entry = indices[i]! * 4;
    const a = data[pos + 3]!;
    const b = palette[entry + 3]!;
    for (let channel = 0; channel < 3; channel++) {
      sum += seenDifferenceSq(data[pos + channel]!, a, palette[entry + channel]!, b);
    }
  }
  return sum / indices.length;
}

/**
 * Returns the squared difference of two values of a channel with their alphas, averaged over gray backgrounds.
 * Over a gray g the values differ by p − q·g, where p is the difference of value × alpha and q that of alpha. Its
 * square has the mean p² − 255·p·q + 255²·q²/3 for g from 0 to 255.
 */
function seenDifferenceSq(value: number, alpha: number, other: number, otherAlpha: number): number {
  const p = (value * alpha - other * otherAlpha) / 255;
  const q = alpha - otherAlpha; // 255 times the alpha difference
  return p * p - p * q + (q * q) / 3;
}
