import type { RemapResult } from '@kcolors/core';
import type { ExtractedColor } from '@kcolors/core/palette';
import type { PaletteEntry } from './compress-types.ts';
import { hexAt } from './palettes/hex.ts';

/** Returns the colors of a result in the order of its palette, with their shares of the pixels. */
export function listPalette({
  palette,
  counts,
  indices,
}: Pick<RemapResult, 'palette' | 'counts'> & {
  readonly indices: { readonly length: number };
}): PaletteEntry[] {
  return Array.from({ length: palette.length / 4 }, (_, i) => ({
    hex: hexAt(palette, 4 * i),
    share: counts[i]! / indices.length,
  }));
}

/** Returns extracted colors as palette entries, in the same order. */
export const listColors = (colors: readonly ExtractedColor[]): PaletteEntry[] =>
  colors.map(({ rgba, share }) => ({ hex: hexAt(rgba), share }));
