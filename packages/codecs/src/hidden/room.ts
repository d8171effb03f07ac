import type { QuantizeOptions, RgbaImage } from '@kcolors/core';
import { countHidden, countVisible, findHidden, type IsHidden, maskOf, rgbOf } from './hidden-pixels.ts';
import { rimColors } from './rim-colors.ts';

/** Maximum number of transparent entries for rims: eight always suffice. */
const MAX_RIM_ENTRIES = 8;
/** Maximum share of the colors for further transparent entries: for rims, and with `keepAll`. */
const RIM_SHARE = 1 / 16;
const KEEP_ALL_SHARE = 1 / 4;
/** Palettes with fewer colors than this ignore the rarest rim colors, up to this share of the rim pixels. */
const MANY_COLORS = 64;
const TOLERANCE = 0.02;

/**
 * Returns the options with a lower `maxColors` if the hidden colors of an image need several palette entries. If all
 * visible colors of the image fit, `maxColors` stays: hidden colors get only the entries that are left.
 */
export function leaveRoom(options: QuantizeOptions, image: RgbaImage, keepAll: boolean): QuantizeOptions {
  const { alpha, fixedColors, maxColors } = options;
  if (maxColors === undefined || alpha === 'ignore' || hasFixedHidden(fixedColors)) return options;
  const { data } = image;
  const opaque = alpha === 'binary' ? 128 : 1;
  const isHidden: IsHidden = (pixel) => data[4 * pixel + 3]! < opaque;
  const free = maxColors - (fixedColors?.length ?? 0) / 4;
  const maxEntries = 1 + Math.floor(free * (keepAll ? KEEP_ALL_SHARE : RIM_SHARE));
  if (maxEntries < 2 || findHidden(image, isHidden).count !== 'several') return options;
  const needed = keepAll
    ? countHidden(image, isHidden, maxEntries)
    : rimColors(
        image,
        maskOf(image, isHidden),
        Math.min(maxEntries, MAX_RIM_ENTRIES),
        maxColors < MANY_COLORS ? TOLERANCE : 0,
      ).length;
  if (needed < 2 || countVisible(image, isHidden, maxColors) < maxColors) return options;
  return { ...options, maxColors: maxColors - (needed - 1) };
}

/** Returns whether a fixed color is transparent but not black, which is the default for "transparent". */
function hasFixedHidden(colors: Uint8Array = new Uint8Array(0)): boolean {
  return colors.some((value, i) => i % 4 === 3 && value === 0 && rgbOf(colors, i >> 2) !== 0);
}
