import { type RgbaImage, srgbToOklab } from '@kcolors/core';

/** Returns the mean of ΔR² + ΔG² + ΔB² over the pixels. Alpha is ignored. */
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

/** Returns the peak signal-to-noise ratio in dB over the three channels; Infinity if nothing differs. */
export function peakSignalToNoise(mse: number): number {
  return 10 * Math.log10((3 * 255 * 255) / mse);
}

/** Default for the maximum number of pixels that `deltaE` compares. */
const MAX_SAMPLES = 2 ** 18;

/**
 * Returns the mean color difference of two images of equal size, ΔE OK × 100: the Euclidean distance in Oklab times 100.
 * About 2 is just noticeable. It is the mean over the pixels that are visible in at least one image, and 0 if there are
 * none. A translucent pixel counts as the mean of its differences on white and on black.
 * @param maxSamples - maximum number of compared pixels. Larger images are sampled at a stride that is coprime to
 * the width, so that samples do not line up in columns. @defaultValue 2¹⁸
 */
export function deltaE(a: RgbaImage, b: RgbaImage, maxSamples: number = MAX_SAMPLES): number {
  const [left, right] = [a.data, b.data];
  const stride = sampleStride(a.width, left.length / 4, maxSamples);
  const [one, other] = [new Float64Array(3), new Float64Array(3)];
  const distanceOn = (i: number, background: number): number => {
    oklabOn(background, left, i, one);
    oklabOn(background, right, i, other);
    return Math.sqrt((one[0]! - other[0]!) ** 2 + (one[1]! - other[1]!) ** 2 + (one[2]! - other[2]!) ** 2);
  };
  let sum = 0;
  let count = 0;
  for (let i = 0; i < left.length; i += 4 * stride) {
    const [alpha, alphaOfOther] = [left[i + 3]!, right[i + 3]!];
    if (alpha === 0 && alphaOfOther === 0) continue;
    count++;
    if (alpha === 255 && alphaOfOther === 255) sum += distanceOn(i, 255);
    else sum += (distanceOn(i, 255) + distanceOn(i, 0)) / 2;
  }
  return count > 0 ? (100 * sum) / count : 0;
}

/** Writes the Oklab color of a pixel on a gray background. */
function oklabOn(background: number, data: RgbaImage['data'], at: number, out: Float64Array): void {
  const alpha = data[at + 3]!;
  const on = (value: number) => Math.round((value * alpha + background * (255 - alpha)) / 255);
  srgbToOklab(on(data[at]!), on(data[at + 1]!), on(data[at + 2]!), out);
}

function sampleStride(width: number, pixels: number, maxSamples: number): number {
  let stride = Math.max(1, Math.ceil(pixels / maxSamples));
  while (width > 1 && greatestCommonDivisor(stride, width) > 1) stride++;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
