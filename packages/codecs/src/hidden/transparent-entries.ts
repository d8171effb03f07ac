import type { QuantizeResult } from '@kcolors/core';
import { type IsHidden, rgbOf } from './hidden-pixels.ts';

/** Returns the index of the first fully transparent color of a palette, or -1. */
export function transparentEntry(palette: Uint8Array): number {
  for (let i = 0; 4 * i < palette.length; i++) if (palette[4 * i + 3] === 0) return i;
  return -1;
}

/** Transparent palette entries to write. */
export interface Entries {
  /** Their colors, red in the lowest byte. */
  readonly colors: readonly number[];
  /** Palette index that the first color gets; undefined if all are added at the end. */
  readonly first: number | undefined;
  /** Returns the index in `colors` for a hidden pixel; called once per hidden pixel, in their order. */
  readonly entryOf: (pixel: number) => number;
}

/** Returns the result with these transparent entries: one in place of the existing entry, the others at the end. */
export function withEntries(
  result: QuantizeResult,
  isHidden: IsHidden,
  { colors, first, entryOf }: Entries,
): QuantizeResult {
  const count = result.palette.length / 4;
  const places = colors.map((_, i) => (first === undefined ? count + i : i === 0 ? first : count + i - 1));
  const indices = result.indices.slice();
  const counts = new Float64Array(count + colors.length - (first === undefined ? 0 : 1));
  counts.set(result.counts);
  for (let i = 0; i < indices.length; i++) {
    if (!isHidden(i)) continue;
    const place = places[entryOf(i)]!;
    counts[indices[i]!]!--;
    counts[place]!++;
    indices[i] = place;
  }
  const palette = new Uint8Array(4 * counts.length);
  palette.set(result.palette);
  places.forEach((place, i) => {
    setRgb(palette, place, colors[i]!);
  });
  return heaviestFirst({ ...result, indices, palette, counts }, places);
}

/** Sorts some palette entries by descending weight, so that the file does not depend on the order of discovery. */
function heaviestFirst(result: QuantizeResult, places: readonly number[]): QuantizeResult {
  const { indices, palette, counts } = result;
  const order = [...places].sort(
    (one, other) => counts[other]! - counts[one]! || rgbOf(palette, one) - rgbOf(palette, other),
  );
  const sorted = { palette: palette.slice(), counts: counts.slice() };
  const renumber = Uint8Array.from({ length: 256 }, (_, i) => i);
  order.forEach((from, i) => {
    const to = places[i]!;
    renumber[from] = to;
    setRgb(sorted.palette, to, rgbOf(palette, from));
    sorted.counts[to] = counts[from]!;
  });
  for (let i = 0; i < indices.length; i++) indices[i] = renumber[indices[i]!]!;
  return { ...result, ...sorted };
}

/** Returns the palette with another color in one entry, whose alpha stays. */
export function recolored(palette: Uint8Array, entry: number, color: number): Uint8Array {
  const copy = palette.slice();
  setRgb(copy, entry, color);
  return copy;
}

function setRgb(palette: Uint8Array, entry: number, color: number): void {
  palette[4 * entry] = color & 255;
  palette[4 * entry + 1] = (color >> 8) & 255;
  palette[4 * entry + 2] = color >> 16;
}
