import type { RemapResult } from '@kcolors/core';
import type { ExtractedColor } from '@kcolors/core/palette';
import type { PaletteEntry } from './types.ts';

/** The colors of a result, in the order of its palette, with their shares of the pixels. */
export function listPalette({
  palette,
  weights,
  indices,
}: Pick<RemapResult, 'palette' | 'weights'> & {
  readonly indices: { readonly length: number };
}): PaletteEntry[] {
  return Array.from({ length: palette.length / 4 }, (_, i) => ({
    hex: hexOf(palette.subarray(4 * i, 4 * i + 4)),
    share: weights[i]! / indices.length,
  }));
}

/** Main colors, in their order. */
export const listColors = (colors: readonly ExtractedColor[]): PaletteEntry[] =>
  colors.map(({ rgba, share }) => ({ hex: hexOf(rgba), share }));

/** `#rrggbb`, or `#rrggbbaa` when translucent. */
function hexOf(color: Uint8Array): string {
  const used = color[3] === 255 ? color.subarray(0, 3) : color;
  return `#${Array.from(used, (value) => value.toString(16).padStart(2, '0')).join('')}`;
}
