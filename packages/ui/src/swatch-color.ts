/** What a swatch needs to know of its color: how to paint it, and which text can be read on it. */

export interface Rgba {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** 0 to 255. */
  readonly a: number;
}

/** Reads `#rgb`, `#rrggbb` or `#rrggbbaa`; undefined for anything else. */
export function parseHex(hex: string): Rgba | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(hex);
  const long = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : hex;
  const digits = /^#([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(long);
  if (!digits) return undefined;
  const value = Number.parseInt(digits[1]!, 16);
  const a = digits[2] === undefined ? 255 : Number.parseInt(digits[2], 16);
  return { r: value >> 16, g: (value >> 8) & 255, b: value & 255, a };
}

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

/** `#rrggbb`, or `#rrggbbaa` when translucent. */
export function toHex({ r, g, b, a }: Rgba): string {
  const channels = a === 255 ? [r, g, b] : [r, g, b, a];
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** A hex as requests and palettes write it: lowercase, long, without an opacity of 100 %; undefined for no color. */
export function normalHex(hex: string): string | undefined {
  const color = parseHex(hex.trim());
  return color && toHex(color);
}
