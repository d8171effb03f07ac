import type { Rgba } from '@kcolors/codecs/request';

/** What a swatch needs to know of its color: how to paint it, and which text can be read on it. */

/** Relative luminance of WCAG 2.2, 0 to 1, of the color over white. */
export function luminance({ r, g, b, a }: Rgba): number {
  const [red, green, blue] = [r, g, b].map((channel) => toLinear((channel * a) / 255 + 255 - a)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Light of a stored channel, 0 to 1. */
export function toLinear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Contrast ratio of WCAG 2.2 between two luminances, 1 to 21. */
export function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Black or white, whichever reads better on the color; never below a contrast of 4.5. */
export function readableOn(color: Rgba): 'black' | 'white' {
  const light = luminance(color);
  return contrast(light, 0) >= contrast(light, 1) ? 'black' : 'white';
}
