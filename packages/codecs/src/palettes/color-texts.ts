import { formatCss, formatHsl, formatRgb, wcagContrast } from 'culori/fn';
import { toOklch, toP3 } from './color-values.ts';

/** CSS notation of a color. */
export type ColorNotation = 'hex' | 'rgb' | 'hsl' | 'oklch' | 'display-p3';

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Functions that return a color in a CSS notation. They take `#rrggbb` or `#rrggbbaa`. */
export const COLOR_NOTATIONS: Readonly<Record<ColorNotation, (hex: string) => string>> = {
  hex: (hex: string): string => hex,
  rgb: (hex: string): string => formatRgb(hex)!,
  hsl: (hex: string): string => formatHsl(hex)!,
  oklch: (hex: string): string => {
    const { l, c, h, ...rest } = toOklch(hex);
    const hue = h === undefined || c < 0.0005 ? {} : { h: round(h, 1) };
    return formatCss({ ...rest, l: round(l, 4), c: round(c, 4), ...hue, ...shortAlpha(rest) });
  },
  'display-p3': (hex: string): string => {
    const { r, g, b, ...rest } = toP3(hex);
    return formatCss({ ...rest, r: round(r, 4), g: round(g, 4), b: round(b, 4), ...shortAlpha(rest) });
  },
};

const shortAlpha = ({ alpha }: { alpha?: number | undefined }): { alpha?: number } =>
  alpha === undefined ? {} : { alpha: round(alpha, 3) };

/**
 * Returns the WCAG 2 contrast ratio of two colors, 1 to 21. Alpha is ignored.
 * @param hex - `#rrggbb` or `#rrggbbaa`
 * @param other - `#rrggbb` or `#rrggbbaa`
 */
export function contrastOf(hex: string, other: string): number {
  return wcagContrast(hex.slice(0, 7), other.slice(0, 7));
}

/**
 * Returns the text color, black or white, with the higher contrast on a background. On opaque colors the contrast is at
 * least 4.5.
 * @param hex - background, `#rrggbb` or `#rrggbbaa`
 */
export function readableOn(hex: string): '#000000' | '#ffffff' {
  return contrastOf(hex, '#000000') >= contrastOf(hex, '#ffffff') ? '#000000' : '#ffffff';
}
