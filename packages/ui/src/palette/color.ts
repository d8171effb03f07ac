import { parseHex, type Rgba } from '@kcolors/codecs/request';

/** A color in Oklab, where distances are perceptually uniform (Ottosson 2020), with its alpha, 0 to 1. */
export interface Oklab {
  readonly l: number;
  readonly a: number;
  readonly b: number;
  readonly alpha: number;
}

export function oklabOf(color: Rgba): Oklab {
  const [red, green, blue] = [toLinear(color.r), toLinear(color.g), toLinear(color.b)];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    alpha: color.a / 255,
  };
}

/** Returns the nearest color in sRGB with 8 bits per channel. */
export function rgbaOf({ l: lightness, a, b, alpha }: Oklab): Rgba {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return {
    r: toStored(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    g: toStored(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    b: toStored(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    a: Math.round(alpha * 255),
  };
}

function toStored(linear: number): number {
  const share = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, share)) * 255);
}

/** Returns the squared perceptual distance of two colors. Fully transparent colors have no hue. */
export function distance(one: string, other: string): number {
  const [p, q] = [oklabOf(parseHex(one)!), oklabOf(parseHex(other)!)];
  const along = (key: 'l' | 'a' | 'b') => (p[key] * p.alpha - q[key] * q.alpha) ** 2;
  return along('l') + along('a') + along('b') + (p.alpha - q.alpha) ** 2;
}

/** Colors of a swatch and of the text on it. */

/** Returns the relative luminance (WCAG 2.2), 0 to 1, of the color over white. */
export function luminance({ r, g, b, a }: Rgba): number {
  const [red, green, blue] = [r, g, b].map((channel) => toLinear((channel * a) / 255 + 255 - a)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Converts an sRGB channel to linear light, 0 to 1. */
function toLinear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Returns the contrast ratio (WCAG 2.2) of two luminances, 1 to 21. */
export function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Returns black or white, whichever has the higher contrast on the color. The contrast is at least 4.5. */
export function readableOn(color: Rgba): 'black' | 'white' {
  const light = luminance(color);
  return contrast(light, 0) >= contrast(light, 1) ? 'black' : 'white';
}
