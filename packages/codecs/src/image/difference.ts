import type { RgbaImage } from '@kcolors/core';

/** Mean over the pixels of ΔR² + ΔG² + ΔB²; alpha is not looked at. */
export function meanSquaredError(a: RgbaImage, b: RgbaImage): number {
  const [left, right] = [a.data, b.data];
  let sum = 0;
  for (let i = 0; i < left.length; i += 4) {
    const red = left[i]! - right[i]!;
    const green = left[i + 1]! - right[i + 1]!;
    const blue = left[i + 2]! - right[i + 2]!;
    sum += red * red + green * green + blue * blue;
  }
  return sum / (left.length / 4);
}

/** Peak signal-to-noise ratio in dB over the three channels; Infinity when nothing differs. */
export function peakSignalToNoise(mse: number): number {
  return 10 * Math.log10((3 * 255 * 255) / mse);
}
