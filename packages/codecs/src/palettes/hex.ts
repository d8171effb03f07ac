/** Red, green, blue and alpha, 0 to 255. */
export type Rgba = readonly [r: number, g: number, b: number, a: number];

/** Returns `#rrggbb`, or `#rrggbbaa` if translucent. Channels are 0 to 255. */
export function hexOf(r: number, g: number, b: number, a = 255): string {
  const channels = a === 255 ? [r, g, b] : [r, g, b, a];
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Returns the hex value of the RGBA color that starts at byte `at`. */
export const hexAt = (bytes: ArrayLike<number>, at = 0): string =>
  hexOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!);

/** Returns the channels of `#rrggbb` or `#rrggbbaa`. */
export function bytesOf(hex: string): Rgba {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  const alpha = hex.length === 9 ? Number.parseInt(hex.slice(7), 16) : 255;
  return [value >> 16, (value >> 8) & 255, value & 255, alpha];
}

/**
 * Normalizes a hex value of 3, 4, 6 or 8 digits, with or without `#`, to `#rrggbb` or `#rrggbbaa`; otherwise undefined.
 */
export function normalHex(text: unknown): string | undefined {
  const digits = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(String(text).trim())?.[1]?.toLowerCase();
  if (digits === undefined) return undefined;
  const long = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  return `#${long.length === 8 && long.endsWith('ff') ? long.slice(0, 6) : long}`;
}

/** Converts `aarrggbb`, the order of Android, Flutter and Paint.NET, to `#rrggbb` or `#rrggbbaa`. */
export function hexOfArgb(digits: string): string {
  return normalHex(digits.slice(2) + digits.slice(0, 2))!;
}

/** Converts `#rrggbb` or `#rrggbbaa` to `aarrggbb`, the order of Android, Flutter and Paint.NET. */
export function argbOf(hex: string): string {
  return (hex.slice(7) || 'ff') + hex.slice(1, 7);
}
