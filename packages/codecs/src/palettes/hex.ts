/** Red, green, blue and alpha, 0 to 255. */
export type Rgba = readonly [r: number, g: number, b: number, a: number];

/** `#rrggbb`, or `#rrggbbaa` when translucent, of bytes. */
export function hexOf(r: number, g: number, b: number, a = 255): string {
  const channels = a === 255 ? [r, g, b] : [r, g, b, a];
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The hex of the color that begins at a byte, red, green, blue and alpha. */
export const hexAt = (bytes: ArrayLike<number>, at = 0): string =>
  hexOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!);

/** The bytes of `#rrggbb` or `#rrggbbaa`. */
export function bytesOf(hex: string): Rgba {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  const alpha = hex.length === 9 ? Number.parseInt(hex.slice(7), 16) : 255;
  return [value >> 16, (value >> 8) & 255, value & 255, alpha];
}

/** `#rrggbb` or `#rrggbbaa` of a hex of 3, 4, 6 or 8 digits, with or without `#`; undefined for anything else. */
export function normalHex(text: unknown): string | undefined {
  const digits = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(String(text).trim())?.[1]?.toLowerCase();
  if (digits === undefined) return undefined;
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  return `#${long.length === 8 && long.endsWith('ff') ? long.slice(0, 6) : long}`;
}

/** `#rrggbbaa` of `aarrggbb`, the order of Android, Flutter and Paint.NET. */
export function hexOfArgb(digits: string): string {
  return normalHex(digits.slice(2) + digits.slice(0, 2))!;
}

/** `aarrggbb`, the order of Android, Flutter and Paint.NET. */
export function argbOf(hex: string): string {
  return (hex.slice(7) || 'ff') + hex.slice(1, 7);
}
