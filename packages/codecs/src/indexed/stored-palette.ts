import type { Palette } from '@kcolors/core';
import { readGif } from '../gif/blocks.ts';
import { readChunks } from '../png/chunks.ts';
import { sniffFormat } from '../sniff.ts';

/**
 * Returns the stored palette of an indexed PNG or of the first frame of a GIF: RGBA, 4 bytes per color, including
 * duplicates and unused colors. Undefined for an image without a palette.
 */
export function storedPalette(bytes: Uint8Array): Palette | undefined {
  const format = sniffFormat(bytes);
  if (format === 'png') return pngPalette(bytes);
  return format === 'gif' ? gifPalette(bytes) : undefined;
}

function pngPalette(bytes: Uint8Array): Palette | undefined {
  const { chunks } = readChunks(bytes);
  if (chunks[0]?.data[9] !== 3) return undefined;
  const colors = chunks.find(({ type }) => type === 'PLTE')?.data ?? new Uint8Array(0);
  const alphas = chunks.find(({ type }) => type === 'tRNS')?.data;
  return withAlpha(colors, (i) => alphas?.[i] ?? 255);
}

function gifPalette(bytes: Uint8Array): Palette {
  const { palette, transparent } = readGif(bytes).frame;
  return withAlpha(palette, (i) => (i === transparent ? 0 : 255));
}

function withAlpha(colors: Uint8Array, alphaOf: (i: number) => number): Palette {
  const palette = new Uint8Array(4 * Math.floor(colors.length / 3));
  for (let i = 0; 4 * i < palette.length; i++) {
    palette.set(colors.subarray(3 * i, 3 * i + 3), 4 * i);
    palette[4 * i + 3] = alphaOf(i);
  }
  return palette;
}
