import type { Palette, RgbaImage } from '@kcolors/core';
import type { InputFormat } from '../types.ts';
import { storedPalette } from './stored-palette.ts';

/** An indexed original and its result. */
export interface PaletteChange {
  /** The original file. */
  readonly original: Uint8Array;
  /** Format of the original. */
  readonly format: InputFormat;
  /** Pixels of the original. */
  readonly image: RgbaImage;
  /** The new file. */
  readonly result: Uint8Array;
  /** Whether the pixels of the result are exact. */
  readonly isExact: boolean;
}

/**
 * Returns a note if the palette lost its order, duplicates or unused colors, which matter for palette swaps and color
 * cycling. One sentence, or none.
 */
export function orderNote({ format, image, isExact, original, result }: PaletteChange): readonly string[] {
  const stored = colorsOf(storedPalette(original), format);
  const used = usedColors(image);
  if (!stored || [...used].some((color) => !stored.includes(color))) return []; // decoding converted the colors
  const colors = withoutPadding(stored, used);
  const first = colors.filter((color, i) => colors.indexOf(color) === i);
  const kept = first.filter((color) => used.has(color));
  const dropped = colors.length - kept.length;
  const written = isExact && colorsOf(storedPalette(result), format);
  const isReordered = written && isOther(kept, withoutPadding(written, used));
  if (isReordered && dropped === 0) return ['The palette was reordered.'];
  if (isReordered) return [`The palette was reordered; duplicate or unused colors dropped: ${dropped}.`];
  return dropped > 0 ? [`Duplicate or unused colors of the palette were dropped: ${dropped}.`] : [];
}

/** Returns whether the common colors of both palettes have another order. Other colors were converted. */
function isOther(kept: readonly number[], written: readonly number[]): boolean {
  const common = kept.filter((color) => written.includes(color));
  return written.filter((color) => common.includes(color)).some((color, i) => color !== common[i]);
}

/** Returns colors as RGBA numbers. The transparent color of a GIF is 0, like its decoded pixels. */
function colorsOf(palette: Palette | undefined, format: InputFormat): number[] | undefined {
  if (!palette) return undefined;
  return Array.from({ length: palette.length / 4 }, (_, i) =>
    format === 'gif' && palette[4 * i + 3] === 0 ? 0 : colorAt(palette, 4 * i),
  );
}

const colorAt = (data: ArrayLike<number>, at: number): number =>
  (data[at]! | (data[at + 1]! << 8) | (data[at + 2]! << 16)) + data[at + 3]! * 2 ** 24;

function usedColors({ data }: RgbaImage): Set<number> {
  const colors = new Set<number>();
  let last = -1;
  for (let at = 0; at < data.length; at += 4) {
    const color = colorAt(data, at);
    if (color !== last) colors.add(color);
    last = color;
  }
  return colors;
}

const BLACK = 0xff000000;

/** Removes padding: equal or black colors at the end that only fill the table up to a length of the format. */
function withoutPadding(colors: readonly number[], used: ReadonlySet<number>): number[] {
  const last = colors.at(-1)!;
  let end = colors.length;
  while (end > 0 && colors[end - 1] === last) end--;
  if (end === colors.length - 1 && last !== BLACK) return [...colors];
  const isFilling = !used.has(last) || colors.indexOf(last) < end;
  return colors.slice(0, isFilling ? end : end + 1);
}
