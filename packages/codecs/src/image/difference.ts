import { type RgbaImage, srgbToOklab } from '@kcolors/core';

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

/** Most pixels that `deltaE` looks at unless told otherwise. */
const MOST_SAMPLES = 2 ** 18;

/**
 * Mean Euclidean distance in Oklab × 100 (ΔE OK × 100: about 2 can just be seen) of the pixels that can be seen in one
 * of two images of the same size; 0 when there are none. Translucent pixels are looked at on white and on black, and the
 * mean of both counts. Where there are more pixels than `most`, every n-th is taken, row by row from the top left: the
 * lowest n that keeps to `most` and shares no factor with the width, so that it does not walk down columns.
 */
export function deltaE(a: RgbaImage, b: RgbaImage, most: number = MOST_SAMPLES): number {
  const [left, right] = [a.data, b.data];
  const stride = sampleStride(a.width, left.length / 4, most);
  const [one, other] = [new Float64Array(3), new Float64Array(3)];
  const distanceOn = (i: number, ground: number): number => {
    oklabOn(ground, left, i, one);
    oklabOn(ground, right, i, other);
    return Math.sqrt((one[0]! - other[0]!) ** 2 + (one[1]! - other[1]!) ** 2 + (one[2]! - other[2]!) ** 2);
  };
  let sum = 0;
  let seen = 0;
  for (let i = 0; i < left.length; i += 4 * stride) {
    const [alpha, alphaOfOther] = [left[i + 3]!, right[i + 3]!];
    if (alpha === 0 && alphaOfOther === 0) continue;
    seen++;
    if (alpha === 255 && alphaOfOther === 255) sum += distanceOn(i, 255);
    else sum += (distanceOn(i, 255) + distanceOn(i, 0)) / 2;
  }
  return seen > 0 ? (100 * sum) / seen : 0;
}

/** The Oklab color of a pixel on a gray ground. */
function oklabOn(ground: number, data: RgbaImage['data'], at: number, out: Float64Array): void {
  const alpha = data[at + 3]!;
  const on = (value: number) => Math.round((value * alpha + ground * (255 - alpha)) / 255);
  srgbToOklab(on(data[at]!), on(data[at + 1]!), on(data[at + 2]!), out);
}

function sampleStride(width: number, pixels: number, most: number): number {
  let stride = Math.max(1, Math.ceil(pixels / most));
  while (width > 1 && divisor(stride, width) > 1) stride++;
  return stride;
}

/** The greatest common divisor, by Euclid. */
function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
