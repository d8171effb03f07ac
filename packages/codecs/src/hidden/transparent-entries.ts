import type { QuantizeResult } from '@kcolors/core';
import { type IsHidden, rgbOf } from './hidden-pixels.ts';

/** Number of the first color of full transparency in a palette, or -1. */
export function transparentEntry(palette: Uint8Array): number {
  for (let i = 0; 4 * i < palette.length; i++) if (palette[4 * i + 3] === 0) return i;
  return -1;
}

/** Which transparent entries a result gets. */
export interface Entries {
  /** Their colors, red in the lowest byte. */
  readonly colors: readonly number[];
  /** The entry that takes the first of them; undefined where all follow the palette. */
  readonly first: number | undefined;
  /** The number in `colors` for a pixel; called for each that is hidden, in their order. */
  readonly numberOf: (pixel: number) => number;
}

/** A result whose hidden pixels have these entries: the one that was there, and others after the palette. */
export function withEntries(
  result: QuantizeResult,
  isHidden: IsHidden,
  { colors, first, numberOf }: Entries,
): QuantizeResult {
  const count = result.palette.length / 4;
  const places = colors.map((_, i) => (first === undefined ? count + i : i === 0 ? first : count + i - 1));
  const indices = result.indices.slice();
  const weights = new Float64Array(count + colors.length - (first === undefined ? 0 : 1));
  weights.set(result.weights);
  for (let i = 0; i < indices.length; i++) {
    if (!isHidden(i)) continue;
    const place = places[numberOf(i)]!;
    weights[indices[i]!]!--;
    weights[place]!++;
    indices[i] = place;
  }
  const palette = new Uint8Array(4 * weights.length);
  palette.set(result.palette);
  places.forEach((place, i) => {
    setRgb(palette, place, colors[i]!);
  });
  return heaviestFirst({ ...result, indices, palette, weights }, places);
}

/** Puts the colors at some places of the palette by falling weight: what comes of them must not depend on how they were found. */
function heaviestFirst(result: QuantizeResult, places: readonly number[]): QuantizeResult {
  const { indices, palette, weights } = result;
  const order = [...places].sort(
    (one, other) => weights[other]! - weights[one]! || rgbOf(palette, one) - rgbOf(palette, other),
  );
  const sorted = { palette: palette.slice(), weights: weights.slice() };
  const numbers = Uint8Array.from({ length: 256 }, (_, i) => i);
  order.forEach((from, i) => {
    const to = places[i]!;
    numbers[from] = to;
    setRgb(sorted.palette, to, rgbOf(palette, from));
    sorted.weights[to] = weights[from]!;
  });
  for (let i = 0; i < indices.length; i++) indices[i] = numbers[indices[i]!]!;
  return { ...result, ...sorted };
}

/** The palette with another color in an entry, whose alpha stays. */
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
