import type { RgbaImage } from '@kcolors/core';

/** Returns whether a pixel, by its index, is fully transparent, so that its color is hidden. */
export type IsHidden = (pixel: number) => boolean;

/** Returns red, green and blue of a pixel as one number, red in the lowest byte. */
export const rgbOf = (data: RgbaImage['data'], pixel: number): number =>
  data[4 * pixel]! | (data[4 * pixel + 1]! << 8) | (data[4 * pixel + 2]! << 16);

/** Number of hidden colors: none, one, or several. `first` is the first one. */
export type HiddenColors =
  | { readonly count: 'none' }
  | { readonly count: 'one' | 'several'; readonly first: number };

/** ScoreCache at the hidden pixels of an image up to the first whose color differs from the ones before. */
export function findHidden({ data, height, width }: RgbaImage, isHidden: IsHidden): HiddenColors {
  const total = width * height;
  let first = -1;
  for (let i = 0; i < total; i++) {
    if (!isHidden(i)) continue;
    const color = rgbOf(data, i);
    if (first < 0) first = color;
    else if (color !== first) return { count: 'several', first };
  }
  return first < 0 ? { count: 'none' } : { count: 'one', first };
}

/** Returns the number of hidden colors, counted up to `limit`. */
export function countHidden({ data, height, width }: RgbaImage, isHidden: IsHidden, limit: number): number {
  const total = width * height;
  const colors = new Set<number>();
  for (let i = 0; i < total && colors.size < limit; i++) if (isHidden(i)) colors.add(rgbOf(data, i));
  return colors.size;
}

/** Returns the number of different RGBA colors of visible pixels, counted up to `limit`. */
export function countVisible({ data, height, width }: RgbaImage, isHidden: IsHidden, limit: number): number {
  const total = width * height;
  const colors = new Set<number>();
  let last = -1;
  for (let i = 0; i < total && colors.size < limit; i++) {
    if (isHidden(i)) continue;
    const color = rgbOf(data, i) + data[4 * i + 3]! * 2 ** 24;
    if (color === last) continue;
    last = color;
    colors.add(color);
  }
  return colors.size;
}

/** Returns one byte per pixel, 1 for hidden pixels, so that neighbors of many pixels are read quickly. */
export function maskOf({ height, width }: RgbaImage, isHidden: IsHidden): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let i = 0; i < mask.length; i++) if (isHidden(i)) mask[i] = 1;
  return mask;
}

/** Returns whether one of the eight neighbors of a hidden pixel is visible: filtering mixes the two. */
export function isAtRim(mask: Uint8Array, pixel: number, width: number): boolean {
  const x = pixel % width;
  const from = x === 0 ? 0 : -1;
  const to = x === width - 1 ? 0 : 1;
  for (let row = pixel - width; row <= pixel + width; row += width) {
    if (row < 0 || row >= mask.length) continue;
    for (let i = row + from; i <= row + to; i++) if (mask[i] === 0) return true;
  }
  return false;
}
