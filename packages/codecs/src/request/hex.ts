import { hexOf } from '../palettes/hex.ts';

/** Red, green, blue and alpha, 0 to 255. */
export interface Rgba {
  /** Red, 0 to 255. */
  readonly r: number;
  /** Green, 0 to 255. */
  readonly g: number;
  /** Blue, 0 to 255. */
  readonly b: number;
  /** Alpha, 0 to 255. */
  readonly a: number;
}

/** Returns the channels of `#rgb`, `#rrggbb` or `#rrggbbaa`; undefined for any other text. */
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

/** Returns `#rrggbb`, or `#rrggbbaa` if translucent. */
export const toHex = ({ r, g, b, a }: Rgba): string => hexOf(r, g, b, a);

/** Normalizes `#rgb`, `#rrggbb` or `#rrggbbaa` to lowercase `#rrggbb` or `#rrggbbaa`; undefined for any other text. */
export function normalHex(hex: string): string | undefined {
  const color = parseHex(hex.trim());
  return color && toHex(color);
}
