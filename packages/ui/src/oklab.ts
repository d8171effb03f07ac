import { parseHex, type Rgba } from '@kcolors/codecs/request';
import { toLinear } from './swatch-color.ts';

/** A color where distances are as the eye sees them (Ottosson 2020), with its opacity, 0 to 1. */
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

/** The nearest color that can be stored. */
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

/** How different two colors look, squared; full transparency has no hue. */
export function distance(one: string, other: string): number {
  const [p, q] = [oklabOf(parseHex(one)!), oklabOf(parseHex(other)!)];
  const along = (key: 'l' | 'a' | 'b') => (p[key] * p.alpha - q[key] * q.alpha) ** 2;
  return along('l') + along('a') + along('b') + (p.alpha - q.alpha) ** 2;
}
