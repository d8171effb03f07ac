import { normalHex, type PaletteEntry } from '@kcolors/codecs/request';
import { type Given, given } from '../element/given.ts';

/** Largest share first; equal shares keep their order. */
export function byShare(colors: readonly PaletteEntry[]): PaletteEntry[] {
  return [...colors].sort((one, other) => other.share - one.share);
}

/** A palette, if there is one, and the locked colors that are not in it yet. */
export function withComing(
  palette: readonly PaletteEntry[],
  locked: readonly string[],
): readonly PaletteEntry[] {
  if (palette.length === 0) return palette;
  const known = new Set(palette.map(({ hex }) => normalHex(hex)));
  const coming = locked.filter((hex) => !known.has(normalHex(hex)));
  return [...palette, ...coming.map((hex) => ({ hex, share: 0 }))];
}

/** Gives the name of a color, as people would call it. */
export type ColorNamer = (hex: string) => string;

/** A list of names is large: pages that show none do without, and others may bring it when it has loaded. */
export const colorNamer: Given<ColorNamer> = given<ColorNamer>(() => '');

/** Has palettes tell the names of their colors; those on the page do so at once. */
export const setColorNamer = (namer: ColorNamer): void => colorNamer.set(namer);

/** The name of a color; empty where there are no names. */
export const colorName = (hex: string): string => colorNamer.get()(hex);
