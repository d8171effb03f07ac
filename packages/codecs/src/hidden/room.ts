import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { countHidden, countVisible, findHidden, type IsHidden, maskOf, rgbOf } from './hidden-pixels.ts';
import { rimColors } from './rim-colors.ts';

/** Most entries of full transparency for the rims of an image: so many are always enough. */
const MOST_AT_RIMS = 8;
/** Most of the colors that give way to further entries of full transparency, and so where they are to be kept. */
const SHARE_AT_RIMS = 1 / 16;
const SHARE_KEPT = 1 / 4;
/** With fewer colors than this, so small a share of the pixels at rims has no color for its sake. */
const MANY_COLORS = 64;
const TOLERANCE = 0.02;

/**
 * The options, with fewer colors where the hidden colors of an image need more than one entry of the palette. Where all
 * its visible colors fit, they stay: only what they leave is for hidden ones.
 */
export function leaveRoom(options: QuantizeOptions, image: RgbaImage, keeps: boolean): QuantizeOptions {
  const { alpha, fixedColors, maxColors } = options;
  if (maxColors === undefined || alpha === 'ignore' || givesHidden(fixedColors)) return options;
  const { data } = image;
  const opaque = alpha === 'binary' ? 128 : 1;
  const isHidden: IsHidden = (pixel) => data[4 * pixel + 3]! < opaque;
  const free = maxColors - (fixedColors?.length ?? 0) / 4;
  const most = 1 + Math.floor(free * (keeps ? SHARE_KEPT : SHARE_AT_RIMS));
  if (most < 2 || findHidden(image, isHidden).count !== 'several') return options;
  const needed = keeps
    ? countHidden(image, isHidden, most)
    : rimColors(
        image,
        maskOf(image, isHidden),
        Math.min(most, MOST_AT_RIMS),
        maxColors < MANY_COLORS ? TOLERANCE : 0,
      ).length;
  if (needed < 2 || countVisible(image, isHidden, maxColors) < maxColors) return options;
  return { ...options, maxColors: maxColors - (needed - 1) };
}

/** Whether a color of full transparency is given that is not black, as full transparency is when nothing is said of it. */
function givesHidden(colors: Uint8Array = new Uint8Array(0)): boolean {
  return colors.some((value, i) => i % 4 === 3 && value === 0 && rgbOf(colors, i >> 2) !== 0);
}
