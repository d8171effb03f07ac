import { hexOf } from '../palettes/hex.ts';

/** Red, green, blue and alpha, 0 to 255. */
export interface Rgba {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly a: number;
}

/** Parses `#rgb`, `#rrggbb` or `#rrggbbaa`. Returns undefined for anything else. */
export function parseHex(hex: string): Rgba | undefined {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(hex)?.[1];
  if (digits === undefined) return undefined;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g)!;
  const [r, g, b, a = 255] = pairs.map((pair) => Number.parseInt(pair, 16)) as [
    number,
    number,
    number,
    number?,
  ];
  return { r, g, b, a };
}

/** Formats a color as `#rrggbb`, or as `#rrggbbaa` if it is translucent. */
export const toHex = ({ r, g, b, a }: Rgba): string => hexOf(r, g, b, a);

/**
 * Normalizes a hex color as requests and palettes store it: lowercase, long form, without an alpha of 100 %. Returns
 * undefined for an invalid color.
 */
export function normalHex(hex: string): string | undefined {
  const color = parseHex(hex.trim());
  return color && toHex(color);
}
