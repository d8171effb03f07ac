import { normalHex, parseHex } from './swatch-color.ts';

/** A color and the fraction of the pixels that have it, 0 to 1. */
export interface PaletteColor {
  readonly hex: string;
  readonly share: number;
}

/** Reads the `colors` attribute, `"#0b1d2a 0.42, #ffffff 0.1"`; entries that are not a color are left out. */
export function parseColors(text: string | null): PaletteColor[] {
  const entries = (text ?? '').split(',').map((entry) => entry.trim().split(/\s+/));
  return entries
    .map(([hex = '', share = '']) => ({ hex: hex.toLowerCase(), share: Number(share) || 0 }))
    .filter(({ hex }) => parseHex(hex) !== undefined);
}

/** Writes what `parseColors` reads. */
export function formatColors(colors: readonly PaletteColor[]): string {
  return colors.map(({ hex, share }) => `${hex} ${Number(share.toFixed(6))}`).join(', ');
}

/** Largest share first; equal shares keep their order. */
export function byShare(colors: readonly PaletteColor[]): PaletteColor[] {
  return [...colors].sort((one, other) => other.share - one.share);
}

/** A palette, if there is one, and the locked colors that are not in it yet. */
export function withComing(
  palette: readonly PaletteColor[],
  locked: readonly string[],
): readonly PaletteColor[] {
  if (palette.length === 0) return palette;
  const known = new Set(palette.map(({ hex }) => normalHex(hex)));
  const coming = locked.filter((hex) => !known.has(normalHex(hex)));
  return [...palette, ...coming.map((hex) => ({ hex, share: 0 }))];
}

/** `42 %`, `4.2 %`, `< 0.1 %`: two digits tell enough. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.1) return '< 0.1 %';
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}
