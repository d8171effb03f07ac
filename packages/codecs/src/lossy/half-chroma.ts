import type { RgbaImage } from '@kcolors/core';

/**
 * Returns the image with the colors of each 2 × 2 pixels averaged and their lightness unchanged, as a JPEG of half
 * chroma stores it. The last row and column of an odd size stay as they are.
 */
export function withHalfChroma({ data, height, width }: RgbaImage): RgbaImage {
  const out = new Uint8ClampedArray(data); // rounds and clamps
  const offsets = [0, 4, 4 * width, 4 * width + 4];
  for (let y = 0; y + 1 < height; y += 2) {
    for (let x = 0; x + 1 < width; x += 2) {
      const at = 4 * (y * width + x);
      let red = 0;
      let blue = 0;
      for (const offset of offsets) {
        const luma = lumaAt(data, at + offset);
        red += data[at + offset]! - luma;
        blue += data[at + offset + 2]! - luma;
      }
      for (const offset of offsets) {
        const luma = lumaAt(data, at + offset);
        out[at + offset] = luma + red / 4;
        out[at + offset + 1] = luma - (RED * red + BLUE * blue) / (4 * GREEN);
        out[at + offset + 2] = luma + blue / 4;
      }
    }
  }
  return { data: new Uint8Array(out.buffer), width, height };
}

// Weights of luma in JPEG (ITU-T T.871).
const RED = 0.299;
const GREEN = 0.587;
const BLUE = 0.114;

const lumaAt = (data: ArrayLike<number>, at: number): number =>
  RED * data[at]! + GREEN * data[at + 1]! + BLUE * data[at + 2]!;
