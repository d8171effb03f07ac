import type { PaletteEntry } from '../compress-types.ts';
import { parseHex } from './hex.ts';

/** Reads a palette from one line of colors with shares: `"#0b1d2a 0.42, #ffffff 0.1"`. Invalid colors are skipped. */
export function parseColors(text: string | null): PaletteEntry[] {
  const entries = (text ?? '').split(',').map((entry) => entry.trim().split(/\s+/));
  return entries
    .map(([hex = '', share = '']) => ({ hex: hex.toLowerCase(), share: Number(share) || 0 }))
    .filter(({ hex }) => parseHex(hex) !== undefined);
}

/** Returns a palette as one line for `parseColors`. */
export function formatColors(colors: readonly PaletteEntry[]): string {
  return colors.map(({ hex, share }) => `${hex} ${Number(share.toFixed(6))}`).join(', ');
}
