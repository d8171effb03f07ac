import type { IndexedImage, RgbaImage } from '@kcolors/core';
import { expand } from '../look/pixels.ts';

/** Input of the measures in this folder: pixels, or a palette with one index per pixel. */
export type Picture = RgbaImage | IndexedImage;

/** Returns the pixels of an image: 8-bit red, green, blue and alpha. */
export const pixelsOf = (picture: Picture): RgbaImage => ('indices' in picture ? expand(picture) : picture);

/** Linear light of an 8-bit sRGB value, 0 to 1 (IEC 61966-2-1). */
const LIGHT = Float64Array.from({ length: 256 }, (_, value) =>
  value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
);

/**
 * Converts an 8-bit sRGB color to Oklab: lightness 0 to 1, a, b. Reimplemented so that core does not judge itself.
 * B. Ottosson, "A perceptual color space for image processing", 2020.
 */
export function oklab(red: number, green: number, blue: number): [l: number, a: number, b: number] {
  const [r, g, b] = [LIGHT[red]!, LIGHT[green]!, LIGHT[blue]!];
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}

/**
 * Returns the Oklab values of each pixel over white, 3 numbers per pixel. A repeated color is not converted again.
 */
export function oklabOf(picture: Picture): Float32Array {
  const { data, height, width } = pixelsOf(picture);
  const lab = new Float32Array(3 * width * height);
  const known = new Map<number, [number, number, number]>();
  for (let i = 0, at = 0; i < data.length; i += 4, at += 3) {
    const [red, green, blue] = [overWhite(data, i), overWhite(data, i + 1), overWhite(data, i + 2)];
    const word = (red << 16) | (green << 8) | blue;
    let color = known.get(word);
    if (!color) {
      color = oklab(red, green, blue);
      known.set(word, color);
    }
    lab.set(color, at);
  }
  return lab;
}

/** Returns the luma of each pixel over white, in 8-bit units: BT.709 weights on stored values. */
export function lumaOf(picture: Picture): Float32Array {
  const { data, height, width } = pixelsOf(picture);
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    const at = 4 * i;
    luma[i] =
      0.2126 * overWhite(data, at) + 0.7152 * overWhite(data, at + 1) + 0.0722 * overWhite(data, at + 2);
  }
  return luma;
}

/** Returns a channel's value over white. */
function overWhite(data: ArrayLike<number>, at: number): number {
  const alpha = data[at | 3]!;
  return alpha === 255 ? data[at]! : Math.round((data[at]! * alpha + 255 * (255 - alpha)) / 255);
}
