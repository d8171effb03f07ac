import { normalHex, type PaletteEntry } from '@kcolors/codecs/request';
import { type Given, given } from '../element/given.ts';

/** Sorts by share, largest first. Equal shares keep their order. */
export function byShare(colors: readonly PaletteEntry[]): PaletteEntry[] {
  return [...colors].sort((one, other) => other.share - one.share);
}

/** Returns the palette, if there is one, followed by locked colors that it does not contain yet. */
export function withComing(
  palette: readonly PaletteEntry[],
  locked: readonly string[],
): readonly PaletteEntry[] {
  if (palette.length === 0) return palette;
  const known = new Set(palette.map(({ hex }) => normalHex(hex)));
  const coming = locked.filter((hex) => !known.has(normalHex(hex)));
  return [...palette, ...coming.map((hex) => ({ hex, share: 0 }))];
}

/** Returns the common name of a color. */
export type ColorNamer = (hex: string) => string;

/** The color namer of the host. A list of names is large, so it is optional and may load later. */
export const colorNamer: Given<ColorNamer> = given<ColorNamer>(() => '');

/** Sets the color namer. Palettes on the page update at once. */
export const setColorNamer = (namer: ColorNamer): void => colorNamer.set(namer);

/** Returns the name of a color; empty without a namer. */
export const colorName = (hex: string): string => colorNamer.get()(hex);
