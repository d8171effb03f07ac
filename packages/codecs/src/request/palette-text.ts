import type { PaletteEntry } from '../types.ts';
import { parseHex } from './hex.ts';

/** Reads a palette from one line, `"#0b1d2a 0.42, #ffffff 0.1"`: a color and its share. What is no color is left out. */
export function parseColors(text: string | null): PaletteEntry[] {
  const entries = (text ?? '').split(',').map((entry) => entry.trim().split(/\s+/));
  return entries
    .map(([hex = '', share = '']) => ({ hex: hex.toLowerCase(), share: Number(share) || 0 }))
    .filter(({ hex }) => parseHex(hex) !== undefined);
}

/** Writes what `parseColors` reads. */
export function formatColors(colors: readonly PaletteEntry[]): string {
  return colors.map(({ hex, share }) => `${hex} ${Number(share.toFixed(6))}`).join(', ');
}
